/** What a part of a message may be while a form is filled in by talking, learnt from what the pack says that people answer: to which question, yes or no, or something else. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { plain } from '../fill/plain-words.ts'
import { learn, namesIn, type Example } from './classifier.ts'

/** `yes-no` to a question, or something that is told, put right, or asked in between. */
export type Act = 'yes-no' | 'tells' | 'corrects' | 'asides'

export interface AnswerReader {
  /** How likely it does that with it, from 0 to 1. @param what fact, or what stands in its place; with anything, where absent */
  share(text: string, act: Act, what?: string): number
  /** How likely it answers no question with yes or no. */
  others(text: string): number
  /** How likely it is a yes, if it answers that question, from 0 to 1. */
  yes(text: string, what: string): number
  /** Whether there are examples for the question. */
  knows(what: string): boolean
  /** What stands around the answer where it is told or put right. */
  around(what: string): Around
  /** Whether a word stands in any of the examples, outside of what they tell. */
  isFamiliar(word: string): boolean
}

/** All plain. @property endings what hangs on the answer itself, the longest first */
export interface Around { words: ReadonlySet<string>; endings: readonly string[] }

type Given = NonNullable<Pack['assistant']['answers']>
/** What is asked of services in between. */
const asked = ['amount', 'cost', 'deadline', 'time', 'audience', 'agency', 'how']
/** Whoever answers first waits for it: half a second of learning, and more of it reads no better. */
const [rate, passes] = [1.5, 10]
/** The parts of one message are looked at again and again while it is read. */
const mostRecent = 500
const hangul = /\p{Script=Hangul}/u

/** For each language, learnt when it is first needed. @returns undefined where the pack gives no examples in it */
export function learnAnswers({ assistant: { answers, examples } }: Pick<Pack, 'assistant'>): (language: string) => AnswerReader | undefined {
  const learnt = new Map<string, AnswerReader | undefined>()
  return (language) => {
    const tag = language.split('-')[0]!
    if (!learnt.has(tag)) learnt.set(tag, answers && Object.values(answers.yes).some((of) => of[tag] !== undefined) ? learnIn(tag, answers, examples) : undefined)
    return learnt.get(tag)
  }
}

function learnIn(tag: string, { yes, no, tells = {}, corrects = {}, asides = {} }: Given, examples: Pack['assistant']['examples']): AnswerReader {
  const of = (act: string, lists: Record<string, Record<string, string[]>>) => Object.entries(lists).flatMap(([what, languages]) =>
    (languages[tag] ?? []).map((text) => text.replaceAll(/[{}]/gu, '')).flatMap((text) => [...new Set([text, barely(text)])]).map((text) => ({ names: shownBy(text), act, what })))
  const yesNos = [...of('yes', yes), ...of('no', no)]
  const others = [...of('tells', tells), ...of('corrects', corrects), ...of('asides', { '': asides, ...Object.fromEntries(asked.map((intent) => [intent, examples[intent] ?? {}])) })]
  const acts = [...yesNos.map(({ names, what }): Example => ({ names, intent: actOn('yes-no', what) })), ...others.map(({ names, act, what }): Example => ({ names, intent: actOn(act, act === 'asides' ? '' : what) }))]
  const told = [...Object.entries(tells), ...Object.entries(corrects)].map(([what, languages]) => ({ what, texts: (languages[tag] ?? []).map((text) => plain(text)) }))
  const arounds = new Map(told.map(({ what }) => [what, aroundIn(told.filter((one) => one.what === what).flatMap(({ texts }) => texts))]))
  const familiar = new Set([yes, no, tells, corrects].flatMap((lists) => Object.values(lists)).concat(asides).flatMap((languages) => languages[tag] ?? []).flatMap((text) => wordsOf(lower(text).replaceAll(value, ' '))))
  const kinds = [...new Set(acts.map(({ intent }) => intent))]
  const known = new Set(yesNos.map(({ what }) => what))
  const [ofActs, ofYes] = [learn(acts, kinds, rate, passes), learn(yesNos.map(({ names, act, what }) => ({ names: ownTo(names, what), intent: act })), ['yes', 'no'], rate, passes)]
  const look = recently((text) => {
    const names = shownBy(text)
    return { names, acts: new Map(Array.from(ofActs(names).shares, (share, at) => [kinds[at]!, share])) }
  })
  const share: AnswerReader['share'] = (text, act, what) => {
    const { acts: shares } = look(text)
    return what === undefined ? [...shares].reduce((sum, [intent, one]) => (intent.startsWith(`${act} `) ? sum + one : sum), 0) : shares.get(actOn(act, what)) ?? 0
  }
  return {
    share,
    others: (text) => 1 - share(text, 'yes-no'),
    yes: (text, what) => ofYes(ownTo(look(text).names, what)).shares[0]!,
    knows: (what) => known.has(what),
    around: (what) => arounds.get(what) ?? nothing,
    isFamiliar: (word) => familiar.has(lower(word)),
  }
}

const actOn = (act: string, what: string) => `${act} ${what}`

/** What is said to one question is learnt for it, and for all questions. */
const ownTo = (names: readonly string[], what: string): string[] => [...names, ...names.map((name) => `${what} ${name}`)]

/** With its marks: a name that is typed with them is no other word. */
const lower = (text: string) => text.normalize('NFC').toLowerCase()

/** In braces stands what is told. */
const value = /\{[^{}]*\}/gu
const nothing: Around = { words: new Set(), endings: [] }
const wordsOf = (text: string): string[] => text.match(/[\p{L}']+/gu) ?? []

function aroundIn(texts: readonly string[]): Around {
  const endings = texts.flatMap((text) => [...text.matchAll(/(?<=\})\p{Script=Hangul}+/gu)].map(([ending]) => ending))
  return { words: new Set(texts.flatMap((text) => wordsOf(text.replaceAll(/\{[^{}]*\}\p{Script=Hangul}*/gu, ' ')))), endings: [...new Set(endings)].toSorted((one, other) => other.length - one.length) }
}

function shownBy(text: string): string[] {
  const bare = plain(text).replaceAll(/\p{N}+/gu, '0')
  return namesIn(bare, (bare.match(/[\p{L}'0]+/gu) ?? []).map((word) => `m${word}`))
}

/** As many type it: Korean without spaces, others in small letters without marks. */
const barely = (text: string) => (hangul.test(text) ? text.replaceAll(/(?<=\p{Script=Hangul}) (?=\p{Script=Hangul})/gu, '') : plain(text).replaceAll("'", ''))

function recently<Found>(find: (text: string) => Found): (text: string) => Found {
  const recent = new Map<string, Found>()
  return (text) => {
    let found = recent.get(text)
    if (found === undefined) {
      if (recent.size >= mostRecent) recent.delete(recent.keys().next().value!)
      recent.set(text, (found = find(text)))
    }
    return found
  }
}
