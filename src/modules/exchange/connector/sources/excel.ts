import { readSheet } from 'read-excel-file/node'
import type { OnBroken, Source } from './source.ts'
import { type Row, tableSource } from './table-source.ts'

/** The first row names the columns. A cell that Excel keeps as a day comes as `YYYY-MM-DD`. */
export const excelSource = (file: string, key: string, sheet: string | undefined, onBroken: OnBroken): Source => tableSource(file, key, async (path) => {
  const [head, ...rows] = await readSheet(path, sheet ?? 1)
  const columns = (head ?? []).map(String)
  return rows.map((cells): Row => Object.fromEntries(columns.map((column, at) => [column, plain(cells[at])])))
}, onBroken)

/** Days are kept as midnight in UTC. */
const plain = (cell: unknown) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)
