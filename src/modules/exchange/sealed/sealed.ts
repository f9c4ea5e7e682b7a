/** Looks that the law keeps from the person for a while: made, counted, kept longer by a court alone, and opened by themselves. */
import type { Jobs } from '../../../kernel/events/jobs.ts'
import type { Asked } from '../broker/write-looks.ts'
import { OpenSealed } from '../contract.ts'
import { countSealed, type SealedCounts } from './count-sealed.ts'
import { extendSeal } from './extend-seal.ts'
import { type CovertDeps, type CovertLook, lookCovertly } from './look-covertly.ts'
import { openDue, type OpenDeps } from './open-due.ts'
import { readSealedFile, type SealedFile } from './read-sealed-evidence.ts'
import { draftOrder, type Inquiry, readInquiries } from './read-sealed.ts'
import { sealQuestion } from './seal-question.ts'

export interface Sealed {
  look(look: CovertLook): ReturnType<typeof lookCovertly>
  /** A question to a register behind its connector. */
  question(asked: Asked): ReturnType<typeof sealQuestion>
  inquiries(agency: string): Promise<Inquiry[]>
  /** One sealed look with its proof, as a file that is checked away from here. */
  evidence(agency: string, id: string): Promise<SealedFile>
  draftOrder(agency: string, inquiry: string): Promise<string>
  extend(order: { agency: string; official: string; note: string }): ReturnType<typeof extendSeal>
  counts(): Promise<SealedCounts>
  /** Opens what is due by the house's clock. A job does it by itself, and so does the keeper of the chains. @returns how many looks */
  openDue(): Promise<number>
}

export function createSealed(deps: CovertDeps & OpenDeps, jobs: Pick<Jobs, 'define'> | undefined): Sealed {
  const { access: { db }, pack } = deps
  jobs?.define(OpenSealed, async () => void await openDue(deps))
  return {
    look: (look) => lookCovertly(deps, look),
    question: (asked) => sealQuestion(deps, asked),
    inquiries: (agency) => readInquiries(deps, agency),
    evidence: (agency, id) => readSealedFile(deps.access, deps.court, agency, id),
    draftOrder: (agency, inquiry) => draftOrder(deps, agency, inquiry),
    extend: (order) => extendSeal(deps, order),
    counts: () => db.transaction((tx) => countSealed(tx, pack)),
    openDue: () => openDue(deps),
  }
}
