/** The columns of a population in memory that all threads share, and who belongs to which household. */
import { join } from 'node:path'
import { ColumnFault, type ColumnHeader, type Values } from './column-header.ts'
import { listColumns, readRows } from './read-column.ts'

export interface Column { header: ColumnHeader; values: Values }
/** By `entity.name`; `household.person` holds the first row of each household's members, and one more. */
export interface ColumnStore { households: number; columns: ReadonlyMap<string, Column> }

/** More people than live in any household. */
export const mostMembers = 2 ** 20

/**
 * @param wanted columns to read by name; all where it is left out
 * @param into a store whose memory is used again where the columns have not changed their shape
 * @throws ColumnFault
 */
export function loadStore(folder: string, wanted?: ReadonlySet<string>, into?: ColumnStore): ColumnStore {
  const files = [...listColumns(folder)].filter(([name, { header }]) => header.type === 'members' || !wanted || wanted.has(name))
  if (files.length === 0) throw new ColumnFault(`${join(folder, '*.column')}: there are no column files`)
  return openStore(files.map(([name, file]) => {
    const before = into?.columns.get(name)
    const fits = before?.header.storage === file.header.storage && before.values.length === file.header.rows
    return { header: file.header, values: readRows(file, 0, file.header.rows, fits ? before.values : undefined) }
  }))
}

/** @param counted how many households there are, where no column says it. @throws ColumnFault where the columns do not fit together */
export function openStore(columns: readonly Column[], counted = 0): ColumnStore {
  const store = new Map(columns.map((column) => [`${column.header.entity}.${column.header.name}`, column]))
  const lists = columns.filter(({ header }) => header.type === 'members')
  const households = lists[0] ? lists[0].header.rows - 1 : columns.find(({ header }) => header.entity === 'household')?.header.rows ?? counted
  const rows = new Map<string, number>()
  for (const { header, values } of lists) rows.set(header.name, checkMembers(header, values, households))
  for (const { header } of columns) {
    if (header.type === 'members') continue
    const expected = rows.get(header.entity) ?? households
    if (header.rows !== expected) throw new ColumnFault(`${header.entity}.${header.name} has ${header.rows} rows, and there are ${expected} of its kind`)
  }
  return { households, columns: store }
}

/** @returns how many members there are in all */
function checkMembers({ entity, name, rows }: ColumnHeader, first: Values, households: number): number {
  const wrong = (why: string) => new ColumnFault(`${entity}.${name} does not say who belongs to which household: ${why}`)
  if (rows !== households + 1 || first[0] !== 0) throw wrong(`it has ${rows} rows for ${households} households, and begins with ${String(first[0])}`)
  for (let row = 1; row < rows; row += 1) {
    const members = first[row]! - first[row - 1]!
    if (!(members >= 0 && members <= mostMembers)) throw wrong(`household ${row - 1} would have ${members} members`)
  }
  return first[rows - 1]!
}
