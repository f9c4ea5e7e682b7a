/** A file that an agency drops into a folder: read whole, and again when it has changed. */
import { stat } from 'node:fs/promises'
import type { OnBroken, Source } from './source.ts'

export type Row = Record<string, unknown>

/**
 * A new file that cannot be read, lacks the key's column or names somebody twice changes nothing: the last good state goes on
 * answering, and `onBroken` hears why, once for each such file.
 * @param key the column that names the person
 * @param readRows gives every row of the file
 */
export function tableSource(file: string, key: string, readRows: (file: string) => Promise<Row[]>, onBroken: OnBroken): Source {
  let rows: Map<string, Row> | undefined
  let version = ''
  let reading: Promise<void> | undefined

  // A file is new when its time or length is. Asking for them at each question costs less than the question.
  const load = async () => {
    const found = await stat(file).then(({ mtimeMs, size }) => `${mtimeMs} ${size}`, () => 'not there')
    if (rows && found === version) return
    version = found
    rows = byKey(await readRows(file), key, file)
  }
  const current = async (): Promise<Map<string, Row>> => {
    reading ??= load().finally(() => { reading = undefined })
    try {
      await reading
    } catch (cause) {
      if (!rows) throw cause
      onBroken(cause as Error)
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
