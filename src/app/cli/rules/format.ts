/** `maru rules format`: one layout for all pages of a pack. */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { formatPage } from '../../../modules/rules/index.ts'
import { complain, print } from '../command.ts'
import { packOf } from './read-inputs.ts'

/** @returns 1 with `--check` when a page would change */
export async function format(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { pack: { type: 'string' }, check: { type: 'boolean' }, json: { type: 'boolean' } } })
  const pack = packOf(values.pack)
  const changed = pack.rules.filter(({ text }) => formatPage(text) !== text)
  if (!values.check) for (const { path, text } of changed) writeFileSync(join(resolve(pack.folder), path), formatPage(text))
  if (values.json) print(JSON.stringify({ pages: pack.rules.length, [values.check ? 'unformatted' : 'formatted']: changed.map(({ path }) => path) }, null, 2))
  else if (values.check) for (const { path } of changed) complain(`${path} is laid out otherwise. Run: npm run -s maru -- rules format --pack ${values.pack!}`)
  else print(`✓ ${changed.length} of ${pack.rules.length} pages laid out anew`)
  return values.check && changed.length > 0 ? 1 : 0
}
