/** The people of a folder, whatever files they stand in. */
import { readdirSync } from 'node:fs'
import { ColumnFault } from '../columns/column-header.ts'
import { listColumns } from '../columns/read-column.ts'
import { loadStore, type ColumnStore } from '../columns/store.ts'
import type { Ir, ValueType } from '../ir/ir.ts'
import type { Duck } from '../sql/open-duck.ts'
import type { Report } from './answer-aside.ts'

/** A row of a file that is nobody's: it is told, and not reckoned. */
export interface RowReport { file: string; row: number; problem: string }

export interface People extends AsyncDisposable {
  format: 'columns' | 'parquet'
  /** By `entity.name`. */
  columns: ReadonlySet<string>
  /** Lists of a household, such as `person`. */
  lists: ReadonlySet<string>
  /** @param types of the facts that are read. @throws ColumnFault */
  load(types: ReadonlyMap<string, ValueType>): Promise<{ store: ColumnStore; reports: (Report | RowReport)[] }>
  /** As the files call these households. */
  namesOf(households: readonly number[]): Promise<(number | string)[]>
  /** Where Parquet files are read. */
  duck?: Duck
  /** SQL there: the rows of an entity by `place`, with the columns that name them. */
  keysOf?(entity: string): { sql: string; names: readonly string[] }
}

/** @throws ColumnFault */
export async function openPeople(folder: string): Promise<People> {
  const endings = new Set(readdirSync(folder).map((name) => name.slice(name.lastIndexOf('.'))))
  if (endings.has('.parquet') && endings.has('.column')) throw new ColumnFault(`${folder} holds Parquet files and column files: nobody knows which count`)
  if (endings.has('.parquet')) return (await import('../parquet/open-parquet.ts')).openParquet(folder)
  const files = listColumns(folder)
  return {
    format: 'columns', columns: new Set(files.keys()), lists: new Set([...files.values()].filter(({ header }) => header.type === 'members').map(({ header }) => header.name)),
    load: (types) => Promise.resolve({ store: loadStore(folder, new Set(types.keys())), reports: [] }),
    namesOf: (households) => Promise.resolve([...households]),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

/** What is wrong with a row, or a household as the files call it. */
export type Told = RowReport | (Omit<Report, 'household'> & { household: number | string })

export async function withNames(reports: readonly (Report | RowReport)[], people: Pick<People, 'namesOf'>): Promise<Told[]> {
  const names = await people.namesOf(reports.flatMap((report) => ('household' in report ? [report.household] : [])))
  let next = 0
  return reports.map((report) => ('household' in report ? { ...report, household: names[next++]! } : report))
}

/** The types of facts, and of definitions that somebody may give. */
export function typesOf({ inputs, variables }: Ir, facts: ReadonlySet<string>): Map<string, ValueType> {
  const types = new Map<string, ValueType>([...variables.map(({ entity, name, type }) => [`${entity}.${name}`, type] as const), ...inputs.map(({ fact, type }) => [fact, type] as const)])
  return new Map([...types].filter(([fact, type]) => facts.has(fact) && type !== 'text'))
}
