/** What a decision granted, for the room that pays it: nothing is handed over of a line that was not approved. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Amount } from '../../rules/index.ts'
import type { CasesTables } from '../tables.ts'
import { isRunning } from '../apply/totals.ts'

export interface Grant {
  caseId: string
  receipt: string
  person: string
  service: string
  agency: string
  /** Of the rules' finding, those that run on the day of the decision and are no ceilings. */
  amounts: Amount[]
  /** What is paid a month, also of what begins later or is over; no ceilings. */
  monthly: Amount[]
  /** Legal day of the decision, `YYYY-MM-DD`. */
  decidedOn: string
  /** What the person told the agency under its purpose; null: nothing. */
  account: string | null
}

export async function readGrant(db: RoomDatabase<CasesTables>, editions: Pick<Editions, 'packAt'>, lineId: string): Promise<Grant | undefined> {
  const line = await db.transaction((tx) => tx.selectFrom('line').innerJoin('part', 'part.id', 'line.part_id').innerJoin('application', 'application.id', 'line.application_id')
    .select(['line.service', 'line.finding', 'line.decided_at', 'part.agency', 'part.answers', 'application.id', 'application.receipt', 'application.person', 'application.pack_edition'])
    .where('line.id', '=', lineId).where('line.status', '=', 'approved').executeTakeFirst())
  if (!line?.decided_at) return undefined
  const pack = editions.packAt(line.pack_edition)
  const decidedOn = Temporal.Instant.fromEpochMilliseconds(line.decided_at.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate().toString()
  const account = pack.services.find(({ id }) => id === line.service)?.pays?.account
  const granted = (line.finding?.amounts ?? []).filter(({ upTo }) => !upTo)
  return {
    caseId: line.id, receipt: line.receipt ?? '', person: line.person, service: line.service, agency: line.agency,
    amounts: granted.filter((amount) => isRunning(amount, decidedOn)), monthly: granted.filter(({ per }) => per === 'month'), decidedOn,
    account: account === undefined ? null : line.answers[account] ?? null,
  }
}
