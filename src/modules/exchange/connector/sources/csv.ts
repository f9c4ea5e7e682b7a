import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { OnBroken, Source } from './source.ts'
import { type Row, tableSource } from './table-source.ts'

/** RFC 4180, UTF-8; the first line names the columns. */
export const csvSource = (file: string, key: string, separator: string | undefined, onBroken: OnBroken): Source => tableSource(file, key, async (path) =>
  parse<Row>(await readFile(path), { columns: true, delimiter: separator ?? ',', bom: true, skip_empty_lines: true, relax_column_count: false }), onBroken)
