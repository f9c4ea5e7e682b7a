/** Results as files beside each other: a column file each, or a Parquet file for the households and one for each list. */
import type { Column, ColumnStore } from '../columns/store.ts'
import { writeColumn } from '../columns/write-column.ts'
import type { People } from './people.ts'

/** @param results whose names are whole: `person.child-allowance.month` */
export async function writeResults(out: string, format: People['format'], results: readonly Column[], store: ColumnStore, people: People): Promise<void> {
  const named = results.map(({ header, values }): Column => ({ header: { ...header, name: header.name.slice(header.entity.length + 1) }, values }))
  if (format === 'parquet') return (await import('../parquet/write-parquet.ts')).writeParquet(out, named, store, people)
  // Who belongs together stands beside the results too: the folder can be read alone.
  const members = [...store.columns.values()].filter(({ header }) => header.type === 'members')
  for (const { header: { entity, name, type, codes }, values } of [...named, ...members]) writeColumn(out, { entity, name, type, ...(codes ? { codes } : {}) }, values)
}
