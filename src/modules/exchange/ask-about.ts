/**
 * An agency reads what registers keep on somebody who cannot be asked for consent, such as the dead whom a case is about, or whoever is to get a letter: the fields
 * that its purpose names for that, on the purpose's legal basis, logged under that person before they are released.
 */
import { Fault } from '../../kernel/faults/faults.ts'
import type { AskDeps } from './ask.ts'
import { askRegisters } from './ask-registers.ts'
import { type Answers, exchangeFaults } from './contract.ts'
import { loggedTransaction } from './log-access.ts'
import { openPurposeOf } from './purposes.ts'

export interface AboutRequest {
  /** The same key again is the same look, logged once. */
  key: string
  /** Whom it is about. */
  subject: string
  purpose: string
  /** Null where there is none: a letter goes to that person. */
  caseId: string | null
}

/** Asks in parallel; a silent register is named. @throws beyondPurpose where the purpose reads nobody but the applicant */
export async function askAbout({ access, pack, client }: AskDeps, { key, subject, purpose: id, caseId }: AboutRequest): Promise<Answers> {
  const purpose = openPurposeOf(pack, id)
  if (purpose.agency === null || purpose.about === undefined) throw new Fault(exchangeFaults.beyondPurpose)
  const agency = purpose.agency
  const { known, silent } = await askRegisters(pack, client, { subject, purpose: id, fields: purpose.about, requester: { agency, ...(caseId === null ? {} : { case: caseId }) } })
  if (known.length > 0) {
    await loggedTransaction(access, (_tx, write) => write({ key, person: subject, recipient: agency, role: 'agency', purpose: id, caseId, consent: null, values: known }))
  }
  return { known, silent }
}
