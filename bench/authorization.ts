/**
 * `npm run bench -- authorization --seconds 20`: what a company's server asks of the authorization server, pushed requests and token requests
 * in turn, each signed by its client (private_key_jwt, ES256) and bound to its key (DPoP with a nonce), beside the same library bare, with its
 * own store in memory and the same client. Between the two stands the person's answer, which is measured apart: ours is a page of the portal
 * that keeps a consent. Everything is signed before the clock runs. So many connections ask at once that neither server waits for them: with a few,
 * what is compared is how long a disk takes to keep something, which the peer never asks.
 * Ours runs as on a machine with two cores, as two processes over one PostgreSQL (`--processes 1` for one); the peer keeps its state in itself, so
 * that a second process of it would be another server. `ratio` is of requests a second. CPU-seconds are told beside it, the database's with ours.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { adults } from '../tests/crash/support/residents.ts'
import { csrfOf, signIn } from '../tests/support/birth-journey.ts'
import { TextBrowser } from '../tests/support/browser-of-text.ts'
import { Company, detail } from '../tests/support/company.ts'
import { freePort } from '../tests/crash/support/platform.ts'
import { type BareClient, type BenchClient, createClient, type Flow, newFlow } from './authorization/client.ts'
import { type Lane, openLane } from './authorization/lanes.ts'
import { openBeside } from './authorization/open-beside.ts'
import { agree, type Person } from './authorization/people.ts'
import { postgresCpu, processCpu } from './support/cpu.ts'
import { percentile, round, tell } from './support/figures.ts'
import { openPlatform } from './support/open-platform.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' }, batch: { type: 'string', default: '512' }, connections: { type: 'string', default: '64' }, processes: { type: 'string', default: '2' }, profile: { type: 'string' } } })
const [seconds, batch, connections] = [Number(values.seconds), Number(values.batch), Number(values.connections)]
const [purpose, scope] = ['customer-check', 'openid bundle']

/** Each batch is of the next client. */
interface Server { name: string; clients: BenchClient[]; people: Person[]; cpu(): { server: number; database: number } }
interface Tally { requests: number; ms: number; server: number; database: number; latencies: number[] }

/** So many that none comes near the requests of a minute that a company has. */
const companies = 20

const platform = await openPlatform(values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [])
await using opened = new AsyncDisposableStack()
opened.defer(() => platform.close())
const others = await Promise.all(Array.from({ length: Number(values.processes) - 1 }, () => openBeside(opened, platform)))
tell('A company registers, residents sign in …')
const ours = await openOurs()
const theirs = await openBare(ours.company)

// Requests of one address are limited, as for everybody: each batch comes from others.
const ports = [new URL(platform.origin).port, ...others.map(({ port }) => port)]
const lanes = Array.from({ length: 256 }, (_, number) => openLane(number, (port) => (port === ports[0] ? ports[number % ports.length]! : port)))
const [own, peer] = [newTallies(), newTallies()]
tell('Warming up …')
for (const client of [...ours.clients, ...theirs.clients]) await client.learnNonce(lanes[0]!)
for (const server of [ours, theirs, ours, theirs]) await play(server, newTallies())
for (const began = performance.now(); performance.now() - began < seconds * 2_000;) {
  await play(ours, own)
  await play(theirs, peer)
  tell(`maru ${round(perSecond(own.protocol))}, bare oidc-provider ${round(perSecond(peer.protocol))} requests a second`)
}
const figures = figuresOf(own)
const peerFigures = figuresOf(peer)
console.log(JSON.stringify({ bench: 'authorization', figures, peer: { name: 'oidc-provider 9.13.3, in memory', ...peerFigures }, ratio: round(figures.perSecond / peerFigures.perSecond, 3) }))
await opened.disposeAsync()
process.exit(0)

/** A batch of flows: pushed, answered, redeemed. */
async function play({ clients, people, cpu }: Server, { push, answer, redeem, protocol }: Tallies) {
  const client = clients.shift()!
  clients.push(client)
  const flows = Array.from({ length: batch }, newFlow)
  const each = (step: (flow: Flow, lane: Lane, number: number) => Promise<void>, on: readonly Lane[], tallies: Tally[]) => timed(flows, step, on, tallies, cpu)
  await Promise.all(flows.map((flow) => client.signPush(flow)))
  await each((flow, lane) => client.push(flow, lane), lanesFor(), [push, protocol])
  await each(async (flow, lane, number) => { flow.code = await agree(lane, client.authorizeUrl(flow), people[number % people.length]!, [purpose]) }, lanesFor(), [answer])
  await Promise.all(flows.map((flow) => client.signRedeem(flow)))
  await each((flow, lane) => client.redeem(flow, lane), lanesFor(), [redeem, protocol])
}

/** So many connections at once, another set each time. */
function lanesFor(): Lane[] {
  lanes.push(...lanes.splice(0, connections))
  return lanes.slice(0, connections)
}

async function timed(flows: readonly Flow[], step: (flow: Flow, lane: Lane, number: number) => Promise<void>, on: readonly Lane[], tallies: readonly Tally[], cpu: Server['cpu']) {
  const [before, began, latencies] = [cpu(), performance.now(), [] as number[]]
  let next = 0
  await Promise.all(on.map(async (lane) => {
    for (let number = next++; number < flows.length; number = next++) {
      const from = performance.now()
      await step(flows[number]!, lane, number)
      latencies.push(performance.now() - from)
    }
  }))
  const [ms, after] = [performance.now() - began, cpu()]
  for (const tally of tallies) {
    tally.requests += flows.length
    tally.ms += ms
    tally.server += after.server - before.server
    tally.database += after.database - before.database
    tally.latencies.push(...latencies)
  }
}

interface Tallies { push: Tally; answer: Tally; redeem: Tally; protocol: Tally }

function newTallies(): Tallies {
  const none = (): Tally => ({ requests: 0, ms: 0, server: 0, database: 0, latencies: [] })
  return { push: none(), answer: none(), redeem: none(), protocol: none() }
}

function perSecond({ requests, ms }: Tally) { return (requests * 1_000) / ms }

function figuresOf({ push, answer, redeem, protocol }: Tallies) {
  const cpuMs = ({ server, database, requests }: Tally) => ({ server: round((server * 1_000) / requests, 3), ...(database === 0 ? {} : { database: round((database * 1_000) / requests, 3) }) })
  return {
    perSecond: round(perSecond(protocol)), perServerCpuSecond: round(protocol.requests / protocol.server), perCpuSecond: round(protocol.requests / (protocol.server + protocol.database)),
    p50Ms: round(percentile(protocol.latencies, 50)), p99Ms: round(percentile(protocol.latencies, 99)), requests: protocol.requests,
    pushedPerSecond: round(perSecond(push)), tokensPerSecond: round(perSecond(redeem)), answersPerSecond: round(perSecond(answer)),
    cpuMsPerRequest: { push: cpuMs(push), token: cpuMs(redeem), answer: cpuMs(answer) },
  }
}

async function openOurs(): Promise<Server & { company: Company & { jwks: object; key: CryptoKey } }> {
  const enter = async (person: string) => {
    const browser = new TextBrowser(platform.origin)
    await signIn(browser, person)
    return browser
  }
  const owner = await enter('KR-DEMO-000050')
  const registered: Awaited<ReturnType<typeof Company.register>>[] = []
  for (let number = 0; number < companies; number += 1) registered.push(await Company.register(owner, { name: `Haneul Bank ${number}` }))
  const clients = await Promise.all(registered.map(({ id, redirect, key }) => createClient({ origin: platform.origin, id, redirect, key, details: [detail(purpose)], scope })))
  const people = await Promise.all(adults().slice(0, 60).map(async (id): Promise<Person> => {
    const browser = await enter(id)
    return { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), csrf: csrfOf(await browser.get('/my')) }
  }))
  return {
    name: 'maru', company: registered[0]!, people, clients,
    cpu: () => ({ server: [platform, ...others].reduce((sum, { pid }) => sum + processCpu(pid), 0), database: postgresCpu(platform.data) }),
  }
}

async function openBare({ id, redirect, jwks, key }: Company & { jwks: object; key: CryptoKey }): Promise<Server> {
  const port = await freePort()
  const about: BareClient & { port: number } = {
    port, details: [detail(purpose)], scope: 'bundle', resourcePath: '/api/partners/bundle',
    client: {
      client_id: id, redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code', 'refresh_token'], require_pushed_authorization_requests: true, dpop_bound_access_tokens: true,
      token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', id_token_signed_response_alg: 'ES256', subject_type: 'pairwise', jwks,
    },
  }
  const child = fork(fileURLToPath(new URL('authorization/bare-provider.ts', import.meta.url)), [JSON.stringify(about)], { execArgv: ['--max-old-space-size=192', '--max-semi-space-size=12'] })
  opened.defer(() => { child.disconnect() })
  await once(child, 'message')
  const client = await createClient({ origin: `http://localhost:${port}`, id, redirect, key, details: [detail(purpose)], scope })
  return { name: 'oidc-provider', clients: [client], people: [{ cookie: '', csrf: undefined }], cpu: () => ({ server: processCpu(child.pid!), database: 0 }) }
}
