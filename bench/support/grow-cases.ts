/**
 * The inbox over ever more cases. The data folder stays: what has been made is not made again, and a run that was stopped goes on.
 * Ten million cases take about 15 GB there; remove the folder when the drawing is done.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { freePort, startPlatform } from '../../tests/crash/support/platform.ts'
import { caseworkerOf } from '../../tests/crash/support/residents.ts'
import { ownerOf } from '../../tests/crash/support/victims.ts'
import { signInOfficial } from '../../tests/crash/support/walk.ts'
import { WebClient } from '../../tests/crash/support/web-client.ts'
import { placesOf } from './case-places.ts'
import { drawGrowth } from './draw-growth.ts'
import { percentile, round, tell } from './figures.ts'
import { makeCases } from './make-cases.ts'
import { sendDirectly } from './send-directly.ts'

/** The pages an official opens all day. */
const pages = { inbox: '/console', mine: '/console?of=mine', nobody: '/console?of=nobody' } as const
type Page = keyof typeof pages
export interface Size { cases: number; p50Ms: Record<Page, number>; p95Ms: Record<Page, number>; gigabytes: number }

const wantedMs = 100
const looks = 60
const drawing = 'docs/reference/cases-growth.svg'

export async function growCases(wanted: number, data: string) {
  mkdirSync(data, { recursive: true })
  chmodSync(data, 0o711)
  const kept = join(data, 'growth.json')
  const before: Size[] = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) as Size[] : []
  const platform = await startPlatform({ data, port: await freePort() })
  const owner = new pg.Client(ownerOf(data))
  await owner.connect()
  const sizes = [...before]
  try {
    const places = placesOf(loadPack('packs/kr'))
    for (const cases of sizesUpTo(wanted).filter((size) => !before.some((known) => known.cases === size))) {
      tell(`${cases} cases …`)
      const began = performance.now()
      const made = await makeCases(owner, { places, event: 'birth', upTo: cases })
      if (made > cases) {
        tell(`the folder has ${made} cases already; ${cases} cannot be measured in it any more`)
        continue
      }
      tell(`made in ${round((performance.now() - began) / 1_000, 0)} s`)
      sizes.push({ cases, ...await look(platform.origin, [places[0]!.agency, places.at(-1)!.agency]), gigabytes: round(Number((await owner.query<{ size: string }>('select pg_database_size(current_database()) as size')).rows[0]!.size) / 1e9) })
      writeFileSync(kept, JSON.stringify(sizes))
      tell(JSON.stringify(sizes.at(-1)))
    }
  } finally {
    await owner.end()
    await platform.stop()
  }
  sizes.sort((one, other) => one.cases - other.cases)
  writeFileSync(drawing, drawGrowth(sizes, wantedMs))
  const last = sizes.at(-1)!
  const worst = Math.max(...Object.values(last.p95Ms))
  tell(`${worst <= wantedMs ? '✓' : '✖'} ${last.cases} cases: inbox page p95 ${worst} ms; wanted: ${wantedMs}. Drawn in ${drawing}; data in ${data}`)
  return { bench: 'cases', figures: { ...last, worstP95Ms: worst, sizes }, peer: { name: 'the wanted page', p95Ms: wantedMs }, ratio: round(wantedMs / worst, 3) }
}

const sizesUpTo = (wanted: number) => [...[1_000, 10_000, 100_000, 1_000_000, 3_000_000, 10_000_000].filter((size) => size < wanted), wanted]

/** One official after the other opens the pages, one look at a time, as a person does. */
async function look(origin: string, agencies: string[]) {
  const milliseconds: Record<Page, number[]> = { inbox: [], mine: [], nobody: [] }
  for (const [number, agency] of agencies.entries()) {
    const client = new WebClient(origin, `127.0.0.${10 + number}`)
    await signInOfficial(sendDirectly(client), caseworkerOf(agency))
    for (let at = 0; at < looks / agencies.length + 3; at += 1) {
      for (const [page, path] of Object.entries(pages) as [Page, string][]) {
        const began = performance.now()
        const answer = await client.get(path)
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
        // The first looks fill caches that are full all day.
        if (at >= 3) milliseconds[page].push(performance.now() - began)
      }
    }
    client.close()
  }
  const at = (percent: number) => Object.fromEntries(Object.entries(milliseconds).map(([page, all]) => [page, round(percentile(all, percent), 1)])) as Record<Page, number>
  return { p50Ms: at(50), p95Ms: at(95) }
}
