/** The rows of what is due: what the last pass found, and what somebody does not want to hear of. */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { NoticesTables } from '../tables.ts'

export interface DueRow {
  person: string
  duty: string
  /** '' for their own. */
  of: string
  thing: string
  on: string
  amount: number | null
  told: number | null
}

export const dueKey = ({ person, duty, of, thing }: Pick<DueRow, 'person' | 'duty' | 'of' | 'thing'>) => JSON.stringify([person, duty, of, thing])

const columns = ['person', 'duty', 'of_person', 'thing', 'due_on', 'amount', 'told'] as const
type Stored = Pick<NoticesTables['due'], 'person' | 'duty' | 'of_person' | 'thing' | 'due_on' | 'told'> & { amount: string | null }
const rowOf = ({ of_person: of, due_on: on, amount, ...rest }: Stored): DueRow => ({ ...rest, of, on, amount: amount === null ? null : Number(amount) })

/** Of these people and of these children, whoever hears of it. */
export async function readDueOf(tx: Tx<NoticesTables>, people: readonly string[]): Promise<DueRow[]> {
  const rows = await tx.selectFrom('due').select(columns).where(sql<boolean>`(case when of_person = '' then person else of_person end) = any(${people}::text[])`).execute()
  return rows.map(rowOf)
}

/** What a person has to do, in the order of the last days. */
export async function readDueFor(tx: Tx<NoticesTables>, person: string): Promise<DueRow[]> {
  const rows = await tx.selectFrom('due').select(columns).where('person', '=', person).orderBy('due_on').orderBy('duty').orderBy('of_person').orderBy('thing').execute()
  return rows.map(rowOf)
}

export async function writeDue(tx: Tx<NoticesTables>, pass: string, rows: readonly DueRow[]) {
  if (rows.length === 0) return
  await sql`
    insert into notices.due (person, duty, of_person, thing, due_on, amount, told, pass)
    select person, duty, "of", thing, "on", amount, told, ${pass} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (person text, duty text, "of" text, thing text, "on" date, amount numeric, told int)
    on conflict (person, duty, of_person, thing) do update set due_on = excluded.due_on, amount = excluded.amount, told = excluded.told, pass = excluded.pass`.execute(tx)
}

export async function removeDue(tx: Tx<NoticesTables>, rows: readonly Pick<DueRow, 'person' | 'duty' | 'of' | 'thing'>[]) {
  if (rows.length === 0) return
  await sql`
    delete from notices.due using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as gone (person text, duty text, "of" text, thing text)
    where due.person = gone.person and due.duty = gone.duty and due.of_person = gone."of" and due.thing = gone.thing`.execute(tx)
}

/** Whoever left the register between two ids has nothing to do here any more, and neither has anybody for them. */
export async function removeDueOfGone(tx: Tx<NoticesTables>, after: string, last: string, here: readonly string[]) {
  await sql`delete from notices.due where (case when of_person = '' then person else of_person end) > ${after} and (case when of_person = '' then person else of_person end) <= ${last}
    and not (case when of_person = '' then person else of_person end) = any(${here}::text[])`.execute(tx)
}

/** `person duty` of what these people do not want to hear of. */
export async function readStopped(tx: Tx<NoticesTables>, people: readonly string[]): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set()
  const rows = await tx.selectFrom('due_stopped').select(['person', 'duty']).where('person', 'in', people).execute()
  return new Set(rows.map(({ person, duty }) => `${person} ${duty}`))
}

export async function setStopped(tx: Tx<NoticesTables>, person: string, duty: string, stopped: boolean) {
  if (stopped) await tx.insertInto('due_stopped').values({ person, duty }).onConflict((conflict) => conflict.doNothing()).execute()
  else await tx.deleteFrom('due_stopped').where('person', '=', person).where('duty', '=', duty).execute()
}

/** Duties that are done where this service is applied for. */
export const dutiesBy = ({ duties, lifeEvents }: Pick<Pack, 'duties' | 'lifeEvents'>, service: string): string[] =>
  duties.flatMap(({ id, do: done }) => ('event' in done && lifeEvents.some((event) => event.id === done.event && event.services.includes(service)) ? [id] : []))

/** Whoever hears of it. @param of who had to do it, or for whom */
export async function removeDone(tx: Tx<NoticesTables>, duties: readonly string[], of: string) {
  if (duties.length === 0) return
  await tx.deleteFrom('due').where('duty', 'in', duties).where((row) => row.or([row('of_person', '=', of), row.and([row('of_person', '=', ''), row('person', '=', of)])])).execute()
}
