/** A folder of people in, a folder of results out: what the law of a pack says of everybody in them on a day. */
import { createWriteStream, mkdirSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { unknownOf, type Values } from '../columns/column-header.ts'
import { measure } from '../columns/write-column.ts'
import type { FactValue, Gap } from '../contract.ts'
import { gapsBelow } from '../evaluate/gap-of.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'
import { createCrew } from './crew.ts'
import { openPeople, typesOf } from './open-people.ts'
import { withNames, type People, type Told } from './people.ts'
import { factsOf, listOf, prepare } from './prepare.ts'
import { resultsOf } from './results-of.ts'
import { runPopulation } from './run-population.ts'
import { writeResults } from './write-results.ts'

export interface ColumnsRun {
  pack: Pick<Pack, 'rules' | 'facts' | 'holidays'>
  /** Folder of column files or Parquet files; `out` is made where it is not there. */
  columns: string
  out: string
  /** As the people stand, where it is left out. */
  format?: People['format']
  on: string
  knownAt: string
  /** Facts that are the same for everybody. */
  given: ReadonlyMap<string, FactValue>
  /** Services and definitions (`person.income`) to reckon; all where none is named. */
  only: readonly string[]
}

/** `sum`: of amounts and numbers; `holds`: for how many a test holds. */
export interface ColumnSummary { column: string; rows: number; unknown: number; sum?: number | null; holds?: number }
export interface RunSummary { households: number; edition: string; format: People['format']; columns: ColumnSummary[]; aside: number; reports: number; missing: string[]; /** Figures without a value on the day: what rests on them is unknown of everybody. */ gaps: Gap[] }

/** Broken rows stand in `broken.jsonl` of the folder, one a line. @throws ColumnFault, KernelFault */
export async function runColumns({ pack, columns, out, on, knownAt, given, only, format }: ColumnsRun): Promise<RunSummary> {
  const { ir, results } = resultsOf(irOfPack(pack))
  const unknown = only.filter((name) => !results.some((result) => isNamed(result, name)))
  if (unknown.length > 0) throw new Error(`The pack decides no ${unknown.join(', ')}.`)
  const wanted = results.filter((result) => only.length === 0 || only.some((name) => isNamed(result, name)))
  const law = openLaw(ir, pack.holidays)
  const facts = factsOf(ir, wanted.map(({ node }) => node))
  await using people = await openPeople(columns)
  const { store, reports: broken } = await people.load(typesOf(ir, facts))
  const prepared = prepare(law, pack.holidays, store.columns, { wanted, day: { on, knownAt }, given })
  await using crew = createCrew()
  const outcome = await runPopulation(prepared, law, store, crew)
  const found = wanted.flatMap(({ name }) => outcome.results.get(name) ?? []).map(({ header, values }) => ({ header: { ...header, ...measure(values, unknownOf[header.storage]) }, values }))
  mkdirSync(out, { recursive: true })
  await writeResults(out, format ?? people.format, found, store, people)
  const reports = [...broken, ...outcome.reports]
  await writeReports(join(out, 'broken.jsonl'), await withNames(reports, people))
  const lists = wanted.flatMap(({ entity }) => listOf(entity) ?? []).filter((list) => !store.columns.has(`household.${list}`))
  const missing = [...new Set(lists.map((list) => `household.${list}`)), ...facts].filter((fact) => !given.has(fact) && !store.columns.has(fact) && !ir.variables.some(({ entity, name }) => `${entity}.${name}` === fact))
  return {
    households: store.households, edition: ir.edition, format: format ?? people.format, aside: outcome.aside, reports: reports.length, missing, gaps: gapsBelow(wanted.map(({ node }) => node), ir, { on, knownAt }),
    columns: found.map(({ header, values }) => ({ column: header.name, rows: values.length, unknown: header.holes, ...sumUp(header.type, values, unknownOf[header.storage]) })),
  }
}

const isNamed = ({ of, name }: { of: string; name: string }, wanted: string) => of === wanted || name === wanted

function sumUp(type: string, values: Values, unknown: number): { sum?: number | null; holds?: number } {
  if (type === 'bool') {
    let holds = 0
    for (const value of values) if (value === 1) holds += 1
    return { holds }
  }
  if (type !== 'money' && type !== 'int') return {}
  // Doubles would round what a country pays: it is added up in two halves, and a sum that no number holds is not given rather than rounded.
  let [high, low] = [0, 0]
  const limb = 2 ** 30
  for (const value of values) {
    if (value === unknown || Number.isNaN(value)) continue
    low += value % limb
    high += Math.trunc(value / limb)
  }
  const sum = BigInt(high) * BigInt(limb) + BigInt(low)
  return { sum: sum >= BigInt(Number.MIN_SAFE_INTEGER) && sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : null }
}

async function writeReports(file: string, reports: readonly Told[]) {
  const stream = createWriteStream(file)
  for (const report of reports) if (!stream.write(`${JSON.stringify(report)}\n`)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'close')
}
