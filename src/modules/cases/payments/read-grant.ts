/** What a decision granted, for the room that pays it: nothing is handed over of a line that was not approved. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Amount } from '../../rules/index.ts'
import { legalDay } from '../clocks/legal-day.ts'
import type { CasesTables } from '../tables.ts'
import { collectedBy } from '../apply/collects.ts'
import { isRunning } from '../apply/totals.ts'
import { owedFrom } from './owed-from.ts'

export interface Grant {
  caseId: string
  receipt: string
  person: string
  service: string
  agency: string
  /** Of the rules' finding, money that runs on the day of the decision: no ceilings, no vouchers. */
  amounts: Amount[]
  /** Money that is paid a month, also of what begins later or is over; no ceilings. */
  monthly: Amount[]
  /** What comes beside it a month to pay with, and is not paid into the account. */
  vouchers: Amount[]
  /** From which day on months are owed, `YYYY-MM-DD`: where the right began, if it was applied for by the day that the law names; else the day of the application. */
  owedFrom: string
  /** Legal day of the decision, `YYYY-MM-DD`. */
  decidedOn: string
  /** What the register held as owed when it was sent, which is asked now; null: the service collects nothing. */
  collects: number | null
  /** What the person told the agency under its purpose; null: nothing. */
  account: string | null
}

export async function readGrant(db: RoomDatabase<CasesTables>, editions: Pick<Editions, 'packAt'>, lineId: string): Promise<Grant | undefined> {
  const line = await db.transaction((tx) => tx.selectFrom('line').innerJoin('part', 'part.id', 'line.part_id').innerJoin('application', 'application.id', 'line.application_id')
    .select(['line.service', 'line.finding', 'line.decided_at', 'part.agency', 'part.answers', 'application.id', 'application.receipt', 'application.person', 'application.pack_edition', 'application.submitted_at', 'application.draft'])
    .where('line.id', '=', lineId).where('line.status', '=', 'approved').where('part.reclaim', 'is', null).executeTakeFirst())
  if (!line?.decided_at) return undefined
  const pack = editions.packAt(line.pack_edition)
  const decidedOn = legalDay(pack, line.decided_at)
  const service = pack.services.find(({ id }) => id === line.service)
  const account = service?.pays?.account
  const granted = (line.finding?.amounts ?? []).filter(({ upTo }) => !upTo)
  const money = granted.filter(({ voucher }) => !voucher)
  return {
    caseId: line.id, receipt: line.receipt ?? '', person: line.person, service: line.service, agency: line.agency,
    amounts: money.filter((amount) => isRunning(amount, decidedOn)), monthly: money.filter(({ per }) => per === 'month'), vouchers: granted.filter(({ per, voucher }) => voucher && per === 'month'), decidedOn,
    collects: service ? collectedBy(pack, service, line.draft.known)?.amount ?? null : null,
    owedFrom: owedFrom(line.finding, legalDay(pack, line.submitted_at ?? line.decided_at)),
    account: account === undefined ? null : line.answers[account] ?? null,
  }
}
