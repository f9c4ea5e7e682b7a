/**
 * `npm run bench -- exchange --seconds 60 --rate 260`: exchanges a second, each from an agency through the platform to a register and back: question and
 * answer signed (RFC 9421), consent checked under a lock, fields filtered by purpose at both ends, the look in the transparency log with its
 * durable receipt before the register answers, the answer encrypted to the agency and opened there, the register's own evidence on the disk.
 * Platform, database, register and agency are processes of this machine. Without a rate, so many callers ask one question at a time. Beside it, in the same run: the same question through a bare reverse
 * proxy with mTLS to the same register as a plain service.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connectorPrograms } from '../src/modules/exchange/index.ts'
import { platformCpu, postgresCpu, processCpu } from './support/cpu.ts'
import { fields, openExchangeHouse, purpose, register } from '../tests/support/exchange-house.ts'
import { round, tell } from './support/figures.ts'
import { offerAtRate, offerByCallers } from './support/offer-load.ts'
import { startProxy } from './support/start-proxy.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' }, callers: { type: 'string', default: '24' }, rate: { type: 'string' }, people: { type: 'string', default: '4000' }, profile: { type: 'string' } } })
const [seconds, callers, people, rate] = [Number(values.seconds), Number(values.callers), Number(values.people), values.rate === undefined ? undefined : Number(values.rate)]

const folder = mkdtempSync(join(tmpdir(), 'maru-bench-exchange-'))
chmodSync(folder, 0o711)
await using opened = new AsyncDisposableStack()
opened.defer(() => { rmSync(folder, { recursive: true, force: true }) })
tell(`A platform, a register on a CSV drop, an agency; ${people} people agree …`)
const house = await openExchangeHouse(folder, people, values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`])
opened.defer(() => house.stop())
const ask = await (await connectorPrograms.ask())(house.requesterFolder, house.platform)

let next = 0
const nextPerson = () => house.people[next++ % people]!
const exchange = async () => {
  const { person, case: caseId } = nextPerson()
  const { values: got } = await ask({ register, subject: person, purpose, case: caseId, fields }).catch((cause: unknown) => { throw new Error(house.told(), { cause }) })
  if (Object.keys(got).length !== fields.length) throw new Error('an answer lacks a field')
}
tell('Everybody is asked about once: the first look of a day brings a notice, too …')
const first = await offerByCallers(exchange, callers, { count: people })
tell(`${round(first.perSecond)}/s with a notice each. When the last notice is written: ${rate === undefined ? `${callers} callers` : `${rate} a second`} for ${seconds} s …`)
await restOf(house.platform)
const cpu = await spentSoFar()
const ours = rate === undefined ? await offerByCallers(exchange, callers, { seconds }) : await offerAtRate(exchange, rate, seconds)
const after = await spentSoFar()
const perExchange = Object.fromEntries(Object.entries(after).map(([name, value]) => [name, round(((value - cpu[name as keyof typeof cpu]) * 1_000) / ours.count, 3)]))

tell(`${ours.count} exchanges, p99 ${round(ours.p99Ms)} ms. The bare proxy …`)
const proxy = await startProxy(join(folder, 'proxy'), people)
opened.defer(() => { proxy.stop() })
const bare = await offerByCallers(async () => {
  const { person } = nextPerson()
  await proxy.ask(JSON.stringify({ subject: person, purpose, fields, requester: { agency: 'kepco' } }))
}, callers, { seconds: Math.min(seconds, 30) })

console.log(JSON.stringify({
  bench: 'exchange',
  figures: {
    perSecond: round(ours.perSecond), p50Ms: round(ours.p50Ms), p99Ms: round(ours.p99Ms), exchanges: ours.count, failed: 0, withNoticePerSecond: round(first.perSecond), cpuMsPerExchange: perExchange, ...(rate === undefined ? { callers } : { offeredPerSecond: rate }), people,
  },
  peer: { name: 'reverse proxy with mTLS', perSecond: round(bare.perSecond), p50Ms: round(bare.p50Ms), p99Ms: round(bare.p99Ms) },
  ratio: round(ours.perSecond / bare.perSecond, 4),
}))

async function spentSoFar() {
  const own = process.cpuUsage()
  return { agency: (own.user + own.system) / 1e6, platform: await platformCpu(house.platform), register: processCpu(house.pids.connector), database: postgresCpu(house.data) }
}

/** Until the platform has nothing left to do of what went before: less than a twentieth of a processor in a second. */
async function restOf(platform: string) {
  for (let before = await platformCpu(platform); ;) {
    await pause(1_000)
    const now = await platformCpu(platform)
    if (now - before < 0.05) return
    before = now
  }
}
