/**
 * `npm run bench -- notices`: a campaign to a million people on the platform's own PostgreSQL, durable as in production.
 * How long until every notice and message stands in the database, once a person; how many leave through SMTP in a second; and how long
 * one person's own event waits for its notice and message meanwhile. Beside it, in the same run: bare rows and bare jobs, and bare nodemailer.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import pino from 'pino'
import { loadPack } from '../packages/pack-kit/load-pack.ts'
import { migrateAll } from '../src/app/migrate.ts'
import { systemClock } from '../src/kernel/clock/clock.ts'
import { openDatabase } from '../src/kernel/db/database.ts'
import { createEvents, emit } from '../src/kernel/events/events.ts'
import { createJobs } from '../src/kernel/events/jobs.ts'
import { newId } from '../src/kernel/ids/ids.ts'
import { openPostgres } from '../src/kernel/postgres/open-postgres.ts'
import { Closed } from '../src/modules/cases/index.ts'
import { createNotices, openChannels } from '../src/modules/notices/index.ts'
import { createWordings } from '../src/web/wordings.ts'
import { postgresCpu } from './support/cpu.ts'
import { percentile, round, tell } from './support/figures.ts'
import { startMailSink } from './support/mail-sink.ts'
import { bareDeliveries, bareEnqueue } from './support/bare-notices.ts'

const { values } = parseArgs({ options: { people: { type: 'string', default: '1000000' }, seconds: { type: 'string', default: '60' } } })
const [people, seconds] = [Number(values.people), Number(values.seconds)]
const wanted = { enqueueSeconds: 60, deliveriesPerSecond: 300, eventP99Ms: 2_000 }

const data = mkdtempSync(join(tmpdir(), 'maru-bench-'))
chmodSync(data, 0o711)
const log = pino({ level: 'silent' })
const postgres = await openPostgres({ dataFolder: data, log })
const sink = await startMailSink()
try {
  await migrateAll(postgres.owner)
  const database = openDatabase(postgres.app, () => undefined)
  const owner = new pg.Client(postgres.owner)
  await owner.connect()
  const pack = loadPack('packs/kr')
  const events = createEvents()
  const jobs = createJobs(database.pool, events, log)
  const url = `smtp://127.0.0.1:${sink.port}`
  const channels = openChannels({ email: { url, from: 'Maru <no-reply@maru.example>' } })
  const wordingIn = createWordings(pack, () => undefined)
  const notices = createNotices({ database, pack, clock: systemClock(pack.timeZone), events, jobs, log, channels, wordingIn, origin: 'https://maru.example', key: Buffer.alloc(32, 1), print: () => Promise.reject(new Error('nobody here is told on paper')) })

  tell(`${people} people each confirm an e-mail address …`)
  await owner.query(`insert into notices.contact (id, person, channel, address, rank, state, created_at)
    select gen_random_uuid(), 'bench-' || n, 'email', 'p' || n || '@people.example', 1, 'confirmed', now() from generate_series(1, $1::int) n`, [people])
  await owner.query('vacuum analyze notices.contact')

  await jobs.start()
  const waits = watchEvents()
  const campaign = () => notices.announce('bench', announcements())
  const cpu = { own: process.cpuUsage(), database: postgresCpu(data) }
  const began = performance.now()
  const told = await campaign()
  const enqueueSeconds = (performance.now() - began) / 1_000
  if (told.notices !== people || told.messages !== people) throw new Error(`told ${JSON.stringify(told)}`)
  const spent = process.cpuUsage(cpu.own)
  const enqueueCpu = { maru: (spent.user + spent.system) / 1e6, postgres: postgresCpu(data) - cpu.database }
  tell(`${people} notices and messages stand after ${enqueueSeconds.toFixed(1)} s`)

  // A campaign's messages leave two minutes after they have been planned; here they leave now, or the figure would be of waiting.
  await owner.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()')
  await sink.seen()
  tell(`Messages leave for ${seconds} s …`)
  const [leaving, leavingCpu, leavingDatabase] = [performance.now(), process.cpuUsage(), postgresCpu(data)]
  await pause(seconds * 1_000)
  const left = await sink.seen()
  const elapsed = (performance.now() - leaving) / 1_000
  const used = process.cpuUsage(leavingCpu)
  const sending = { maru: (used.user + used.system) / 1e6, postgres: postgresCpu(data) - leavingDatabase }
  const eventMs = await waits.end()
  await jobs.stop()
  tell('The same campaign again tells nobody …')
  const again = await campaign()
  if (again.notices !== 0 || again.messages !== 0 || left.repeated > 0) throw new Error(`told again: ${JSON.stringify(again)}, ${left.repeated} repeated`)

  tell('Bare rows and jobs, and bare nodemailer …')
  const peer = { name: 'insert and graphile-worker add_jobs alone; nodemailer alone', enqueueSeconds: round(await bareEnqueue(owner, people)), deliveriesPerSecond: round(await bareDeliveries(url, sink, 10), 0) }
  const figures = {
    people, enqueueSeconds: round(enqueueSeconds), enqueueCpuSeconds: rounded(enqueueCpu),
    deliveriesPerSecond: round(left.messages / elapsed, 0), deliveriesPerCpuSecond: round(left.messages / (sending.maru + sending.postgres), 0), receiverCpuSeconds: round(left.cpuSeconds),
    events: eventMs.length, eventP50Ms: round(percentile(eventMs, 50), 0), eventP99Ms: round(percentile(eventMs, 99), 0),
  }
  const told2 = (met: boolean, line: string) => tell(`${met ? '✓' : '✖'} ${line}`)
  told2(figures.enqueueSeconds <= wanted.enqueueSeconds, `enqueued in ${figures.enqueueSeconds} s; wanted: ${wanted.enqueueSeconds}`)
  told2(figures.deliveriesPerSecond >= wanted.deliveriesPerSecond, `${figures.deliveriesPerSecond} deliveries a second; wanted: ${wanted.deliveriesPerSecond}`)
  told2(figures.eventP99Ms <= wanted.eventP99Ms, `event to queued message p99 ${figures.eventP99Ms} ms; wanted: ${wanted.eventP99Ms}`)
  process.stdout.write(`${JSON.stringify({ bench: 'notices', figures, peer, ratio: round(figures.deliveriesPerSecond / peer.deliveriesPerSecond, 3) })}\n`)
  for (const channel of Object.values(channels)) channel.close()
  await owner.end()
  await database.close()

  function* announcements() {
    for (let number = 1; number <= people; number += 1) {
      if (number % 100_000 === 0) tell(`  ${number} people …`)
      yield { person: `bench-${number}`, happening: { kind: 'entitled' as const, service: pack.services[0]!.id, amount: 100_000, per: 'month' as const, event: null } }
    }
  }

  /** Every 100 ms something happens in one person's application; how long until its message is queued, by the database's clock. */
  function watchEvents() {
    const cases = database.room<object>('cases')
    const emitted: string[] = []
    let going = true
    const loop = (async () => {
      while (going) {
        const person = `bench-${1 + Math.floor(Math.random() * people)}`
        const caseId = newId()
        emitted.push(caseId)
        await cases.transaction((tx) => emit(tx, Closed, { caseId, receipt: '260309-AB12-CD34E', person }))
        await pause(100)
      }
    })()
    return {
      async end(): Promise<number[]> {
        going = false
        await loop
        await pause(2_000)
        const { rows } = await owner.query<{ ms: number }>(`select extract(epoch from h.handled_at - e.happened_at)::float8 * 1000 as ms
          from kernel.event e left join kernel.handled h on h.event_id = e.id and h.reaction = 'notices.closed' where e.payload ->> 'caseId' = any($1)`, [emitted])
        if (rows.some(({ ms }) => ms === null) || rows.length !== emitted.length) throw new Error('an event has no notice')
        return rows.map(({ ms }) => ms)
      },
    }
  }
} finally {
  sink.stop()
  await postgres.stop()
  rmSync(data, { recursive: true, force: true })
}
process.exit(0)

function rounded(cpu: { maru: number; postgres: number }) {
  return { maru: round(cpu.maru), postgres: round(cpu.postgres) }
}
