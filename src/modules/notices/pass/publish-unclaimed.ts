/** Who is owed something and does not have it, as counts that nobody can be found in. One release a month. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { NoticesTables } from '../tables.ts'
import { tabulate, type Tally } from './suppress-cells.ts'

/** Days between two releases: what one night changed is nobody's business. */
const between = 28

export async function publishUnclaimed(tx: Tx<NoticesTables>, pack: Pick<Pack, 'facts'>, pass: string, on: string): Promise<boolean> {
  const last = await tx.selectFrom('release').select('on_day').orderBy('on_day', 'desc').limit(1).executeTakeFirst()
  if (last && Temporal.PlainDate.from(last.on_day).until(on).days < between) return false
  const { rows } = await sql<Tally>`
    select service, area, age_band as band, count(distinct case when of_person = '' then person else of_person end)::int as people
    from notices.entitlement where held and not receiving group by service, area, age_band order by service`.execute(tx)
  const areas = Object.keys(pack.facts.find(({ fact }) => fact === 'household.region')?.values ?? {})
  await tx.insertInto('release').values({ on_day: on, pass, tables: JSON.stringify(tabulate(rows, areas)) }).onConflict((conflict) => conflict.column('on_day').doNothing()).execute()
  return true
}
