/** The letters of sent applications: for their person on a page, on paper and in messages, for an official before a decision. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { LetterOutcome } from '../../../../packages/pack-kit/schema/service.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Log } from '../../../kernel/log/log.ts'
import { paperLanguage } from '../../../web/paper/paper-language.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Editions } from '../../catalogue/index.ts'
import { casesFaults } from '../contract.ts'
import type { ReadApplication } from '../read-application.ts'
import { type LetterSource, lettersIn } from './cases-in.ts'
import { composeLetter } from './compose-letter.ts'
import type { Letter, LetterCase } from './letter.ts'

/** Which of them: by the line, question or referral that they tell of, or by what has become of it. */
export type Which = { ids: readonly string[] } | { outcome: LetterOutcome }

export interface Letters {
  /** @param language tag of the reader's; one that the pack does not have gives the pack's own */
  of(person: string, receipt: string, which: Which, language: string): Promise<Letter[]>
  /** @throws noSuchLetter */
  read(person: string, receipt: string, id: string, language: string): Promise<Letter>
  /** @returns the bytes of a PDF, in the reader's language where the paper's fonts have its script. @throws noSuchLetter */
  print(person: string, receipt: string, id: string, language: string): Promise<Buffer>
}

export interface LettersDeps {
  editions: Pick<Editions, 'packAt' | 'know'>
  wordingIn(tag: string): Wording
  read(person: string, receipt: string): Promise<ReadApplication>
  demonstration: boolean
}

export function createLetters({ editions, wordingIn, read, demonstration }: LettersDeps): Letters {
  async function open(person: string, receipt: string) {
    const source = await read(person, receipt)
    await editions.know(source.application.pack_edition)
    const pack = editions.packAt(source.application.pack_edition)
    return { pack, cases: lettersIn(pack, source) }
  }
  const find = async (person: string, receipt: string, id: string) => {
    const { pack, cases } = await open(person, receipt)
    const about = cases.find((one) => one.id === id)
    if (!about) throw new Fault(casesFaults.noSuchLetter)
    return { pack, about }
  }
  const write = (pack: Pack, about: LetterCase, language: string) => composeLetter({ ...wordingIn(language), pack }, about)
  return {
    async of(person, receipt, which, language) {
      const { pack, cases } = await open(person, receipt)
      return cases.filter(({ id, outcome }) => ('ids' in which ? which.ids.includes(id) : which.outcome === outcome)).map((about) => write(pack, about, language))
    },
    async read(person, receipt, id, language) {
      const { pack, about } = await find(person, receipt, id)
      return write(pack, about, language)
    },
    async print(person, receipt, id, language) {
      const { pack, about } = await find(person, receipt, id)
      const tag = paperLanguage(pack, language)
      const { drawLetter } = await import('./draw-letter.ts')
      return drawLetter(write(pack, about, tag), about.at, demonstration ? wordingIn(tag).t('credentials.paper.demonstration') : undefined)
    },
  }
}

/** Told to the operator once for each letter: a text of a service that names what its cases do not hold is somebody's to put right. */
export function tellGaps(log: Log, wording: Wording, source: LetterSource, lines: readonly string[]) {
  for (const about of lettersIn(wording.pack, source)) {
    if (!lines.includes(about.id)) continue
    const { gap } = composeLetter(wording, about)
    if (gap?.why === 'values') log.warn({ receipt: about.receipt, service: about.services[0], outcome: about.outcome, language: wording.language.tag, values: gap.values }, 'cases: the case lacks values of its letter, the general text is used')
  }
}
