/**
 * A model's sentences, before anybody reads them. The verifier of every answer holds for them, against what the house itself says from the
 * places they cite: a page of the law holds examples and other services' sums too. And more: they are plain text, every word that states
 * something stands in the house's sentences, the leading figures are all there, and nothing is denied that was not.
 */
import type { Check, Source, Statement } from '../contract.ts'
import { numbersIn, verify } from '../answer/verify.ts'
import { cleanText, foldText } from '../../search/index.ts'
import { plainWords, type PlainWords } from './plain-words.ts'

export interface Wording {
  language: string
  /** What the house says itself. */
  own: readonly Statement[]
  sources: readonly Source[]
  /** Of services, agencies and laws. */
  names: readonly string[]
  minorUnit: number
  /** As the search knows them. */
  terms(text: string): string[]
}

export type CheckedWording = { statements: Statement[]; checks: Check[] } | { refused: string }

const most = { sentences: 6, letters: 500 }
/** Links, markup, tables, placeholders and e-mail addresses: none of them is a sentence. */
const marks = /[<>[\]{}|`*#_\\@^~]|:\/\/|www\./iu
const hangul = /\p{Script=Hangul}/u

/** The whole: each sentence, and that the leading figures are all there and nothing that leads is denied any more. */
export function checkWording(asked: Wording, said: readonly Statement[]): CheckedWording {
  const each = checkSentences(asked, said)
  if ('refused' in each) return each
  const figures = new Set(said.flatMap(({ text }) => numbersIn(text)))
  const left = numbersIn(asked.own[0]?.text ?? '').filter((number) => !figures.has(number))
  if (left.length > 0) return { refused: `left out: ${left.join(', ')}` }
  const { turning } = plainWords(asked.language)!
  const kept = new Set(said.flatMap(({ text }) => turning(text)))
  const lost = turning(asked.own[0]?.text ?? '').filter((word) => !kept.has(word))
  return lost.length > 0 ? { refused: `turns a sentence: ${lost.join(', ')}` } : each
}

/** Each by itself, as soon as it is there: nothing that it says is missing, strange or denied without ground. */
export function checkSentences(asked: Wording, said: readonly Statement[]): CheckedWording {
  const wording = { ...asked, sources: asked.sources.map((source, at) => ({ ...source, text: asked.own.filter(({ sources }) => sources.includes(at)).map(({ text }) => text).join('\n') })) }
  const plain = plainWords(wording.language)
  if (plain === undefined) return { refused: 'no words of this language can be checked' }
  const form = findForm(wording, said)
  if (form !== undefined) return { refused: form }
  const { checks } = verify(said, wording.sources, wording.names, wording.minorUnit)
  const missing = checks.flatMap((check) => check.missing)
  if (missing.length > 0) return { refused: `stands in no source: ${missing.join(', ')}` }
  const strange = said.flatMap((statement) => strangeWords(wording, statement, plain.words))
  if (strange.length > 0) return { refused: `words of no source: ${[...new Set(strange)].join(', ')}` }
  const turned = findTurned(wording, said, plain)
  if (turned.length > 0) return { refused: `turns a sentence: ${turned.join(', ')}` }
  return { statements: [...said], checks }
}

function findForm({ sources }: Wording, said: readonly Statement[]): string | undefined {
  if (said.length === 0 || said.length > most.sentences) return `${said.length} sentences`
  for (const { text, sources: cited } of said) {
    if (text.trim() === '' || text.length > most.letters) return `a sentence of ${text.length} letters`
    if (cleanText(text) !== text || marks.test(text)) return 'more than plain text'
    if (cited.length === 0 || cited.some((at) => sources[at] === undefined)) return 'cites nothing that was given'
  }
  return undefined
}

function strangeWords({ sources, terms }: Wording, { text, sources: cited }: Statement, plain: ReadonlySet<string>): string[] {
  const given = cited.map((at) => `${sources[at]!.title}. ${sources[at]!.law ?? ''}. ${sources[at]!.text}`).join('. ')
  const known = new Set(wordsOf(terms(given)))
  const joined = foldText(given).replaceAll(/\s/gu, '')
  // Korean is cut differently beside other words: what stands there letter by letter is the same word.
  return wordsOf(terms(text)).filter((word) => !/^\d+$/u.test(word) && !plain.has(word) && !known.has(word) && !(hangul.test(word) && word.length > 1 && joined.includes(word)))
}

/** What denies or excepts stands in the house's own sentence from the same place. */
function findTurned({ own }: Wording, said: readonly Statement[], { turning }: PlainWords): string[] {
  return said.flatMap(({ text, sources }) => {
    const given = new Set(own.filter((statement) => statement.sources.some((at) => sources.includes(at))).flatMap((statement) => turning(statement.text)))
    return turning(text).filter((word) => !given.has(word))
  })
}

/** Terms begin with the letter of their kind; words are `m`. */
const wordsOf = (terms: readonly string[]) => terms.filter((term) => term.startsWith('m')).map((term) => term.slice(1))
