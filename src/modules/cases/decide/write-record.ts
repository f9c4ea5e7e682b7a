/** An approved service that changes what a register keeps on the applicant, or a debt that was paid: written there once, however often it is tried. */
import Type from 'typebox'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { defineJob } from '../../../kernel/events/jobs.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange } from '../../exchange/index.ts'
import { collectedBy } from '../apply/collects.ts'
import { legalDay } from '../clocks/legal-day.ts'
import { RecordChanged } from '../contract.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

/** In the place of a value: the day of the decision. */
const decisionDate = 'decision.date'

/** And of what was paid. */
const collected = 'collects.amount'

/** `payment`: of what is collected, which payment it is that the register hears of; `never`: it had heard of it, and it never came. */
export const WriteRecord = defineJob('cases.write-record', strict({ line: Uuid, payment: Type.Optional(Uuid), never: Type.Optional(Type.Literal(true)) }))

export async function writeRecord(db: RoomDatabase<CasesTables>, editions: Pick<Editions, 'packAt' | 'know'>, exchange: Exchange, { line: lineId, payment, never }: { line: string; payment?: string; never?: true }) {
  const found = await db.transaction((tx) => tx.selectFrom('line').innerJoin('application', 'application.id', 'line.application_id').innerJoin('part', 'part.id', 'line.part_id')
    .select(['line.service', 'line.application_id', 'application.person', 'application.subject', 'application.receipt', 'application.draft', 'line.decided_at', 'application.pack_edition', 'part.agency'])
    .where('line.id', '=', lineId).where('line.status', '=', 'approved').executeTakeFirst())
  if (!found) return
  await editions.know(found.pack_edition)
  const pack = editions.packAt(found.pack_edition)
  const service = pack.services.find(({ id }) => id === found.service)
  const writes = service?.writes
  if (!service || !writes || (service.collects === undefined) !== (payment === undefined)) return
  const paid = collectedBy(pack, service, found.draft.known)?.amount ?? 0
  const values = Object.entries(writes.fields).flatMap(([field, fact]) => {
    const answer = found.draft.answers[fact]
    return answer === undefined ? [] : [[field, answer] as const]
  })
  const subject = writes.of === 'subject' ? found.subject : found.person
  if (subject === null) throw new Error(`${lineId} is about nobody`)
  const set = Object.entries(writes.sets ?? {}).map(([field, value]) => [field, value === decisionDate ? legalDay(pack, found.decided_at!) : value === collected ? String(never ? -paid : paid) : value])
  await exchange.changeRecord(writes.register, { idempotencyKey: payment === undefined ? lineId : `${lineId}/${payment}`, subject, values: Object.fromEntries([...values, ...set]) as Record<string, string> })
  await pausePoint('cases.write-record.after-register')
  // That it never came is told with the payment, and the night after finds it due again.
  if (never) return
  await db.transaction(async (tx) => {
    await tx.selectFrom('application').select('id').where('id', '=', found.application_id).forUpdate().execute()
    const before = await tx.selectFrom('happening').select('detail').where('application_id', '=', found.application_id).where('kind', '=', 'record-changed').execute()
    if (before.some(({ detail }) => detail['service'] === found.service && detail['payment'] === payment)) return
    await tell(tx, found.application_id, 'record-changed', found.agency, { service: found.service, register: writes.register, ...(payment === undefined ? {} : { payment }) })
    await emit(tx, RecordChanged, { caseId: found.application_id, receipt: found.receipt ?? '', person: found.person, service: found.service, register: writes.register, of: subject })
  })
}
