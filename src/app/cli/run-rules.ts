import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { parseGiven, runColumns } from '../../modules/rules/index.ts'
import { complain, print, UsageError } from './command.ts'
import { gapInWords } from './rules/gap-in-words.ts'

/** @returns 0 also where rows were broken: each is told, and nobody was dropped */
export async function runRules(words: string[]): Promise<number> {
  const { values: { pack: packFolder, columns, out, on, known, given, only, format, json } } = parseArgs({ args: words, options: {
    pack: { type: 'string' }, columns: { type: 'string' }, out: { type: 'string' }, on: { type: 'string' }, known: { type: 'string' }, format: { type: 'string' },
    given: { type: 'string', multiple: true, default: [] }, only: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false },
  } })
  if (!packFolder || !columns || !out) throw new UsageError('Say which law, which people and where to: --pack <folder> --columns <folder> --out <folder>.')
  if (resolve(columns) === resolve(out)) throw new UsageError('--out is the folder of the people itself: name another.')
  if (format !== undefined && format !== 'columns' && format !== 'parquet') throw new UsageError(`--format ${format}: write columns or parquet.`)
  const day = on ?? Temporal.Now.plainDateISO().toString()
  const pack = loadPack(packFolder)
  const summary = await runColumns({ pack, columns, out, on: day, knownAt: known ?? day, given: parseGiven(given, pack.facts), only, ...(format ? { format } : {}) })
  if (json) print(JSON.stringify({ pack: packFolder, on: day, knownAt: known ?? day, ...summary }))
  else {
    print(`${summary.households} households on ${day}, ${packFolder} ${summary.edition.slice(0, 12)}`)
    for (const { column, rows, unknown, sum, holds } of summary.columns) {
      const told = holds === undefined ? (sum === undefined ? '' : `sum ${sum === null ? 'beyond 2^53' : sum}, `) : `${holds} yes, `
      print(`  ${column}: ${rows} rows, ${told}${unknown} unknown`)
    }
  }
  if (summary.missing.length > 0) complain(`No column and no --given for: ${summary.missing.join(', ')}. They are unknown for everybody.`)
  for (const gap of summary.gaps) complain(gapInWords(gap, day))
  if (summary.reports > 0) complain(`${summary.reports} broken cells or households, each with its row: ${resolve(out, 'broken.jsonl')}`)
  return 0
}
