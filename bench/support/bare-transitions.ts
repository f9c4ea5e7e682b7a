/**
 * What the same transitions cost when nobody asks who, whether or why: one statement each, prepared, sent by Debian's pgbench (C) to the same
 * tables on the same server. It writes the state, the history, the event with its job, and the notice too, which the platform's reaction writes.
 */
import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import { idOf } from './make-cases.ts'

export type Step = 'ask' | 'answer' | 'decide'
export const steps: readonly Step[] = ['ask', 'answer', 'decide']

const run = promisify(execFile)

export interface Bare {
  /** One step of cases `from` … `from + count - 1`. @returns seconds */
  play(step: Step, from: number, count: number): Promise<number>
  version: string
  close(): void
}

export async function openBare(owner: pg.ClientConfig, clients: number): Promise<Bare> {
  const program = globSync('/usr/lib/postgresql/*/bin/pgbench').at(-1)
  if (program === undefined) throw new Error('pgbench is missing: apt-get install postgresql-contrib')
  const folder = mkdtempSync(join(tmpdir(), 'maru-pgbench-'))
  for (const step of steps) writeFileSync(join(folder, `${step}.sql`), `\\set i :i + 1\n\\set n :from + :client_id * :each + :i\n${statements[step]};\n`)
  const { stdout: version } = await run(program, ['--version'])
  return {
    version: version.trim(),
    async play(step, from, count) {
      const each = Math.floor(count / clients)
      const words = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-t', String(each), '-D', `from=${from - 1}`, '-D', `each=${each}`, '-D', 'i=0', '-f', join(folder, `${step}.sql`)]
      const { stdout, stderr } = await run(program, [...words, '-h', owner.host!, '-U', owner.user!, owner.database!])
      const rate = Number(/tps = ([\d.]+) \(without initial/.exec(stdout)?.[1])
      if (!Number.isFinite(rate) || /aborted|ERROR/.test(stderr)) throw new Error(`pgbench: ${stderr}${stdout}`)
      return (each * clients) / rate
    },
    close() { rmSync(folder, { recursive: true, force: true }) },
  }
}

const [application, part, line] = [1, 2, 3].map((table) => idOf(table, ':n')) as [string, string, string]

const event = (name: string, id: string) => `insert into kernel.event (id, name, version, payload)
    select ${id}, '${name}', 1, jsonb_build_object('caseId', application_id, 'receipt', 'CASE-' || (:n)::text, 'person', 'CASE-' || (:n)::text, 'part', id, 'agency', agency) from moved returning id`
const notice = (kind: string) => `insert into notices.notice (id, key, person, kind, data, matter, created_at)
    select gen_random_uuid(), 'event/' || gen_random_uuid(), 'CASE-' || (:n)::text, '${kind}', jsonb_build_object('kind', '${kind}', 'agency', agency), application_id, now() from moved`
const happening = (kind: string) => `insert into cases.happening (id, application_id, kind, agency) select gen_random_uuid(), application_id, '${kind}', agency from moved`
const job = (events: string) => `graphile_worker.add_job('kernel.deliver', json_build_object('event', ${events}.id), max_attempts => 25, job_key => 'event/' || ${events}.id, job_key_mode => 'unsafe_dedupe')`

const statements: Record<Step, string> = {
  ask: `with moved as (
      update cases.part set status = 'waiting', stopped_on = current_date, days_left = 5 where id = ${part} and status = 'open' returning id, application_id, agency
    ), told as (${happening('more-asked')}), asked as (
      insert into cases.question (id, part_id, application_id, asked_by, text) select gen_random_uuid(), id, application_id, 'bench', 'Which hospital was it?' from moved
    ), event as (${event('cases.more-asked', 'gen_random_uuid()')}), notice as (${notice('more-asked')})
    select ${job('event')} from event`,
  answer: `with moved as (
      update cases.part set status = 'open', due_on = current_date + 5, stopped_on = null, days_left = null where id = ${part} and status = 'waiting' returning id, application_id, agency
    ), told as (${happening('more-answered')}), answered as (
      update cases.question set answer = 'The one at the station.', answered_at = now() from moved where part_id = moved.id and answer is null
    ), event as (${event('cases.more-answered', 'gen_random_uuid()')})
    select ${job('event')} from event`,
  decide: `with moved as (
      update cases.part set status = 'decided' where id = ${part} and status = 'open' returning id, application_id, agency
    ), line as (
      update cases.line set status = 'approved', decided_at = now(), decided_by = 'bench' where id = ${line} and status = 'pending'
    ), closed as (update cases.application set status = 'closed', changed_at = now() where id = ${application}
    ), told as (${happening('decided')}), told_closed as (${happening('closed')}), act as (
      insert into kernel.audit (actor, act, object, detail) select 'official of the bench', 'decide', 'part:' || id, '{}' from moved
    ), event as (${event('cases.lines-decided', 'gen_random_uuid()')}), closing as (${event('cases.closed', 'gen_random_uuid()')}),
      notice as (${notice('decided')}), notice_closed as (${notice('closed')})
    select ${job('event')}, ${job('closing')} from event, closing`,
}
