import type { KnownValue } from './contract.ts'
import { type LogAccess, loggedTransaction } from './log-access.ts'

export interface Viewing {
  person: string
  agency: string
  role: string
  purpose: string
  caseId: string
  values: KnownValue[]
}

/** An official opens a case: the person sees the organisation, role, purpose and fields, before the page is shown. */
export async function noteViewing(access: LogAccess, { person, agency, role, purpose, caseId, values }: Viewing) {
  if (values.length === 0) return
  await loggedTransaction(access, (_tx, write) => write({ person, recipient: agency, role, purpose, caseId, consent: null, values }))
}
