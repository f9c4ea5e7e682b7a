/** The first households of a population, without a copy. */
import { openStore, type Column, type ColumnStore } from '../../src/modules/rules/columns/store.ts'
import type { Values } from '../../src/modules/rules/columns/column-header.ts'

export function firstHouseholds(store: ColumnStore, households: number): ColumnStore {
  if (households === store.households) return store
  const rowsOf = ({ header: { entity, type } }: Column) => {
    if (type === 'members') return households + 1
    return store.columns.get(`household.${entity}`)?.values[households] ?? households
  }
  return openStore([...store.columns.values()].map((column) => {
    const rows = rowsOf(column)
    return { header: { ...column.header, rows }, values: column.values.subarray(0, rows) as Values }
  }))
}
