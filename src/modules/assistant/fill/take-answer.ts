/** One message in the light of the question: an answer to it, a correction of an earlier one, or something else that is answered before the question is asked again. */
import type { Wording } from '../../../web/wordings.ts'
import type { Cases, OwnApplication, Slot, SlotMistake, Slots } from '../../cases/index.ts'
import type { Answer } from '../contract.ts'
import { firstOf, placeOf, plain } from './plain-words.ts'
import { givesText, readPlain, readYesNo, type Words } from './read-plain.ts'

type Asked = Extract<Slot, { kind: 'question' }>

export type Taken =
  | { kind: 'kept'; slot: Slot }
  | { kind: 'mistake'; slot: Slot; mistake: SlotMistake }
  | { kind: 'aside'; answer: Answer }
  /** What the registers say is wrong: that is put right on its page. */
  | { kind: 'known-wrong' }
  | { kind: 'not-understood' }

export interface Taking {
  cases: Pick<Cases, 'slots' | 'fill'>
  /** What the message gets where it is a question of its own. */
  reply(message: string): Promise<Answer>
  words: Words
  wordings: readonly Wording[]
  language: string
  today: string
}

/** Below it, a name only happens to resemble words of a page. */
const surelyAsked = 0.25

export async function takeAnswer(taking: Taking, person: string, application: OwnApplication, message: string): Promise<Taken> {
  const { cases, words } = taking
  const { answered, next } = cases.slots(application)
  const answer = await taking.reply(message)
  // Danger goes before everything.
  if (answer.urgent.length > 0) return { kind: 'aside', answer }
  const aside = answer.kind !== 'unknown' && answer.kind !== 'chat' && answer.kind !== 'cancelled'
  if (aside && /[?？؟]\s*$/u.test(message)) return { kind: 'aside', answer }
  const corrected = await correct(taking, person, application, { answered, next }, message)
  if (corrected !== undefined) return corrected
  if (next?.kind === 'question') {
    // Whoever asks what something costs names no child with it.
    if (next.question.type === 'text' && aside && answer.trace.confidence >= surelyAsked && !givesText(message, words)) return { kind: 'aside', answer }
    const taken = await fillFirst(taking, person, application, next, message)
    if (taken !== undefined) return taken
  } else if (next !== undefined) {
    const said = readYesNo(message, words)
    if (next.kind === 'known' && said === 'no') return { kind: 'known-wrong' }
    if (said !== undefined) return keep(taking, person, application, next, said)
  }
  return answer.kind === 'unknown' ? { kind: 'not-understood' } : { kind: 'aside', answer }
}

/** "No, the name is …": the earlier question that the words name, or the last one whose kind of answer they hold. */
async function correct(taking: Taking, person: string, application: OwnApplication, { answered, next }: Slots, message: string): Promise<Taken | undefined> {
  const text = plain(message)
  const cue = begins(firstOf(taking.words.correct, text))
  const own = next?.kind === 'question' ? namedBy(taking, next, answered, text) : 0
  const named = answered.map((slot) => ({ slot, score: namedBy(taking, slot, [...answered, ...(next?.kind === 'question' ? [next] : [])], text) }))
    .filter(({ score }) => score > own).toSorted((one, other) => other.score - one.score || other.slot.index - one.slot.index)[0]
  if (named !== undefined) return fillFirst(taking, person, application, named.slot, withoutCue(message, taking.words))
  const fits = next?.kind === 'question' && next.question.type !== 'text' && readPlain(next.question, message, taking.words, taking.language, taking.today).length > 0
  if (!cue || fits) return undefined
  const rest = withoutCue(message, taking.words)
  for (const slot of answered.toReversed()) {
    if (slot.question.type === 'yes-no' || (slot.question.type === 'text' && !givesText(rest, taking.words))) continue
    const taken = await fillFirst(taking, person, application, slot, rest)
    if (taken?.kind === 'kept') return taken
  }
  return undefined
}

/** How many of the words of a question's label, that no other question has, stand in the text. */
function namedBy({ wordings }: Taking, slot: Asked, all: readonly Asked[], text: string): number {
  const others = new Set(all.filter(({ question }) => question.fact !== slot.question.fact).flatMap((other) => labelWords(wordings, other)))
  return new Set(labelWords(wordings, slot).filter((word) => !others.has(word) && placeOf(word, text) >= 0)).size
}

const labelWords = (wordings: readonly Wording[], { question }: Asked): string[] =>
  wordings.flatMap(({ text }) => (plain(text(question.label)).match(/\p{L}+/gu) ?? []).map(withoutParticle)).filter((word) => word.length > (/\p{Script=Hangul}/u.test(word) ? 1 : 3))

/** A Korean label says "by gas", a person only "gas". */
const withoutParticle = (word: string) => (/^\p{Script=Hangul}{3,}$/u.test(word) ? word.replace(/[을를이가은는의]$/u, '') : word)

/** At the beginning, or after an "oh". */
const begins = (place: number) => place >= 0 && place <= 4

function withoutCue(message: string, { correct: cues }: Words): string {
  const cue = cues.find((word) => begins(placeOf(word, plain(message))))
  return cue === undefined ? message : message.slice(placeOf(cue, plain(message)) + cue.length).replace(/^[\p{Script=Hangul}]*[\s,.:;،–-]+/u, '')
}

async function fillFirst(taking: Taking, person: string, application: OwnApplication, slot: Asked, message: string): Promise<Taken | undefined> {
  let mistaken: Taken | undefined
  for (const text of readPlain(slot.question, message, taking.words, taking.language, taking.today)) {
    const taken = await keep(taking, person, application, slot, text)
    if (taken.kind === 'kept') return taken
    mistaken ??= taken
  }
  return mistaken
}

async function keep({ cases }: Taking, person: string, application: OwnApplication, slot: Slot, text: string): Promise<Taken> {
  const mistake = await cases.fill(person, application.id, slot, text)
  return mistake === undefined ? { kind: 'kept', slot } : { kind: 'mistake', slot, mistake }
}
