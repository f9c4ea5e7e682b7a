/**
 * `npm run bench -- pages`: the page of the child in a birth application, as signed-in residents open it,
 * beside bare Fastify answering the same bytes. Both are asked by the same generator over as many
 * connections, in alternating rounds; a page costs the CPU time of the serving process, and PostgreSQL's is told apart.
 */
import { parseArgs } from 'node:util'
import { walkToChild, signIn } from '../tests/crash/support/walk.ts'
import { WebClient } from '../tests/crash/support/web-client.ts'
import { addressOf, adults } from '../tests/crash/support/residents.ts'
import { platformCpu, postgresCpu } from './support/cpu.ts'
import { median, round, tell } from './support/figures.ts'
import type { LoadOrder, LoadResult } from './support/load-generator.ts'
import { openPlatform } from './support/open-platform.ts'
import { keptHeaders } from './support/record.ts'
import { Refused, sendDirectly } from './support/send-directly.ts'
import { startBare } from './support/start-bare.ts'
import { startLoad } from './support/start-load.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '4' }, seconds: { type: 'string', default: '8' }, residents: { type: 'string', default: '400' },
  connections: { type: 'string', default: '16' }, profile: { type: 'string' },
} })
const [rounds, seconds, residents, connections] = [Number(values.rounds), Number(values.seconds), Number(values.residents), Number(values.connections)]
const target = 2_500

interface Round { pagesPerCpuSecond: number; pagesPerSecond: number; p50Ms: number; p99Ms: number; generatorCpuSeconds: number; postgresCpuShare: number }

const platform = await openPlatform(values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [])
const load = startLoad()
try {
  tell(`${residents} residents sign in and go to the page of the child …`)
  const requests = await openApplications(residents)
  const bare = await startBare([await record(requests[0]!)])
  const order = (url: string, length = seconds): LoadOrder => ({ url, connections, seconds: length, requests })

  const ask = async (name: string, url: string, cpu: () => Promise<number>, postgres: () => number, length: number): Promise<Round> => {
    const [before, databaseBefore] = [await cpu(), postgres()]
    const result = await load.run(order(url, length))
    const [spent, database] = [await cpu() - before, postgres() - databaseBefore]
    if (result.failed > 0) throw new Error(`${name}: ${result.failed} requests failed`)
    return figuresOf(result, spent, database, length)
  }
  const ours = (length = seconds) => ask('maru', platform.origin, () => platformCpu(platform.origin), () => postgresCpu(platform.data), length)
  const theirs = (length = seconds) => ask('bare fastify', bare.origin, () => bare.cpuSeconds(), () => 0, length)

  tell('Warming up …')
  await ours(6)
  await theirs(3)
  const [own, peer]: [Round[], Round[]] = [[], []]
  for (let number = 1; number <= rounds; number += 1) {
    own.push(await ours())
    peer.push(await theirs())
    tell(`round ${number} of ${rounds}: maru ${own.at(-1)!.pagesPerCpuSecond.toFixed(0)}, bare Fastify ${peer.at(-1)!.pagesPerCpuSecond.toFixed(0)} pages per CPU-second`)
  }
  bare.stop()
  const figures = middle(own)
  const { postgresCpuShare: _none, ...peerFigures } = middle(peer)
  tell(`${figures.pagesPerCpuSecond >= target ? '✓' : '✖'} ${figures.pagesPerCpuSecond} pages per CPU-second; wanted: ${target}`)
  process.stdout.write(`${JSON.stringify({ bench: 'pages', figures, peer: { name: 'bare Fastify, same bytes', ...peerFigures }, ratio: round(figures.pagesPerCpuSecond / peerFigures.pagesPerCpuSecond, 3) })}\n`)
} finally {
  load.stop()
  await platform.close()
}
process.exit(0)

/** A session and an open application each: one person's requests a minute are limited, as they are for everybody. */
async function openApplications(count: number) {
  const people = adults()
  const opened: { path: string; cookie: string }[] = []
  for (let number = 0; opened.length < count && number < people.length; number += 1) {
    const client = new WebClient(platform.origin, addressOf(number))
    const send = sendDirectly(client)
    try {
      await signIn(send, people[number]!)
      const { path } = await walkToChild(send)
      opened.push({ path, cookie: client.cookie })
    } catch (cause) {
      // Not everybody may report a birth.
      if (!(cause instanceof Refused)) throw cause
    } finally {
      client.close()
    }
  }
  if (opened.length < count) throw new Error(`only ${opened.length} residents may report a birth`)
  return opened
}

async function record({ path, cookie }: { path: string; cookie: string }) {
  const answer = await fetch(`${platform.origin}${path}`, { headers: { cookie, accept: 'text/html', 'accept-language': 'ko' } })
  const body = await answer.text()
  if (answer.status !== 200 || !body.includes('newborn.1.name')) throw new Error(`this is not the page of the child: ${answer.status}`)
  tell(`The page has ${Buffer.byteLength(body)} bytes`)
  return { method: 'GET' as const, path, status: 200, headers: keptHeaders(answer.headers), body }
}

function figuresOf({ answers, p50Ms, p99Ms, cpuSeconds }: LoadResult, spent: number, database: number, length: number): Round {
  return {
    pagesPerCpuSecond: answers / spent, pagesPerSecond: answers / length, p50Ms, p99Ms,
    generatorCpuSeconds: cpuSeconds, postgresCpuShare: database / (database + spent),
  }
}

function middle(all: Round[]): Round {
  const of = (key: keyof Round, places = 2) => round(median(all.map((one) => one[key])), places)
  return {
    pagesPerCpuSecond: of('pagesPerCpuSecond', 0), pagesPerSecond: of('pagesPerSecond', 0), p50Ms: of('p50Ms'), p99Ms: of('p99Ms'),
    generatorCpuSeconds: of('generatorCpuSeconds'), postgresCpuShare: of('postgresCpuShare'),
  }
}
