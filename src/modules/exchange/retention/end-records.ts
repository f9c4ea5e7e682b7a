/**
 * Every night what the law no longer wants kept ends: looks, what people asked about their data, and consents. It is done in a role that can do
 * nothing else, and noted with each step. What the log holds of them are salted commitments, and the salts go with the rows.
 */
import type { Kept } from '../../../../packages/pack-kit/schema/manifest.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { firstIdOf } from '../../../kernel/ids/ids.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'
import { endConsents } from './end-consents.ts'
import { endLooks } from './end-looks.ts'
import { overBefore } from './kept-until.ts'

export interface RetentionDeps {
  access: LogAccess
  /** The room in its role `ending`. */
  ending: RoomDatabase<ExchangeTables>
  pack: Pack
  clock: Clock
}

export interface EndingDeps extends Omit<RetentionDeps, 'clock'> {
  /** For the note: what was before which moment, by which law. */
  citation(moment: Date): object
}

export interface Ended { looks: number; sweeps: number; requests: number; consents: number }

export async function endRecords(deps: RetentionDeps): Promise<Ended> {
  const { pack, clock } = deps
  const { accessLog, consents } = pack.retention
  const of = (kept: Kept) => [
    { ...deps, citation: (moment: Date) => ({ before: moment.toISOString(), law: `${kept.source.law[pack.defaultLanguage] ?? ''} ${kept.source.article}` }) }, overBefore(pack, kept, clock.today()),
  ] as const
  // Looks first: a consent stays while one stands that it allowed.
  const looks = await endLooks(...of(accessLog))
  return { looks, ...await endRest(...of(accessLog)), consents: await endConsents(...of(consents)) }
}

/** Looks at everybody, whose entries stay true without their secrets; and answered requests about values, as old as looks. */
const endRest = async ({ ending, citation }: EndingDeps, moment: Date) => ending.transaction(async (tx) => {
  const sweeps = await tx.deleteFrom('sweep').where('id', '<', firstIdOf(moment.getTime())).executeTakeFirst()
  const old = (await tx.selectFrom('data_request').select('id').where('answered_at', '<', moment).where('look_id', 'is', null).execute()).map(({ id }) => id)
  await tx.deleteFrom('correction_notice').where('request_id', '=', (eb) => eb.fn.any(eb.val(old))).execute()
  await tx.deleteFrom('data_request').where('id', '=', (eb) => eb.fn.any(eb.val(old))).execute()
  const ended = { sweeps: Number(sweeps.numDeletedRows), requests: old.length }
  if (ended.sweeps + ended.requests > 0) await noteAct(tx, 'system', 'end looks', 'access log', { ...citation(moment), ...ended })
  return ended
})
