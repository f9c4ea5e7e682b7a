/**
 * The whole house on a data folder of its own, as large as `npm start` makes it, before and after a country's sections are imported: what it
 * takes of memory while they are made findable, once they are, and when twenty of them have changed. Nobody collects its litter but itself.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runMaru } from '../../tests/support/start-maru.ts'
import { TextBrowser } from '../../tests/support/browser-of-text.ts'
import { processCpu } from './cpu.ts'
import { round, tell } from './figures.ts'
import type { Section } from './make-sections.ts'
import { openPlatform } from './open-platform.ts'

export interface Imported { seconds: number; cpuSeconds: number; peakMB: number; settledMB: number }
export interface HouseGrown { aloneMB: number; anew: Imported; again: Imported; p95Ms: number }

type House = Awaited<ReturnType<typeof openPlatform>>

const changed = 20
/** Milliseconds after which a house that nobody asks has given back what it no longer needs. */
const settled = 30_000
/** Rows of a file: a national catalogue comes in pages, and a file has a limit. */
const page = 5_000

/** PSS in megabytes: what would be free if the process were not. */
export const memoryOf = (pid: number | 'self') => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))![1]) / 1024

export async function indexInHouse(sections: readonly Section[], questions: readonly string[]): Promise<HouseGrown> {
  const house = await openPlatform()
  try {
    await use(house, questions)
    await pause(settled)
    const aloneMB = memoryOf(house.pid)
    const anew = await importInto(house, aloneMB, named(sections, 1))
    tell(`  In the house, anew: ${JSON.stringify(anew)}`)
    const step = Math.floor(sections.length / changed)
    const again = await importInto(house, aloneMB, named(sections.filter((_, at) => at % step === step - 1), 2))
    tell(`  In the house, again: ${JSON.stringify(again)}`)
    const times = await use(house, questions)
    return { aloneMB: round(aloneMB, 0), anew, again, p95Ms: times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)]! }
  } finally {
    await house.close()
  }
}

/** All found at once: the last says when. */
const namedLast = (time: number) => `마지막구역${time}`
const named = (sections: readonly Section[], time: number): Section[] =>
  sections.map((section, at) => ({ ...section, title: at === sections.length - 1 ? namedLast(time) : section.title, text: `${section.text}\n${time}` }))

async function importInto(house: House, aloneMB: number, sections: readonly Section[]): Promise<Imported> {
  const [cpu, began] = [processCpu(house.pid), performance.now()]
  let peak = 0
  const look = setInterval(() => { peak = Math.max(peak, memoryOf(house.pid)) }, 200)
  const told = setInterval(() => { tell(`  ${round((performance.now() - began) / 1000, 0)} s, ${round(memoryOf(house.pid) - aloneMB, 0)} MB more`) }, 20_000)
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'))
  try {
    for (let from = 0; from < sections.length; from += page) {
      const file = join(folder, `${from}.json`)
      writeFileSync(file, JSON.stringify({ serviceDetail: { page: 1, perPage: page, data: sections.slice(from, from + page).map(rowOf) }, supportConditions: { page: 1, perPage: page, data: [] } }))
      await runMaru(['catalogue', 'import', 'gov24', file], { MARU_DATA: house.data })
    }
    const last = sections.at(-1)!
    const asked = namedLast(Number(last.text.at(-1)))
    while (!(await found(house, asked)).includes(idOf(last))) await pause(500)
    const [seconds, cpuSeconds] = [round((performance.now() - began) / 1000), round(processCpu(house.pid) - cpu)]
    await pause(settled)
    return { seconds, cpuSeconds, peakMB: round(peak - aloneMB, 0), settledMB: round(memoryOf(house.pid) - aloneMB, 0) }
  } finally {
    clearInterval(look)
    clearInterval(told)
    rmSync(folder, { recursive: true })
  }
}

const idOf = ({ id }: Section) => `S${id.slice(1).padStart(11, '0')}`

/** In the form of the national catalogue. */
const rowOf = (section: Section) => ({
  서비스ID: idOf(section), 서비스명: section.title, 서비스목적요약: section.text, 지원대상: '', 선정기준: '', 지원내용: '', 신청방법: '방문신청', 신청기한: '상시신청', 상세조회URL: '', 소관기관코드: '1741000', 소관기관명: '행정안전부',
  전화문의: '', 수정일시: '20260301000000', 온라인신청사이트URL: '',
})

async function found({ origin }: House, q: string): Promise<string[]> {
  const answer = await fetch(`${origin}/api/services?limit=5&q=${encodeURIComponent(q)}`)
  return ((await answer.json()) as { services: { id: string }[] }).services.map(({ id }) => id)
}

/** By the search box and by the assistant. @returns milliseconds of each search */
async function use(house: House, questions: readonly string[]): Promise<number[]> {
  const browser = new TextBrowser(house.origin)
  const times: number[] = []
  for (const [at, q] of questions.entries()) {
    const began = performance.now()
    await found(house, q)
    times.push(round(performance.now() - began, 1))
    if (at % 10 === 0) await browser.submit(await browser.get('/ask'), '/ask', { message: q })
  }
  return times
}
