/** `maru rules rerun`: an auditor reaches a past decision again, from its record. */
import { parseArgs } from 'node:util'
import { createRules } from '../../../modules/rules/index.ts'
import { complain, print, UsageError } from '../command.ts'
import { packOf, readPublicKeys, readText } from './read-inputs.ts'

/** @returns 0 when the record is signed by one of the keys and gives the same bits; otherwise 1, and why */
export async function rerun(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options: { pack: { type: 'string' }, keys: { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new UsageError('Say which record: one file.')
  if (values.keys === undefined) throw new UsageError('Say whose signature counts: --keys jwks.json, as /.well-known/jwks.json gives it.')
  const result = await createRules(packOf(values.pack)).rerun(readText(file), await readPublicKeys(values.keys))
  if (values.json) print(JSON.stringify(result, null, 2))
  if (result.record === null) {
    if (!values.json) complain(result.because === 'unreadable' ? `${file} is no signed text.` : `${file} is signed, but no decision record.`)
    return 1
  }
  const { same, isSigned, changedTexts, differing, kid } = result
  if (values.json) return same && isSigned ? 0 : 1
  if (!isSigned) complain(`✗ Not signed by any of these keys (the record names ${kid || 'no key'}).`)
  for (const { service, file: page } of changedTexts) complain(`  The page of ${service} is another one now: ${page}`)
  for (const { service, before, now } of differing) complain(`✗ ${service}: ${before.outcome} then, ${now?.outcome ?? 'no rule'} now`)
  if (same) print(`✓ The same bits: ${result.record.texts.length} services on ${result.record.on}, as known on ${result.record.knownAt}`)
  return same && isSigned ? 0 : 1
}
