/** The house's search in a process of its own, as large as the house's: index anew, ask, change a few sections, index again. */
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { createSearch, followDocuments, keepPieces, type SearchDocument, type SearchIndex, type SearchTables } from '../../src/modules/search/index.ts'
import { processCpu, serverCpu } from './cpu.ts'
import { percentile, round, tell } from './figures.ts'
import { memoryOf } from './index-in-house.ts'
import type { Section, SectionLanguage } from './make-sections.ts'

export interface Asked { q: string; language: SectionLanguage }
export interface ToIndex { app: pg.PoolConfig; /** First process of PostgreSQL. */ server: number; file: string; questions: Asked[] }
export interface Indexing { seconds: number; cpuSeconds: number; databaseCpuSeconds: number; analysed: number; longestStallMs: number; peakMb: number }
export interface Indexed { anew: Indexing; again: Indexing; beforeMb: number; grownMb: number; grownTwiceMb: number; p50Ms: number; p95Ms: number; found: number }

const changed = 20
/** Milliseconds until a process has given back what it no longer needs. */
const settled = 1_500

/** Twice, since what a thread left behind goes only when its own handle went: litter of the moment is no memory that a collection takes. */
async function settle() {
  for (let times = 0; times < 2; times += 1) {
    globalThis.gc!()
    await pause(settled)
  }
}

process.once('message', (wish: ToIndex) => {
  void run(wish).then((result) => {
    process.send?.(result)
    process.disconnect?.()
  })
})

async function run({ app, server, file, questions }: ToIndex): Promise<Indexed> {
  const database = openDatabase({ ...app, max: 6 }, () => undefined)
  const pieces = keepPieces(database.room<SearchTables>('search'), () => Temporal.Now.plainDateISO())
  let fresh = 0
  const search = createSearch({
    read: (hashes) => pieces.read(hashes),
    keep: (found) => {
      fresh += found.length
      return pieces.keep(found)
    },
  })
  // As a house that searches already: its analyser is there, and so are its connections.
  await pieces.read([])
  const few: SearchDocument[] = [{ id: 'a', title: { ko: '아동수당', en: 'Child allowance', vi: 'Trợ cấp trẻ em' }, passages: [] }]
  const indexOf = followDocuments(search.empty, { error: (cause: unknown) => { throw new Error('the index cannot be made', { cause }) } }, few)
  const begun = await indexOf(few)
  ask(begun, questions)
  await settle()
  const beforeMb = memoryOf('self')

  const held = { documents: (JSON.parse(readFileSync(file, 'utf8')) as Section[]).map(documentOf), index: begun }
  const renew = async (): Promise<Indexing> => {
    fresh = 0
    const delay = monitorEventLoopDelay({ resolution: 10 })
    delay.enable()
    let peak = 0
    const look = setInterval(() => { peak = Math.max(peak, memoryOf('self')) }, 200)
    const [cpu, serverBefore, began] = [processCpu(process.pid), serverCpu(server), performance.now()]
    const told = setInterval(() => { tell(`  ${round((performance.now() - began) / 1000, 0)} s, ${fresh} texts analysed`) }, 10_000)
    const before = held.index
    while ((held.index = await indexOf(held.documents)) === before) await pause(20)
    const seconds = (performance.now() - began) / 1000
    clearInterval(told)
    clearInterval(look)
    delay.disable()
    return {
      seconds: round(seconds), cpuSeconds: round(processCpu(process.pid) - cpu), databaseCpuSeconds: round(serverCpu(server) - serverBefore),
      analysed: fresh, longestStallMs: round(delay.max / 1e6, 0), peakMb: round(peak - beforeMb, 0),
    }
  }
  const grown = async () => {
    await settle()
    return round(memoryOf('self') - beforeMb, 0)
  }

  const anew = await renew()
  tell(`Anew: ${JSON.stringify(anew)}`)
  ask(held.index, questions)
  const { times, found } = ask(held.index, questions)
  const grownMb = await grown()
  const step = Math.floor(held.documents.length / changed)
  held.documents = held.documents.map((one, number) => (number % step === 0 && number < step * changed ? { ...one, passages: [...one.passages, { en: `Changed for section ${number}.` }] } : one))
  const again = await renew()
  tell(`Again: ${JSON.stringify(again)}`)
  ask(held.index, questions)
  const grownTwiceMb = await grown()
  await database.close()
  search.close()
  return { anew, again, beforeMb: round(beforeMb, 0), grownMb, grownTwiceMb, p50Ms: round(percentile(times, 50), 1), p95Ms: round(percentile(times, 95), 1), found }
}

function documentOf({ id, language, title, text }: Section): SearchDocument {
  return { id, title: { [language]: title }, passages: [{ [language]: text }] }
}

function ask(index: SearchIndex, questions: readonly Asked[]) {
  let found = 0
  const times = questions.map(({ q, language }) => {
    const began = performance.now()
    if (index.search(q, language).length > 0) found += 1
    return performance.now() - began
  })
  return { times, found }
}
