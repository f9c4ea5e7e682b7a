/** A pass over a folder of columns: a pure run. What it writes is what the next one compares itself with. */
import { mkdirSync } from 'node:fs'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { ColumnFault, makeValues } from '../columns/column-header.ts'
import { readRows, listColumns } from '../columns/read-column.ts'
import { loadStore } from '../columns/store.ts'
import { writeColumn } from '../columns/write-column.ts'
import type { FactValue } from '../contract.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { legalDay } from '../explore/days-ahead.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'
import { createCrew } from '../population/crew.ts'
import { factsOf } from '../population/prepare.ts'
import { resultsOf } from '../population/results-of.ts'
import { reckonDays, stateOf } from './pass-over.ts'
import type { Days } from './standing.ts'

export interface ColumnsPass {
  pack: Pick<Pack, 'rules' | 'facts' | 'holidays'>
  columns: string
  out: string
  /** The folder that the last pass over the same people wrote; undefined: nobody stood anywhere. */
  last: string | undefined
  days: Days
  given: ReadonlyMap<string, FactValue>
}

/** Codes of the column of changes, beside the column that says who is owed it. */
export const changeCodes = ['none', 'gains', 'loses', 'will-gain', 'will-lose', 'loses, will-gain', 'gains, will-lose'] as const
const [none, gains, loses, willGain, willLose, losesThenGains, gainsThenLoses] = changeCodes.keys() as Iterable<number> as [number, number, number, number, number, number, number]

export interface ServicePass { service: string; counted: string; held: number; unknown: number; gains: number; loses: number; 'will-gain': number; 'will-lose': number }
export interface ColumnsPassed { households: number; edition: string; services: ServicePass[]; /** Broken cells and households without an answer. */ reports: number }

/** @throws ColumnFault, KernelFault */
export async function passColumns({ pack, columns, out, last, days, given }: ColumnsPass): Promise<ColumnsPassed> {
  const { ir, results } = resultsOf(irOfPack(pack))
  const law = openLaw(ir, pack.holidays)
  const wanted = results.filter(({ kind }) => kind === 'granted' || kind === 'paid').map(({ node }) => node)
  const facts = factsOf(ir, wanted)
  // The day is the pass's, not the people's.
  facts.delete(legalDay)
  const store = loadStore(columns, facts)
  await using crew = createCrew()
  const { services, reports } = await reckonDays({ pack, law, results, crew }, store, days, given)
  mkdirSync(out, { recursive: true })
  const passed = services.map(({ service, entity, now, ahead }): ServicePass => {
    const rows = now.granted.values.length
    const before = last === undefined ? undefined : heldBefore(last, `${entity}.${service}`, rows)
    const [held, change] = [makeValues('u8', rows), makeValues('u8', rows)]
    const count: ServicePass = { service, counted: entity, held: 0, unknown: 0, gains: 0, loses: 0, 'will-gain': 0, 'will-lose': 0 }
    for (let row = 0; row < rows; row += 1) {
      const [is, will] = [stateOf(now, row), stateOf(ahead, row)]
      const was = before?.[row]
      // What nobody knows changes nothing: it stays as the last pass saw it.
      held[row] = is === null ? was ?? 255 : is ? 1 : 0
      change[row] = is === null ? none : is ? (was === 1 ? (will === false ? willLose : none) : will === false ? gainsThenLoses : gains) : was === 1 ? (will === true ? losesThenGains : loses) : will === true ? willGain : none
      if (is === null) count.unknown += 1
      else if (is) count.held += 1
      for (const kind of ['gains', 'loses', 'will-gain', 'will-lose'] as const) if (hasKind[kind].includes(change[row]!)) count[kind] += 1
    }
    writeColumn(out, { entity, name: service, type: 'bool' }, held)
    writeColumn(out, { entity, name: `${service}.change`, type: 'code', codes: [...changeCodes] }, change)
    return count
  })
  for (const { header, values } of store.columns.values()) if (header.type === 'members') writeColumn(out, { entity: header.entity, name: header.name, type: 'members' }, values)
  return { households: store.households, edition: ir.edition, services: passed, reports: reports.length }
}

const hasKind = { gains: [gains, gainsThenLoses], loses: [loses, losesThenGains], 'will-gain': [willGain, losesThenGains], 'will-lose': [willLose, gainsThenLoses] }

/** @throws ColumnFault where it is of other people */
function heldBefore(folder: string, name: string, rows: number) {
  const file = listColumns(folder).get(name)
  if (!file) return undefined
  if (file.header.rows !== rows) throw new ColumnFault(`${folder}: ${name} has ${file.header.rows} rows, and the people of this pass have ${rows}: it is a pass over others`)
  return readRows(file, 0, rows)
}
