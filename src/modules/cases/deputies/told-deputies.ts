/** What a deputy is told where they work: that they act for somebody, and that it is over; until they have read it. What they did themselves is no news. */
import { sql } from 'kysely'
import { momentOf } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { casesFaults } from '../contract.ts'
import type { HoldDeps } from '../parts/hold-parts.ts'

export interface ToldDeputy {
  id: string
  /** Who is away. */
  official: string
  from_day: string
  until_day: string
  /** `begun`: it stands or is to come; `ended`: somebody ended it early; `over`: its last day is past. */
  what: 'begun' | 'ended' | 'over'
}

type ToldDeps = Pick<HoldDeps, 'db' | 'clock'>

export function askTold({ db, clock }: ToldDeps) {
  const ask = db.question((read, { agency, official, today }: { agency: string; official: string; today: string }) => {
    const what = sql<ToldDeputy['what']>`case when ended_at is not null then 'ended' when until_day < ${today}::date then 'over' else 'begun' end`
    return read.selectFrom('deputy').select(['id', 'official', 'from_day', 'until_day', what.as('what')])
      .where('agency', '=', agency).where('deputy', '=', official)
      .where(sql<boolean>`case when ended_at is null and until_day >= ${today}::date then begun_read_at is null and named_by <> deputy else over_read_at is null and ended_by is distinct from deputy end`)
      .orderBy('from_day').orderBy('id')
  })
  return ({ agency, official }: Official): Promise<ToldDeputy[]> => ask({ agency, official, today: clock.today().toString() })
}

/** May be said again. @throws noSuchDeputy, also for another's */
export async function readTold({ db, clock }: ToldDeps, { agency, official }: Official, id: string): Promise<void> {
  const [now, today] = [momentOf(clock), clock.today().toString()]
  const { numUpdatedRows } = await db.transaction((tx) => tx.updateTable('deputy').set({
    begun_read_at: sql`coalesce(begun_read_at, ${now})`,
    over_read_at: sql`case when ended_at is not null or until_day < ${today}::date then coalesce(over_read_at, ${now}) end`,
  }).where('id', '=', id).where('agency', '=', agency).where('deputy', '=', official).executeTakeFirst())
  if (numUpdatedRows === 0n) throw new Fault(casesFaults.noSuchDeputy)
}
