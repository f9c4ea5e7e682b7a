/**
 * From words to a question about what one has to do by a day: all of it, that of a week, a month or a year, or one thing that is named. Read by what is named and never by
 * likelihood: beside the words of having to do something nothing else may be told, so that "we had a baby, what do I have to do" is a birth.
 */
import type { Intent } from '../../../../packages/pack-kit/schema/assistant.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../web/wordings.ts'
import { findWord, listed, plain } from '../fill/plain-words.ts'

export type Period = 'week' | 'month' | 'year'

/** @property duty id of the pack's, where one was named */
export interface DueWish { duty: string | null; within: Period | null }

/** `renew` only names what is done: a word of it holds one of the others, and asks for nothing. */
type List = 'what' | 'do' | 'when' | 'soon' | 'renew' | Period

export interface DueWords {
  /** Longest first. */
  lists: { list: List; word: string }[]
  duties: { name: string; duty: string; /** Something is paid by it: how much is asked of one's own. */ pays: boolean }[]
}

const longestFirst = <One>(of: (one: One) => string) => (one: One, other: One) => of(other).length - of(one).length
const periods: readonly Period[] = ['week', 'month', 'year']

/** Of every language of the pack at once: people mix them. */
export const dueWordsOf = (pack: Pick<Pack, 'duties' | 'assistant' | 'lifeEvents' | 'services'>, wordings: readonly Wording[]): DueWords => ({
  lists: wordings.flatMap(({ t }) => t('assistant.due.words').split(';')).flatMap((line) => {
    const [list = '', words = ''] = line.split(':')
    return listed(words).map((word) => ({ list: list.trim() as List, word }))
  }).sort(longestFirst(({ word }) => word)),
  duties: pack.duties.flatMap(({ id, name }) => [...Object.values(name), ...Object.values(pack.assistant.duties?.[id] ?? {}).flat()].map((one) => ({ name: one, duty: id, pays: paysBy(pack, id) }))).sort(longestFirst(({ name }) => name)),
})

function paysBy({ duties, lifeEvents, services }: Pick<Pack, 'duties' | 'lifeEvents' | 'services'>, id: string): boolean {
  const way = duties.find((duty) => duty.id === id)?.do
  const event = way !== undefined && 'event' in way ? lifeEvents.find((one) => one.id === way.event) : undefined
  return services.some((service) => service.collects !== undefined && event?.services.includes(service.id) === true)
}

export interface ReadingDue {
  /** How many words of a text say what it is about. */
  telling(rest: string): number
  /** What is surely asked of a thing, by the words around its name; undefined where nothing is. */
  asked(rest: string): Intent | undefined
  /** Nothing is spoken of: else "what do I have to do" is asked of that. */
  isOpen: boolean
}

/** When it is due is asked of one's own; where, how, by whom and at what cost it is renewed, of a page that says it. */
const ofOneself: ReadonlySet<Intent> = new Set(['deadline', 'start', 'owed', 'applications', 'notices'])

/** @returns undefined where nothing of the kind was asked */
export function readDueWish({ lists, duties }: DueWords, message: string, { telling, asked, isOpen }: ReadingDue): DueWish | undefined {
  const text = plain(message)
  const duty = duties.find(({ name }) => findWord(name, text) !== undefined)
  const { said, rest } = takeOut(lists, duty === undefined ? text : withoutWord(duty.name, text))
  const within = periods.find((period) => said.has(period)) ?? null
  if (duty !== undefined) {
    const wanted = asked(withoutWord(duty.name, text))
    const isOwn = said.has('when') ? wanted !== 'time' : wanted === undefined || ofOneself.has(wanted)
    return (duty.pays && wanted === 'amount') || (isOwn && (said.has('when') || said.has('do') || said.has('soon') || within !== null)) ? { duty: duty.duty, within } : undefined
  }
  const asks = (said.has('do') && (said.has('what') || said.has('soon') || within !== null)) || (said.has('soon') && (said.has('what') || said.has('when')))
  return asks && isOpen && telling(rest) === 0 ? { duty: null, within } : undefined
}

function withoutWord(word: string, text: string): string {
  const place = findWord(word, text)
  return place === undefined ? text : text.slice(0, place.from) + ' '.repeat(place.to - place.from) + text.slice(place.to)
}

function takeOut(lists: DueWords['lists'], message: string): { said: Set<List>; rest: string } {
  const said = new Set<List>()
  let text = message
  for (const { list, word } of lists) {
    for (let place = findWord(word, text); place !== undefined; place = findWord(word, text)) {
      said.add(list)
      text = text.slice(0, place.from) + ' '.repeat(place.to - place.from) + text.slice(place.to)
    }
  }
  return { said, rest: text }
}
