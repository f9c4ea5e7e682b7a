/** Looks whose time is over go, with everything that hides them: from then on nobody can tell whose entry in the log it was, and its proofs hold as before. */
import { sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { firstIdOf } from '../../../kernel/ids/ids.ts'
import type { ExchangeTables } from '../tables.ts'
import type { EndingDeps } from './end-records.ts'
import { type OldPlace, placeBefore } from './place-before.ts'

interface Old { id: string; person: string; seq: number | null }

/** Rows in one transaction. */
const step = 2_000

/** From the beginning of each chain on, so that what stays is one piece. @param moment what was before it is over @returns how many went */
export async function endLooks({ access, ending, citation }: EndingDeps, moment: Date): Promise<number> {
  const cut = await placeBefore(access, moment)
  if (!cut) return 0
  let ended = 0
  for (let after = firstIdOf(0); ;) {
    const page: Old[] = await ending.transaction((tx) => tx.selectFrom('access_log').select(['id', 'person', 'seq']).where('id', '>', after).where('id', '<', firstIdOf(moment.getTime())).orderBy('id').limit(step).execute())
    const last = page.at(-1)
    if (!last) return ended
    after = last.id
    const places = await access.log.places(page.map(({ id }) => id))
    // A row from before the chains may have no entry.
    const old = page.filter(({ id, seq }) => (places.get(id) ?? (seq === null ? -1 : cut.place)) < cut.place)
    if (old.length > 0) ended += await ending.transaction((tx) => endPage(tx, old, cut, citation(moment)))
  }
}

async function endPage(tx: Tx<ExchangeTables>, old: readonly Old[], cut: OldPlace, detail: object): Promise<number> {
  const going = await atTheBeginning(tx, old)
  if (going.length === 0) return 0
  const ids = going.map(({ id }) => id)
  const sealed = (await tx.selectFrom('sealed_look').select('id').where('opened_as', '=', (eb) => eb.fn.any(eb.val(ids))).execute()).map(({ id }) => id)
  if (sealed.length > 0) await endSealed(tx, sealed)
  await tx.deleteFrom('data_request').where('look_id', '=', (eb) => eb.fn.any(eb.val(ids))).execute()
  await tx.deleteFrom('access_log').where('id', '=', (eb) => eb.fn.any(eb.val(ids))).execute()
  const ends = [...Map.groupBy(going.filter(({ seq }) => seq !== null), ({ person }) => person).values()].map((of) => of.toSorted((one, other) => one.seq! - other.seq!).at(-1)!)
  await sql`update exchange.chain c set ended = e.seq, ended_entry = e.id, ended_epoch = ${cut.epoch}
    from unnest(${ends.map(({ person }) => person)}::text[], ${ends.map(({ seq }) => seq)}::int[], ${ends.map(({ id }) => id)}::uuid[]) as e (person, seq, id) where c.person = e.person`.execute(tx)
  await noteAct(tx, 'system', 'end looks', 'access log', { ...detail, looks: ids.length })
  return ids.length
}

/** Nothing goes from behind something that stays; a look that is being questioned stays until it was answered. */
async function atTheBeginning(tx: Tx<ExchangeTables>, old: readonly Old[]): Promise<Old[]> {
  const ids = old.map(({ id }) => id)
  const { rows } = await sql<Old>`
    with old as (select * from unnest(${ids}::uuid[], ${old.map(({ person }) => person)}::text[], ${old.map(({ seq }) => seq)}::int[]) as o (id, person, seq)),
    questioned as (select look_id from exchange.data_request where look_id = any (${ids}::uuid[]) and answered_at is null),
    staying as (select p.person, (
      select a.seq from exchange.access_log a where a.person = p.person and a.seq is not null and (a.id <> all (${ids}::uuid[]) or a.id in (select look_id from questioned)) order by a.seq limit 1) as seq
      from (select distinct person from old) as p)
    select old.* from old join staying using (person) where (old.seq is null or staying.seq is null or old.seq < staying.seq) and old.id not in (select look_id from questioned)`.execute(tx)
  return rows
}

async function endSealed(tx: Tx<ExchangeTables>, sealed: readonly string[]) {
  await tx.deleteFrom('court_order_look').where('look', '=', (eb) => eb.fn.any(eb.val(sealed))).execute()
  await tx.deleteFrom('court_order').where(({ not, exists, selectFrom }) => not(exists(selectFrom('court_order_look').select('look').whereRef('court_order_look.court_order', '=', 'court_order.id')))).execute()
  await tx.deleteFrom('sealed_look').where('id', '=', (eb) => eb.fn.any(eb.val(sealed))).execute()
}
