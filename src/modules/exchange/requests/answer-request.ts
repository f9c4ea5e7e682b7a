/** The agency answers, with reasons. Where a value was wrong, everybody who received it through the exchange is told. */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { takeValue } from '../bundle/keep-bundle.ts'
import type { LogAccess } from '../log-access.ts'
import { keepCorrections, type KeptNotice } from '../notices/keep-notice.ts'
import type { ExchangeTables } from '../tables.ts'
import type { RequestRow } from './read-requests.ts'
import { fieldsOfSameValue } from './same-value.ts'

export const outcomes = { look: ['explained', 'refused'], correction: ['corrected', 'refused'], deletion: ['deleted', 'refused'] } as const
export type Outcome = 'explained' | 'corrected' | 'deleted' | 'refused'

export interface RequestAnswer { outcome: Outcome; answer: string; by: string }

export interface AnswerDeps { access: LogAccess; pack: Pack; clock: Clock; push(notice: KeptNotice): void }

/** @throws Fault kernel.not-found when it is another agency's, or answered already */
export async function answerRequest({ access: { db, log }, pack, clock, push }: AnswerDeps, agency: string, id: string, { outcome, answer, by }: RequestAnswer) {
  await log.open()
  const notices = await db.transaction(async (tx) => {
    const request = await tx.updateTable('data_request').set({ outcome, answer, answered_by: by, answered_at: new Date() })
      .where('id', '=', id).where('agency', '=', agency).where('answered_at', 'is', null).returningAll().executeTakeFirst()
    if (!request || !(outcomes[request.kind] as readonly Outcome[]).includes(outcome)) throw new Fault(kernelFaults.notFound)
    if (outcome !== 'corrected' && outcome !== 'deleted') return []
    const [person, register] = [request.person, request.register!]
    const value = { person, register, fields: fieldsOfSameValue(pack, { register, field: request.field! }) }
    if (outcome === 'deleted') await takeValue(tx, value)
    await tellAgencies(tx, pack, request, value)
    return keepCorrections(tx, { pack, clock, log }, { request: id, kind: outcome, ...value })
  })
  notices.forEach(push)
}

async function tellAgencies(tx: Tx<ExchangeTables>, pack: Pack, { id, agency }: RequestRow, { person, register, fields }: { person: string; register: string; fields: string[] }) {
  const looks = await tx.selectFrom('access_log').select('recipient').distinct().where('person', '=', person).where('register', '=', register).where('recipient', 'not in', ['self', agency]).where('recipient_role', '<>', 'representative')
    .where(sql<boolean>`fields && ${fields}::text[]`).execute()
  const agencies = looks.map(({ recipient }) => recipient).filter((recipient) => pack.agencies.some((known) => known.id === recipient))
  if (agencies.length > 0) await tx.insertInto('correction_notice').values(agencies.map((receiver) => ({ request_id: id, agency: receiver, seen_at: null, seen_by: null }))).execute()
}

/** @throws Fault kernel.not-found when there is nothing of this agency's to take note of */
export async function noteCorrection(db: RoomDatabase<ExchangeTables>, agency: string, id: string, by: string) {
  const changed = await db.transaction((tx) => tx.updateTable('correction_notice').set({ seen_at: new Date(), seen_by: by })
    .where('request_id', '=', id).where('agency', '=', agency).where('seen_at', 'is', null).executeTakeFirst())
  if (changed.numUpdatedRows === 0n) throw new Fault(kernelFaults.notFound)
}
