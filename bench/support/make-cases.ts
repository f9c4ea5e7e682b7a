/**
 * Cases made by SQL, as the platform would have left them: an application, a part at one of the pack's agencies, a line, its history.
 * Case `n` has ids that are told from `n`, so that whoever works on it needs no list; and it is made once, however often the making is begun.
 */
import type pg from 'pg'
import { tell } from './figures.ts'

/** Rows are made so many at a time, each time in one transaction. */
const chunk = 100_000

/** Of a hundred cases so many wait at their agency; the others are decided, a tenth of the waiting waits for the person. */
const openOfHundred = 5

/** The id of case `n` in each table, as SQL: version 7 by its form, in the order of `n`. @param table 1 application, 2 part, 3 line, 4 and 5 happenings */
export const idOf = (table: number, n: string) => `('0190${table}000-' || lpad(to_hex((${n})::bigint / 65536 / 65536), 4, '0') || '-7000-8000-' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`

export interface MakeCases {
  /** Agency and one of its services. */
  places: { agency: string; purpose: string; service: string }[]
  event: string
  upTo: number
  /** Undecided, all of them, and none waiting for the person. */
  allOpen?: boolean
}

/** @param owner as the owner of the database @returns how many there are now */
export async function makeCases(owner: pg.Client, { places, event, upTo, allOpen = false }: MakeCases): Promise<number> {
  await owner.query('create table if not exists public.cases_made (upto bigint not null)')
  const { rows } = await owner.query<{ made: string | null }>('select max(upto) as made from public.cases_made')
  const made = Number(rows[0]?.made ?? 0)
  for (let from = made + 1; from <= upTo; from += chunk) {
    const to = Math.min(upTo, from + chunk - 1)
    await owner.query('begin; set local synchronous_commit = off')
    await owner.query(text(allOpen), [from, to, places.map(({ agency }) => agency), places.map(({ purpose }) => purpose), places.map(({ service }) => service), event])
    await owner.query(`insert into public.cases_made values (${to})`)
    await owner.query('commit')
    if ((to / chunk) % 10 === 0) tell(`  ${to} cases`)
  }
  if (made < upTo) await owner.query('vacuum analyze cases.application, cases.part, cases.line, cases.happening')
  return Math.max(made, upTo)
}

/** Who applied for case `n`, and its number for the telephone. */
export const personOf = (n: number) => `CASE-${n}`
export const receiptOf = (n: number) => `CASE-${n}`

/** Agencies take turns; the days of two years, the oldest first, so that the open ones are due about now. */
const text = (allOpen: boolean) => `
  with it as materialized (
    select n, 1 + (n % cardinality($3::text[]))::int as place, ${allOpen ? 'true' : `(hashint8(n) & 1023) % 100 < ${openOfHundred}`} as open,
      ${allOpen ? 'false' : '(hashint8(n + 7) & 1023) % 10 = 0'} as waits, now() - make_interval(mins => (hashint8(n + 3) & 1048575)) as at
    from generate_series($1::bigint, $2::bigint) n
  ), application as (
    insert into cases.application (id, person, event, status, draft, version, language, receipt, edition, created_at, changed_at, submitted_at)
    select ${idOf(1, 'n')}, 'CASE-' || n, $6, case when open then 'submitted' else 'closed' end,
      '{"known": [], "silent": [], "corrections": {}, "newborns": [], "answers": {}, "consents": {}, "done": []}', 9, 'ko', 'CASE-' || n, 'bench', at, at, at from it
  ), part as (
    insert into cases.part (id, application_id, agency, purpose, status, facts, answers, due_on, opened_at, clock_service, stopped_on, days_left, holder)
    select ${idOf(2, 'n')}, ${idOf(1, 'n')}, ($3::text[])[place], ($4::text[])[place], case when not open then 'decided' when waits then 'waiting' else 'open' end,
      '[]', '{}', current_date + (hashint8(n + 5) & 31) - 3, at, ($5::text[])[place], case when open and waits then current_date end, case when open and waits then 5 end,
      case when open and (hashint8(n + 11) & 3) > 0 then 'demo-' || ($3::text[])[place] || '-caseworker' end from it
  ), line as (
    insert into cases.line (id, part_id, application_id, service, finding, status, decided_at, decided_by)
    select ${idOf(3, 'n')}, ${idOf(2, 'n')}, ${idOf(1, 'n')}, ($5::text[])[place], null, case when open then 'pending' else 'approved' end,
      case when not open then at end, case when not open then 'demo-' || ($3::text[])[place] || '-caseworker' end from it
  ), submitted as (
    insert into cases.happening (id, application_id, at, kind) select ${idOf(4, 'n')}, ${idOf(1, 'n')}, at, 'submitted' from it
  ) insert into cases.happening (id, application_id, at, kind, agency) select ${idOf(5, 'n')}, ${idOf(1, 'n')}, at, 'arrived', ($3::text[])[place] from it`
