/**
 * `npm run bench -- cases`: transitions of cases a second. A caseworker asks for more, the person answers, the caseworker decides and the case
 * closes: each with its history, its event and the job that brings the notice in one transaction, through the room's door. Beside it, taking
 * turns in the same run: the same writes as one prepared statement each, by pgbench, on the same tables of the same server.
 *
 * `--cases 10000000`: how long the inbox takes with so many cases in the database, and a drawing of how that grows. See `support/grow-cases.ts`.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import pino from 'pino'
import { migrateAll } from '../src/app/migrate.ts'
import { openDatabase } from '../src/kernel/db/database.ts'
import type { Official } from '../src/kernel/http/principal.ts'
import { openPostgres } from '../src/kernel/postgres/open-postgres.ts'
import { type Bare, openBare, type Step, steps } from './support/bare-transitions.ts'
import { placesOf } from './support/case-places.ts'
import { postgresCpu } from './support/cpu.ts'
import { median, round, tell } from './support/figures.ts'
import { growCases } from './support/grow-cases.ts'
import { idOf, makeCases, personOf } from './support/make-cases.ts'
import { openCases } from './support/open-cases.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '3' }, each: { type: 'string', default: '3000' }, callers: { type: 'string', default: '8' },
  cases: { type: 'string' }, data: { type: 'string' },
} })
const [rounds, each, callers] = [Number(values.rounds), Number(values.each), Number(values.callers)]
const wanted = 0.4

if (values.cases !== undefined) {
  process.stdout.write(`${JSON.stringify(await growCases(Number(values.cases), values.data ?? join(tmpdir(), 'maru-bench-cases')))}\n`)
  process.exit(0)
}

await using opened = new AsyncDisposableStack()
const data = mkdtempSync(join(tmpdir(), 'maru-bench-cases-'))
chmodSync(data, 0o711)
opened.defer(() => { rmSync(data, { recursive: true, force: true }) })
const log = pino({ level: 'silent' })
const postgres = await openPostgres({ dataFolder: data, log })
opened.defer(() => postgres.stop())
await migrateAll(postgres.owner)
const database = openDatabase(postgres.app, () => undefined)
opened.defer(() => database.close())
const owner = new pg.Client(postgres.owner)
await owner.connect()
opened.defer(() => owner.end())
const { cases, jobs, pack, close } = openCases(database, log)
opened.defer(close)
const places = placesOf(pack)
tell(`${each * (2 * rounds + 3)} cases at ${places.length} agencies …`)
await makeCases(owner, { places, event: 'birth', upTo: each * (2 * rounds + 3), allOpen: true })
const bare = await openBare(postgres.owner, callers)
opened.defer(() => { bare.close() })

let next = 1
const take = (count: number) => (next += count) - count
tell('Warming up …')
await playOurs(take(each), Math.ceil(each / 4))
await playBare(bare, take(each), Math.ceil(each / 4))
const own: Played[] = []
const theirs: Played[] = []
for (let number = 1; number <= rounds; number += 1) {
  own.push(await playOurs(take(each), each))
  theirs.push(await playBare(bare, take(each), each))
  tell(`round ${number} of ${rounds}: maru ${round(own.at(-1)!.perSecond, 0)} transitions/s, pgbench ${round(theirs.at(-1)!.perSecond, 0)}`)
}

tell('How long until everybody has been told …')
await owner.query('delete from graphile_worker._private_jobs')
const told = await playNotices(take(each), each)

const of = (all: Played[], key: keyof Played) => median(all.map((one) => one[key]))
const [perSecond, bareSecond] = [of(own, 'perSecond'), of(theirs, 'perSecond')]
const figures = {
  perSecond: round(perSecond, 0), askPerSecond: round(of(own, 'ask'), 0), answerPerSecond: round(of(own, 'answer'), 0), decidePerSecond: round(of(own, 'decide'), 0),
  cpuMs: round(of(own, 'cpuMs')), ofThatPostgresMs: round(of(own, 'postgresMs')), noticesPerSecond: round(told, 0), callers,
}
const peer = {
  name: `one prepared statement each, the notice included: ${bare.version}`, perSecond: round(bareSecond, 0),
  askPerSecond: round(of(theirs, 'ask'), 0), answerPerSecond: round(of(theirs, 'answer'), 0), decidePerSecond: round(of(theirs, 'decide'), 0), postgresMs: round(of(theirs, 'postgresMs')),
}
const ratio = round(perSecond / bareSecond, 3)
tell(`${ratio >= wanted ? '✓' : '✖'} ${ratio} of bare SQL; wanted: ${wanted}`)
process.stdout.write(`${JSON.stringify({ bench: 'cases', figures, peer, ratio })}\n`)
await opened.disposeAsync()
process.exit(0)

interface Played extends Record<Step, number> { perSecond: number; cpuMs: number; postgresMs: number }

async function play(step: (step: Step) => Promise<number>, count: number): Promise<Played> {
  const [cpu, before] = [process.cpuUsage(), postgresCpu(data)]
  const seconds = { ask: 0, answer: 0, decide: 0 }
  for (const name of steps) seconds[name] = await step(name)
  const { user, system } = process.cpuUsage(cpu)
  const postgresMs = ((postgresCpu(data) - before) * 1_000) / (count * steps.length)
  return {
    perSecond: (count * steps.length) / (seconds.ask + seconds.answer + seconds.decide), ask: count / seconds.ask, answer: count / seconds.answer, decide: count / seconds.decide,
    cpuMs: postgresMs + (user + system) / 1_000 / (count * steps.length), postgresMs,
  }
}

function playBare(peer: Bare, from: number, count: number) {
  const whole = count - (count % callers)
  return play((step) => peer.play(step, from, whole), whole)
}

/** As many callers as pgbench has clients, each with one case after the other. */
async function playOurs(from: number, count: number): Promise<Played> {
  const { rows } = await owner.query<{ part: string; application: string; agency: string; line: string }>(
    `select ${idOf(2, 'n')} as part, ${idOf(1, 'n')} as application, (select agency from cases.part where id = ${idOf(2, 'n')}) as agency, ${idOf(3, 'n')} as line from generate_series($1::int, $2::int) n order by n`, [from, from + count - 1])
  let questions = new Map<string, string>()
  return play(async (step) => {
    if (step === 'answer') questions = await questionsOf(rows.map(({ part }) => part))
    let at = 0
    const began = performance.now()
    await Promise.all(Array.from({ length: callers }, async () => {
      for (let index = at++; index < rows.length; index = at++) {
        const { part, application, agency, line } = rows[index]!
        const official: Official = { kind: 'official', official: `demo-${agency}-caseworker`, agency, roles: ['caseworker'], name: 'bench', session: 'bench' }
        if (step === 'ask') await cases.askMore(official, part, 'Which hospital was it?')
        else if (step === 'answer') await cases.answer(personOf(from + index), application, questions.get(part)!, 'The one at the station.')
        else await cases.decide(official, part, [{ line, outcome: 'approved', reason: null }])
      }
    }))
    return (performance.now() - began) / 1_000
  }, count)
}

/** The ids that the person's own page shows; looked up apart, for no part of the bench. */
async function questionsOf(parts: string[]) {
  const { rows } = await owner.query<{ id: string; part_id: string }>('select id, part_id from cases.question where part_id = any ($1) and answer is null', [parts])
  return new Map(rows.map(({ id, part_id }) => [part_id, id]))
}

/** @returns notices that stand in people's inboxes a second, the transitions themselves included */
async function playNotices(from: number, count: number): Promise<number> {
  const kept = async () => (await owner.query<{ count: number }>('select count(*)::int as count from notices.notice')).rows[0]!.count
  const [before, began] = [await kept(), performance.now()]
  await jobs.start()
  await playOurs(from, count)
  for (;;) {
    const { rows } = await owner.query<{ left: boolean }>('select exists (select from graphile_worker._private_jobs) as left')
    if (rows[0]?.left !== true) break
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
  const seconds = (performance.now() - began) / 1_000
  await jobs.stop()
  // Asked, decided, closed: three for each case, and each once.
  const notices = await kept() - before
  if (notices !== count * 3) throw new Error(`${notices} notices of ${count} cases`)
  return notices / seconds
}
