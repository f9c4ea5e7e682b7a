import { mkdirSync } from 'node:fs'
import type { Column } from '../columns/store.ts'
import { writeColumn } from '../columns/write-column.ts'
import type { People } from '../population/people.ts'
import { drawPeople, type Order } from './draw-people.ts'

/** The people of a study as column files or Parquet files. */
export async function writePopulation(order: Order, folder: string, format: People['format'] = 'columns'): Promise<void> {
  const { store } = drawPeople(order)
  const columns = [...store.columns.values()]
  if (format === 'columns') {
    for (const { header: { entity, name, type, codes }, values } of columns) writeColumn(folder, { entity, name, type, ...(codes ? { codes } : {}) }, values)
    return
  }
  const { writeParquet } = await import('../parquet/write-parquet.ts')
  const lists = new Set(columns.filter(({ header }) => header.type === 'members').map(({ header }) => header.name))
  // Facts of the application stand in the household's file under their whole name.
  const inFile = columns.filter(({ header }) => header.type !== 'members').map(({ header, values }): Column =>
    ({ header: header.entity === 'household' || lists.has(header.entity) ? header : { ...header, entity: 'household', name: `${header.entity}.${header.name}` }, values }))
  mkdirSync(folder, { recursive: true })
  await writeParquet(folder, inFile, store)
}
