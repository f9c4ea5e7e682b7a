/** An approved service that changes what a register keeps on the applicant: written there once, however often it is tried. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { defineJob } from '../../../kernel/events/jobs.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange } from '../../exchange/index.ts'
import { legalDay } from '../clocks/legal-day.ts'
import { RecordChanged } from '../contract.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

/** In the place of a value: the day of the decision. */
const decisionDate = 'decision.date'

export const WriteRecord = defineJob('cases.write-record', strict({ line: Uuid }))

export async function writeRecord(db: RoomDatabase<CasesTables>, editions: Pick<Editions, 'packAt'>, exchange: Exchange, lineId: string) {
  const found = await db.transaction((tx) => tx.selectFrom('line').innerJoin('application', 'application.id', 'line.application_id').innerJoin('part', 'part.id', 'line.part_id')
    .select(['line.service', 'line.application_id', 'application.person', 'application.subject', 'application.receipt', 'application.draft', 'line.decided_at', 'application.pack_edition', 'part.agency'])
    .where('line.id', '=', lineId).where('line.status', '=', 'approved').executeTakeFirst())
  if (!found) return
  const pack = editions.packAt(found.pack_edition)
  const writes = pack.services.find(({ id }) => id === found.service)?.writes
  if (!writes) return
  const values = Object.entries(writes.fields).flatMap(([field, fact]) => {
    const answer = found.draft.answers[fact]
    return answer === undefined ? [] : [[field, answer] as const]
  })
  const subject = writes.of === 'subject' ? found.subject : found.person
  if (subject === null) throw new Error(`${lineId} is about nobody`)
  const set = Object.entries(writes.sets ?? {}).map(([field, value]) => [field, value === decisionDate ? legalDay(pack, found.decided_at!) : value])
  await exchange.changeRecord(writes.register, { idempotencyKey: lineId, subject, values: Object.fromEntries([...values, ...set]) as Record<string, string> })
  await pausePoint('cases.write-record.after-register')
  await db.transaction(async (tx) => {
    await tx.selectFrom('application').select('id').where('id', '=', found.application_id).forUpdate().execute()
    const before = await tx.selectFrom('happening').select('detail').where('application_id', '=', found.application_id).where('kind', '=', 'record-changed').execute()
    if (before.some(({ detail }) => detail['service'] === found.service)) return
    await tell(tx, found.application_id, 'record-changed', found.agency, { service: found.service, register: writes.register })
    await emit(tx, RecordChanged, { caseId: found.application_id, receipt: found.receipt ?? '', person: found.person, service: found.service, register: writes.register, of: subject })
  })
}
