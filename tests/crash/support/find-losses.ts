/** After the kill, behind the curtain: is everything there that was answered, and is anything there twice? */
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { pack } from './residents.ts'
import { countBirth } from './count-birth.ts'
import type { PlayedCase } from './play-case.ts'
import { lookBehind } from './look-behind.ts'

export interface Losses {
  lost: string[]
  twice: string[]
  /** Jobs that nobody has taken up again. */
  stuck: string[]
}

/** Waits until all work has been done that the cases left behind, and then counts. */
export async function findLosses(data: string, cases: PlayedCase[], milliseconds = 120_000): Promise<Losses> {
  const client = await lookBehind(data)
  try {
    const stuck = await awaitJobs(client, milliseconds)
    return { ...(stuck.length > 0 ? { lost: [], twice: [] } : await countLosses(client, data, cases)), stuck }
  } finally {
    await client.end()
  }
}

export async function countLosses(client: pg.ClientBase, data: string, cases: PlayedCase[]): Promise<Pick<Losses, 'lost' | 'twice'>> {
  const losses = { lost: [], twice: [] }
  for (const played of cases) await countCase(client, data, played, losses)
  return losses
}

/** What comes back every night or day stands waiting for its hour, which may be the next one. */
const daily = `key in ('notices.pass/nightly', 'exchange.end-records', 'cases.succeed-agencies', 'payments.pay-months') or key like 'payments.statement/%/next'`

/** Work for another day is left where it is, and that of every day until its time has come. @returns the jobs that are left */
export async function awaitJobs(client: pg.Client, milliseconds: number): Promise<string[]> {
  const end = performance.now() + milliseconds
  for (;;) {
    const { rows } = await client.query<{ job: string }>(`select task_identifier || ' attempts ' || attempts || coalesce(' locked by ' || locked_by, '') || coalesce(': ' || left(last_error, 120), '') as job from graphile_worker.jobs where attempts > 0 or run_at < now() or (run_at < now() + interval '1 hour' and (${daily}) is not true)`)
    if (rows.length === 0 || performance.now() > end) return rows.map(({ job }) => job)
    await pause(50)
  }
}

/** What was counted, how often it is there, and how often it has to be. */
export type Count = [what: string, found: number, wanted: number]

async function countCase(client: pg.ClientBase, data: string, played: PlayedCase, { lost, twice }: Pick<Losses, 'lost' | 'twice'>) {
  const one = async (text: string, ...values: unknown[]) => Number((await client.query<{ n: string }>(text, values)).rows[0]?.n)
  const { caseId, receipt, person, child, parts, purposes, journal } = played
  const application = (await client.query<{ status: string; draft: { done: string[]; newborns: { name: string }[]; known?: unknown[] } }>('select status, draft from cases.application where receipt = $1 and id = $2 and person = $3', [receipt, caseId, person])).rows[0]
  const lines = (await client.query<{ id: string; service: string; status: string; part_id: string; finding: { amounts?: Granted[] } | null }>('select id, service, status, part_id, finding from cases.line where application_id = $1', [caseId])).rows
  const certified = lines.filter(({ service }) => pack.services.find(({ id }) => id === service)?.certificate)
  const ids = parts.map(({ part }) => part)
  const happenings = (kind: string) => one('select count(*) n from cases.happening where application_id = $1 and kind = $2', caseId, kind)
  const event = (name: string) => one(`select count(*) n from kernel.event where name = $1 and payload ->> 'caseId' = $2`, name, caseId)
  const noticed = (name: string) => one(`select count(*) n from kernel.event e join notices.notice n on n.key = 'event/' || e.id where e.name = $1 and e.payload ->> 'caseId' = $2`, name, caseId)
  const owed = owedBy(lines)
  const shownRegisters = await one(`select count(*) n from (select distinct p.id, f ->> 'register' from cases.part p, jsonb_array_elements(p.facts) f where p.application_id = $1) as shown`, caseId)
  const handedOn = await one(`select count(*) n from kernel.event where name = 'exchange.disclosed' and payload ->> 'caseId' = $1 and payload ->> 'recipient' <> 'self'`, caseId)
  const steps = new Set(journal.filter(({ path }) => path.startsWith('/apply/')).map(({ path }) => path.split('/')[3]!).filter((step) => step !== 'check'))
  const counts: Count[] = [
    ['application with the receipt', application ? 1 : 0, 1],
    ['application closed', application?.status === 'closed' ? 1 : 0, 1],
    ['saved steps', application?.draft.done.filter((step) => steps.has(step)).length ?? 0, steps.size],
    ['parts', await one('select count(*) n from cases.part where application_id = $1', caseId), purposes.length],
    ['decided parts', await one(`select count(*) n from cases.part where id = any($1) and status = 'decided'`, ids), parts.length],
    ['approved lines', lines.filter(({ status }) => status === 'approved').length, lines.length],
    ['decisions announced', await event('cases.lines-decided'), parts.length],
    ['decisions in the audit', await one(`select count(*) n from kernel.audit where act = 'decide' and object = any($1)`, ids.map((id) => `part:${id}`)), parts.length],
    ['submission announced', await event('cases.submitted'), 1],
    ['closing announced', await event('cases.closed'), 1],
    ['notices of the submission', await noticed('cases.submitted'), 1],
    ['notices of decisions', await noticed('cases.lines-decided'), parts.length],
    ['notices of the closing', await noticed('cases.closed'), 1],
    ['notices with the receipt', await one('select count(*) n from notices.notice where receipt = $1 and person = $2', receipt, person), parts.length + 2],
    // Gathered: one notice of the matter, or several where one was read in between, that together name every hand-over once.
    ['hand-overs in notices', await one(`select coalesce(sum(jsonb_array_length(data -> 'to')), 0) n from notices.notice where kind = 'disclosed' and matter = $1`, caseId), handedOn],
    ['rows of disclosures to agencies', await one(`select count(*) n from exchange.access_log where case_id = $1 and recipient_role = 'agency'`, caseId), shownRegisters],
    ['disclosures with more than one row', await one(`select count(*) n from (select 1 from exchange.access_log where case_id = $1 and recipient_role = 'agency' group by recipient, register having count(*) > 1) d`, caseId), 0],
    ['certificates', await one('select count(*) n from credentials.certificate where receipt = $1', receipt), certified.length],
    ['certificates of these lines', await one('select count(*) n from credentials.certificate where key = any($1)', certified.map(({ id }) => `cases.line/${id}`)), certified.length],
    ['obligations', await one('select count(*) n from payments.obligation where line = any($1)', lines.map(({ id }) => id)), owed],
    ['payments that the ledger has as paid', await one(`select count(*) n from payments.entry e join payments.obligation o on o.id = e.obligation where e.kind = 'paid' and o.line = any($1)`, lines.map(({ id }) => id)), owed],
    ['announced payments that a line of the statement confirms', await one(`select count(*) n from payments.statement_line l join payments.notified t on t.entry = l.entry and t.state = 'settled' join payments.entry e on e.id = t.entry join payments.obligation o on o.id = e.obligation where o.line = any($1)`, lines.map(({ id }) => id)),
      await one('select count(*) n from payments.notified t join payments.entry e on e.id = t.entry join payments.obligation o on o.id = e.obligation where o.line = any($1)', lines.map(({ id }) => id))],
    ['payments that left the bank', await paidByBank(client, data, caseId), owed],
    ['told: paid', await happenings('paid'), owed],
    ['told: submitted', await happenings('submitted'), 1],
    ['told: arrived', await happenings('arrived'), parts.length],
    ['told: decided', await happenings('decided'), parts.length],
    ['told: certificate', await happenings('certificate'), certified.length],
    ['told: closed', await happenings('closed'), 1],
    // With every register dead at that moment the person goes on without, and nothing has been looked at.
    ['own data looked at, in the log', Math.min(1, await one(`select count(*) n from exchange.access_log where case_id = $1 and recipient = 'self'`, caseId)), application?.draft.known?.length ? 1 : 0],
    ...child ? await countBirth({ one, happenings, data }, { person, child, inForm: application?.draft.newborns ?? [] }) : [],
  ]
  for (const [what, found, wanted] of counts) {
    if (found < wanted) lost.push(`${receipt}: ${what}: ${found} of ${wanted}`)
    if (found > wanted) twice.push(`${receipt}: ${what}: ${found} instead of ${wanted}`)
  }
}

interface Granted { value: number; per: string; upTo?: boolean; from?: string; until?: string }

/** What is to be paid into an account: once, or for the month of the decision. Nobody in the rounds is born around midnight. */
function owedBy(lines: { service: string; finding: { amounts?: Granted[] } | null }[]): number {
  const today = Temporal.Now.plainDateISO(pack.timeZone).toString()
  return lines.filter(({ service }) => pack.services.find(({ id }) => id === service)?.pays).reduce((count, { finding }) => {
    const running = (finding?.amounts ?? []).filter(({ value, upTo, from, until }) => value > 0 && !upTo && (from ?? '') <= today && (until ?? '9999') > today)
    return count + ['once', 'month'].filter((per) => running.some((amount) => amount.per === per)).length
  }, 0)
}

/** The bank's own books, not what it told us. */
async function paidByBank(client: pg.ClientBase, data: string, caseId: string): Promise<number> {
  const { rows } = await client.query<{ id: string }>('select p.id from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.case_id = $1', [caseId])
  const database = new DatabaseSync(join(data, 'registers', 'bank.sqlite'), { readOnly: true })
  try {
    return rows.reduce((sum, { id }) => sum + (database.prepare('select count(*) as n from booking where end_to_end = ? and amount < 0').get(id) as { n: number }).n, 0)
  } finally {
    database.close()
  }
}
