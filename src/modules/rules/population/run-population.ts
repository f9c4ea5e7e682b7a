/** Everybody at once: kernels over the columns, and the scalar evaluation for the few households that kernels set aside. */
import { makeValues, type Values } from '../columns/column-header.ts'
import type { Column, ColumnStore } from '../columns/store.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { headerOf, rowsEntity } from '../kernels/plan-kernels.ts'
import { answerAside, type Filled, type Report, type Total } from './answer-aside.ts'
import type { Crew } from './crew.ts'
import type { Prepared } from './prepare.ts'
import type { BoundKernel } from './run-blocks.ts'

export interface Outcome {
  /** By the name under which each was asked for. */
  results: ReadonlyMap<string, Column>
  tallies: ReadonlyMap<string, Total>
  /** Every broken cell and every household without an answer. */
  reports: Report[]
  /** Households that the scalar evaluation answered. */
  aside: number
}

/** Memory for results: made once, it can be used for every run over the same people. */
export type Room = ReadonlyMap<string, Filled>

export function makeRoom({ kernels }: Prepared, store: ColumnStore): Room {
  const outputs = kernels.flatMap((kernel) => kernel.outputs)
  return new Map(outputs.map((output) => [output.name, { ...output, values: makeValues(output.storage, rowsOf(rowsEntity(output.entity), store)) }]))
}

export function rowsOf(entity: string, { households, columns }: ColumnStore): number {
  const members = columns.get(`household.${entity}`)
  return members ? members.values[households]! : entity === 'household' || entity === 'case' ? households : 0
}

export async function runPopulation(prepared: Prepared, law: OpenLaw, store: ColumnStore, crew: Crew, room: Room = makeRoom(prepared, store)): Promise<Outcome> {
  const { households } = store
  const marks = new Uint8Array(new SharedArrayBuffer(households))
  const own = new Map([...room.values()].map((output) => [`${headerOf(output).entity}.${output.name}`, output.values]))
  const kernels = prepared.kernels.map(({ source, columns, outputs, tallies, tables }): BoundKernel => ({
    source, tables, tallies: tallies.length, outputs: outputs.map(({ name }) => room.get(name)!.values),
    columns: columns.map((name): Values => own.get(name) ?? store.columns.get(name)!.values),
  }))
  const { aside, counts, sums } = await crew.run({ kernels, households, block: blockOf(store), taken: new Int32Array(new SharedArrayBuffer(4)), marks })
  const outputs = [...room.values()]
  const tallies = totalsOf(prepared, counts, sums)
  const reports: Report[] = []
  const next = (from: number) => (aside === 0 ? -1 : marks.indexOf(1, from))
  for (let household = next(0); household >= 0; household = next(household + 1)) reports.push(...answerAside(household, outputs, tallies, law, store, prepared))
  const results = new Map(outputs.map((output) => [output.name, { header: { ...headerOf(output), rows: output.values.length }, values: output.values }]))
  return { results, tallies: new Map(tallies.map((tally) => [tally.name, tally])), reports, aside }
}

function totalsOf({ kernels }: Prepared, counts: readonly Float64Array[], sums: readonly BigInt64Array[]): Total[] {
  return kernels.flatMap(({ tallies }, kernel) => tallies.map((tally, index): Total => ({
    ...tally, holds: counts[kernel]![index * 2]!, unknown: counts[kernel]![index * 2 + 1]!, sum: sums[kernel]![index]!,
  })))
}

/** About 32,000 people: their columns stay in the cache of a core. */
function blockOf({ households, columns }: ColumnStore): number {
  const people = columns.get('household.person')?.values[households] ?? households
  return Math.max(64, Math.round((32_768 * households) / Math.max(1, people)))
}
