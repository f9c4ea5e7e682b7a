/** An approved service that changes what a register keeps on the applicant: written there once, however often it is tried. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { defineJob } from '../../../kernel/events/jobs.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange } from '../../exchange/index.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

export const WriteRecord = defineJob('cases.write-record', strict({ line: Uuid }))

export async function writeRecord(db: RoomDatabase<CasesTables>, editions: Pick<Editions, 'packAt'>, exchange: Exchange, lineId: string) {
  const found = await db.transaction((tx) => tx.selectFrom('line').innerJoin('application', 'application.id', 'line.application_id').innerJoin('part', 'part.id', 'line.part_id')
    .select(['line.service', 'line.application_id', 'application.person', 'application.draft', 'application.pack_edition', 'part.agency'])
    .where('line.id', '=', lineId).where('line.status', '=', 'approved').executeTakeFirst())
  if (!found) return
  const writes = editions.packAt(found.pack_edition).services.find(({ id }) => id === found.service)?.writes
  if (!writes) return
  const values = Object.entries(writes.fields).flatMap(([field, fact]) => {
    const answer = found.draft.answers[fact]
    return answer === undefined ? [] : [[field, answer] as const]
  })
  await exchange.changeRecord(writes.register, { idempotencyKey: lineId, subject: found.person, values: Object.fromEntries(values) })
  await pausePoint('cases.write-record.after-register')
  await db.transaction(async (tx) => {
    await tx.selectFrom('application').select('id').where('id', '=', found.application_id).forUpdate().execute()
    const before = await tx.selectFrom('happening').select('detail').where('application_id', '=', found.application_id).where('kind', '=', 'record-changed').execute()
    if (before.some(({ detail }) => detail['service'] === found.service)) return
    await tell(tx, found.application_id, 'record-changed', found.agency, { service: found.service, register: writes.register })
  })
}
