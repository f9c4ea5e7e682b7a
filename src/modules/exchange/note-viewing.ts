import type { KnownValue } from './contract.ts'
import { type LogAccess, loggedTransaction } from './log-access.ts'

export interface Viewing {
  /** The same key again is the same look; each has its own when left out. */
  key?: string
  person: string
  agency: string
  role: string
  purpose: string
  caseId: string
  values: KnownValue[]
}

/** An official opens a case: the person sees the organisation, role, purpose and fields, before the page is shown. */
export async function noteViewing(access: LogAccess, { key, person, agency, role, purpose, caseId, values }: Viewing) {
  if (values.length === 0) return
  await loggedTransaction(access, (_tx, write) => write({ ...(key === undefined ? {} : { key }), person, recipient: agency, role, purpose, caseId, consent: null, values }))
}
