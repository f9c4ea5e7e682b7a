import { writeColumn } from '../columns/write-column.ts'
import { drawPeople, type Order } from './draw-people.ts'

/** The people of a study as column files. */
export function writePopulation(order: Order, folder: string) {
  const { store } = drawPeople(order)
  for (const { header: { entity, name, type, codes }, values } of store.columns.values()) writeColumn(folder, { entity, name, type, ...(codes ? { codes } : {}) }, values)
}
