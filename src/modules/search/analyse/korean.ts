/**
 * Korean: content morphemes; pairs of syllables inside each run of nouns, because spacing and compounds differ from
 * writer to writer and a mistyped syllable leaves the other pairs; and the whole run, which is the name of a thing.
 */
import { foldText } from './fold-text.ts'
import { syllablePairs } from './syllable-pairs.ts'
import type { Garu, Morpheme } from './load-garu.ts'
import { analyseStems } from './korean-stems.ts'
import type { Term } from './term.ts'
import { analyseWords } from './words.ts'

/** Sejong tags of what is said, against how it is tied together. Bound nouns and affixes say little. */
const morphemes: Record<string, number> = {
  NNG: 1, NNP: 1, NR: 1, XR: 1, SL: 1, SN: 1, SH: 1, VV: 1, VA: 1, MAG: 1, NNB: 0.3, XSN: 0.3, XPN: 0.3, MM: 0.3,
}
/** What a run of nouns is made of. */
const nominal = new Set(['NNG', 'NNP', 'NNB', 'NR', 'XR', 'XPN', 'XSN', 'SL', 'SN', 'SH'])
const runWeight = 0.5

const hangul = /[\uAC00-\uD7A3]/u
/** Letters that the analyser would take to pieces: Latin with marks, and scripts it does not know. */
const foreign = /[\p{L}\p{M}]*[^\P{L}\p{Script=Hangul}\p{Script=Han}a-zA-Z][\p{L}\p{M}]*/gu

export function analyseKorean(garu: Garu, sentence: string): Term[] {
  if (!hangul.test(sentence)) return analyseWords(sentence, 'ko')
  const others = (sentence.match(foreign) ?? []).flatMap((word) => analyseWords(word.replaceAll(/\p{Script=Hangul}+/gu, ' '), 'ko'))
  const rest = sentence.replaceAll(foreign, (word) => word.replaceAll(/[^\p{Script=Hangul}]+/gu, ' '))
  const found = garu(rest)
  return [...(found ? termsOf(found) : analyseStems(rest)), ...others]
}

function termsOf(found: readonly Morpheme[]): Term[] {
  const terms: Term[] = []
  let run: Morpheme[] = []
  const endRun = () => {
    terms.push(...runTerms(run))
    run = []
  }
  for (const morpheme of found) {
    const weight = morphemes[morpheme.pos]
    if (weight !== undefined) terms.push({ text: `m${foldText(withoutHonorific(morpheme))}`, weight })
    if (run[0] !== undefined && run[0].start !== morpheme.start) endRun()
    if (nominal.has(morpheme.pos)) run.push(morpheme)
    else endRun()
  }
  endRun()
  return terms
}

/** 돌아가시다 is 돌아가다 of somebody honoured; the analyser splits off the 시 before some endings only. Of two syllables (모시다, 마시다) it is the verb's own. */
const withoutHonorific = ({ text, pos }: Morpheme): string => (pos === 'VV' || pos === 'VA' ? text.replace(/(?<=..)(?:으시|시)$/u, '') : text)

function runTerms(run: readonly Morpheme[]): Term[] {
  const whole = foldText(run.map(({ text }) => text).join(''))
  return [...syllablePairs(whole), ...(run.length > 1 ? [{ text: `r${whole}`, weight: runWeight }] : [])]
}
