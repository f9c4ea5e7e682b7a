/** The people of a folder, whatever files they stand in. */
import type { ColumnStore } from '../columns/store.ts'
import type { ValueType } from '../ir/ir.ts'
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

/** What is wrong with a row, or a household as the files call it. */
export type Told = RowReport | (Omit<Report, 'household'> & { household: number | string })

export async function withNames(reports: readonly (Report | RowReport)[], people: Pick<People, 'namesOf'>): Promise<Told[]> {
  const names = await people.namesOf(reports.flatMap((report) => ('household' in report ? [report.household] : [])))
  let next = 0
  return reports.map((report) => ('household' in report ? { ...report, household: names[next++]! } : report))
}
