/**
 * `npm run bench -- assistant-index [--sections 20000]`: a country's texts in three languages, indexed by the house's search with its thread
 * and its kept pieces in PostgreSQL: anew, and again after twenty sections changed; how much memory it takes, and how long a question. Ours
 * runs with the house's limits of memory. Then the same sections are imported into a whole house, which searches and answers from one index. Beside it MiniSearch and PostgreSQL's full text search over the same sections, which analyse no Korean.
 * `ratio` is of seconds to index anew.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createRandom } from '../demo/population/random.ts'
import { readQuestions } from '../tests/assistant/ask-questions.ts'
import { roomDatabase } from '../tests/support/room-database.ts'
import { serverCpu } from './support/cpu.ts'
import { percentile, round, tell } from './support/figures.ts'
import { indexInHouse } from './support/index-in-house.ts'
import type { Asked, Indexed, ToIndex } from './support/index-sections.ts'
import { makeSections, type Section } from './support/make-sections.ts'
import { openFullText, openMiniSearch, type Page, type Peer } from './support/search-peers.ts'

const data = '../shared/data'
const targets = { seconds: 900, memoryMb: 300 }
const { values } = parseArgs({ options: { sections: { type: 'string', default: '20000' } } })
const count = Number(values.sections)
if (!Number.isInteger(count) || count < 100) {
  tell(`--sections ${values.sections}: a whole number from 100 on is wanted.`)
  process.exit(2)
}
if (!existsSync(join(data, 'assistant/welfare-tuning.json'))) {
  tell(`${data}/assistant/welfare-tuning.json is absent: it may not be part of the project. Nothing was measured.`)
  process.exit(0)
}

const room = await roomDatabase()
// Whoever owns the database may read where its server keeps its number.
const [{ server }] = await room.ask<{ server: number }>(`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as server`) as [{ server: number }]
const sections = makeSections(data, count)
const questions = chooseQuestions()
tell(`${count} sections, ${round(sections.reduce((sum, { title, text }) => sum + title.length + text.length, 0) / 1e6, 1)} million characters; ${questions.length} questions`)
const ours = await indexOurs()
const [{ bytes }] = await room.ask<{ bytes: string }>(`select pg_total_relation_size('search.piece') as bytes`) as [{ bytes: string }]
const { anew, again } = ours
tell(`maru: anew ${anew.seconds} s, after a change ${again.seconds} s; ${ours.grownMb} MB more, ${ours.grownTwiceMb} after the second time, ${Math.max(anew.peakMb, again.peakMb)} while at it; p95 ${ours.p95Ms} ms`)
const house = await indexInHouse(sections, questions.slice(0, 60).map(({ q }) => q))
const [houseMoreMB, housePeakMB] = [Math.max(house.anew.settledMB, house.again.settledMB), Math.max(house.anew.peakMB, house.again.peakMB)]
tell(`the whole house: ${house.aloneMB} MB alone, ${houseMoreMB} more with ${count} sections, ${housePeakMB} while they change; found ${house.anew.seconds} s after the import began, 20 changed ones after ${house.again.seconds} s and ${house.again.cpuSeconds} CPU-s`)

const peer: Record<string, object> = {}
const seconds: number[] = []
for (const open of [openMiniSearch, openFullText]) {
  // The first time it is installed.
  await (await open([])).close()
  const [measured, name] = await measurePeer(open)
  tell(`${name}: ${JSON.stringify(measured)}`)
  peer[name] = measured
  seconds.push(measured.seconds)
}
await room.close()

const reached = anew.cpuSeconds + anew.databaseCpuSeconds <= targets.seconds && anew.seconds <= targets.seconds
  && Math.max(ours.grownMb, ours.grownTwiceMb) <= targets.memoryMb && Math.max(houseMoreMB, housePeakMB) <= targets.memoryMb && again.analysed < 100
tell(`${reached ? '✓' : '✖'} wanted of 20,000: ≤ ${targets.seconds} s on one core, ≤ ${targets.memoryMb} MB more, also in a whole house and while it changes, only what changed analysed again`)
process.stdout.write(`${JSON.stringify({
  bench: 'assistant-index', figures: { sections: count, ...ours, houseMoreMB, housePeakMB, house, keptMb: round(Number(bytes) / 2 ** 20, 0) }, peer, ratio: round(Math.min(...seconds) / anew.seconds, 3),
})}\n`)
process.exit(reached ? 0 : 1)

/** What people asked: of the booklet in Korean, of the pack's services in all three languages. */
function chooseQuestions(): Asked[] {
  const random = createRandom(5)
  const asked = (JSON.parse(readFileSync(join(data, 'assistant/welfare-tuning.json'), 'utf8')) as { questions: { q: string }[] }).questions
  return [
    ...Array.from({ length: 150 }, (): Asked => ({ q: random.pick(asked).q, language: 'ko' })),
    ...readQuestions().slice(0, 300).map(({ question, language }): Asked => ({ q: question, language: language as Asked['language'] })),
  ]
}

async function indexOurs(): Promise<Indexed> {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'))
  try {
    const file = join(folder, 'sections.json')
    writeFileSync(file, JSON.stringify(sections))
    const child = fork(fileURLToPath(new URL('support/index-sections.ts', import.meta.url)), {
      execArgv: ['--max-old-space-size=192', '--max-semi-space-size=12', '--expose-gc', '--import', './src/kernel/tsx-hook.ts'],
    })
    const [answer, ended] = [once(child, 'message'), once(child, 'exit')]
    child.send({ app: room.app, server, file, questions } satisfies ToIndex)
    const [indexed] = await Promise.race([answer, ended.then(([code, signal]) => { throw new Error(`the process that indexes ended with ${code ?? signal}`) })]) as [Indexed]
    return indexed
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measurePeer(open: (pages: readonly Page[]) => Promise<Peer>) {
  const pages = sections.map(({ id, title, text }: Section): Page => ({ id, title, text }))
  const [cpu, serverBefore, memory, began] = [process.cpuUsage(), serverCpu(server), process.memoryUsage.rss(), performance.now()]
  const other = await open(pages)
  const [elapsed, { user, system }] = [performance.now() - began, process.cpuUsage(cpu)]
  const databaseCpuSeconds = round(serverCpu(server) - serverBefore)
  const times: number[] = []
  for (const { q } of questions) {
    const from = performance.now()
    await other.search(q)
    times.push(performance.now() - from)
  }
  // What the other keeps in PostgreSQL is not of this process.
  const kept = open === openMiniSearch ? { grownMb: round((process.memoryUsage.rss() - memory) / 2 ** 20, 0) } : {}
  await other.close()
  return [{ seconds: round(elapsed / 1000), cpuSeconds: round((user + system) / 1e6), databaseCpuSeconds, ...kept, p50Ms: round(percentile(times, 50), 1), p95Ms: round(percentile(times, 95), 1) }, other.name] as const
}
