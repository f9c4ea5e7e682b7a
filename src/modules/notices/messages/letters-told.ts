/** The letters of a case that a notice tells of: where they are read, by which words, and printed for whoever is told on paper. */
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Happening } from '../contract.ts'
import { serviceName, titleInWords } from '../notice-in-words.ts'

export interface LetterTold { id: string; title: string; path: string }

/** A letter as it is printed and put into an envelope. */
export interface Paper { name: string; pdf: Buffer }

/** @throws noSuchLetter */
export type Print = (person: string, receipt: string, letter: string, language: string) => Promise<Buffer>

export function lettersTold(wording: Wording, receipt: string | null, happening: Happening): LetterTold[] {
  if (receipt === null) return []
  const at = (id: string, title: string) => ({ id, title, path: `/my/applications/${receipt}/letters/${id}` })
  switch (happening.kind) {
    case 'decided': return (happening.letters ?? []).map(({ id, service, outcome }) => at(id, wording.t(`cases.letter.title.${outcome}`, { service: serviceName(wording, service) })))
    case 'more-asked': case 'referred': return happening.letter === undefined ? [] : [at(happening.letter, titleInWords(wording, happening))]
    case 'withdrawn': return (happening.letters ?? []).map(({ id, service, objectionTo }) => at(id, wording.t(`cases.letter.title.${objectionTo === undefined ? 'withdrawn' : objectionTo === 'reclaim' ? 'reclaim-kept' : 'objection-withdrawn'}`, { service: serviceName(wording, service) })))
    case 'reclaimed': return [at(happening.letter, wording.t('cases.letter.title.reclaimed', { service: serviceName(wording, happening.service) }))]
    default: return []
  }
}

/** A letter that is there no more is left out; the message tells of it all the same. */
export async function printTold(print: Print, wording: Wording, person: string, notices: readonly { receipt: string | null; data: Happening }[]): Promise<Paper[]> {
  const papers: Paper[] = []
  for (const { receipt, data } of notices) {
    for (const { id } of lettersTold(wording, receipt, data)) {
      try {
        papers.push({ name: `${receipt ?? ''}-${papers.length + 1}.pdf`, pdf: await print(person, receipt ?? '', id, wording.language.tag) })
      } catch (cause) {
        if (!(cause instanceof Fault)) throw cause
      }
    }
  }
  return papers
}
