/**
 * Every night what the law no longer wants kept ends: looks, what people asked about their data, what was kept for cases, and consents. It is done in a role that can do
 * nothing else, and noted with each step. What the log holds of them are salted commitments, and the salts go with the rows.
 */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
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

export interface Ended { looks: number; sweeps: number; requests: number; bundles: number; consents: number }

export async function endRecords(deps: RetentionDeps): Promise<Ended> {
  const { pack, clock } = deps
  const { accessLog, consents } = pack.retention
  const of = (kept: Kept) => [
    { ...deps, citation: (moment: Date) => ({ before: moment.toISOString(), law: cite(pack, kept.source) }) }, overBefore(pack, kept, clock.today()),
  ] as const
  // Looks first: a consent stays while one stands that it allowed.
  const looks = await endLooks(...of(accessLog))
  return { looks, ...await endRest(...of(accessLog)), bundles: await endBundles(deps), consents: await endConsents(...of(consents)) }
}

const cite = ({ defaultLanguage }: Pack, { law, article }: Source) => `${law[defaultLanguage] ?? ''} ${article}`

/** What was kept for cases rests on consents, and does not outlive them: not the years for which the consents themselves are kept. @returns how many */
const endBundles = ({ ending, pack, clock }: RetentionDeps) => ending.transaction(async (tx) => {
  const today = clock.today()
  const gone = await tx.deleteFrom('kept_bundle').using('consent').whereRef('consent.id', '=', 'consent_id')
    .where((eb) => eb.or([eb('agreed', '=', false), eb('withdrawn_at', 'is not', null), eb('ends_on', '<', today.toString())])).returning('consent.purpose').execute()
  for (const [id, of] of Map.groupBy(gone, ({ purpose }) => purpose)) {
    const basis = pack.purposes.find((purpose) => purpose.id === id)?.legalBasis
    await noteAct(tx, 'system', 'end bundles', 'kept bundles', { before: new Date(today.toZonedDateTime(pack.timeZone).epochMilliseconds).toISOString(), law: basis ? cite(pack, basis) : '', purpose: id, bundles: of.length })
  }
  return gone.length
})

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
