/** A file that an agency drops into a folder: read whole, and again when it has changed. */
import { stat } from 'node:fs/promises'
import type { Source } from './source.ts'

export type Row = Record<string, unknown>

/** How often the file is looked at, in milliseconds. */
const lookEvery = 1_000

/**
 * A new file that cannot be read, lacks the key's column or names somebody twice changes nothing: the last good state goes on answering.
 * @param key the column that names the person
 * @param readRows gives every row of the file
 */
export function tableSource(file: string, key: string, readRows: (file: string) => Promise<Row[]>): Source {
  let rows: Map<string, Row> | undefined
  let version = ''
  let looked = 0
  let reading: Promise<void> | undefined

  const load = async () => {
    const { mtimeMs, size } = await stat(file)
    looked = performance.now()
    const found = `${mtimeMs} ${size}`
    if (found === version) return
    rows = byKey(await readRows(file), key, file)
    version = found
  }
  const current = async (): Promise<Map<string, Row>> => {
    if (rows && performance.now() - looked < lookEvery) return rows
    reading ??= load().finally(() => { reading = undefined })
    try {
      await reading
    } catch (cause) {
      if (!rows) throw cause
      looked = performance.now()
    }
    return rows!
  }
  return {
    async read(subject, columns) {
      const row = (await current()).get(subject)
      return row && Object.fromEntries(columns.map((column) => [column, row[column]]))
    },
    close: () => Promise.resolve(),
  }
}

function byKey(rows: readonly Row[], key: string, file: string): Map<string, Row> {
  const found = new Map<string, Row>()
  for (const row of rows) {
    const id = row[key]
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '') throw new Error(`${file}: a row has no "${key}"`)
    if (found.has(String(id))) throw new Error(`${file}: "${key}" names somebody twice`)
    found.set(String(id), row)
  }
  return found
}
