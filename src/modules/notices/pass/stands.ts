/** The rows of stands: what the last pass saw. */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { NoticesTables } from '../tables.ts'
import type { Stand } from './compare-standings.ts'

export async function readStands(tx: Tx<NoticesTables>, people: readonly string[]): Promise<Stand[]> {
  const rows = await tx.selectFrom('entitlement').select(['person', 'service', 'of_person', 'held', 'amounts', 'begins_on', 'ends_on', 'receiving', 'area', 'age_band'])
    .where('person', 'in', people).execute()
  return rows.map(({ of_person: of, begins_on: begins, ends_on: ends, age_band: band, ...rest }) => ({ ...rest, of, begins, ends, band }))
}

/** `person service` of what was granted through the portal. */
export async function readGranted(tx: Tx<NoticesTables>, people: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('granted').select(['person', 'service']).where('person', 'in', people).execute()
  return new Set(rows.map(({ person, service }) => `${person} ${service}`))
}

export async function writeStands(tx: Tx<NoticesTables>, pass: string, stands: readonly Stand[]) {
  if (stands.length === 0) return
  await sql`
    insert into notices.entitlement (person, service, of_person, held, amounts, begins_on, ends_on, receiving, area, age_band, pass)
    select person, service, "of", held, amounts, begins, ends, receiving, area, band, ${pass}
    from jsonb_to_recordset(${JSON.stringify(stands)}::jsonb) as stand (person text, service text, "of" text, held boolean, amounts jsonb, begins date, ends date, receiving boolean, area text, band text)
    on conflict (person, service, of_person) do update set held = excluded.held, amounts = excluded.amounts, begins_on = excluded.begins_on, ends_on = excluded.ends_on,
      receiving = excluded.receiving, area = excluded.area, age_band = excluded.age_band, pass = excluded.pass`.execute(tx)
}

export async function removeStands(tx: Tx<NoticesTables>, stands: readonly Pick<Stand, 'person' | 'service' | 'of'>[]) {
  if (stands.length === 0) return
  await sql`
    delete from notices.entitlement using jsonb_to_recordset(${JSON.stringify(stands)}::jsonb) as gone (person text, service text, "of" text)
    where entitlement.person = gone.person and entitlement.service = gone.service and entitlement.of_person = gone."of"`.execute(tx)
}

/** Who is in the register no more, among those between two ids: they moved away or died, and nobody is told. */
export async function removeGone(tx: Tx<NoticesTables>, after: string, last: string, here: readonly string[]) {
  await tx.deleteFrom('entitlement').where('person', '>', after).where('person', '<=', last).where('person', 'not in', here).execute()
}

export async function noteGranted(tx: Tx<NoticesTables>, person: string, services: readonly string[], grantedAt: Date) {
  if (services.length === 0) return
  await tx.insertInto('granted').values(services.map((service) => ({ person, service, granted_at: grantedAt }))).onConflict((conflict) => conflict.columns(['person', 'service']).doNothing()).execute()
}
