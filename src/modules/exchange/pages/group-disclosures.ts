/** One look, one line: registers are asked side by side, and each writes its own row. */
import type { AccessLogRow } from '../index.ts'

/** Rows that were written this close together for the same agency and purpose are one look, in milliseconds. */
const oneLook = 60_000

/** @param log newest first */
export function groupDisclosures(log: readonly AccessLogRow[]): AccessLogRow[][] {
  const looks: AccessLogRow[][] = []
  for (const row of log) {
    const look = looks.find(([first]) => first !== undefined && first.recipient === row.recipient && first.recipient_role === row.recipient_role
      && first.purpose === row.purpose && first.case_id === row.case_id && first.looked_at?.getTime() === row.looked_at?.getTime() && Math.abs(first.at.getTime() - row.at.getTime()) < oneLook)
    if (look === undefined) looks.push([row])
    else look.push(row)
  }
  return looks
}
