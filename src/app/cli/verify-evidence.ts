import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readCertificates } from '../../kernel/config/read-stamp-authorities.ts'
import { readPolicy } from '../../kernel/transparency/note/policy.ts'
import { verifyEvidence } from '../../modules/exchange/index.ts'
import { print } from './command.ts'
import { oneWord } from './parse-words.ts'

export async function verifyEvidenceFile(words: string[]): Promise<number> {
  const { values: { policy, roots }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { policy: { type: 'string' }, roots: { type: 'string' } } })
  const file = oneWord(positionals, 'file')
  const { look, log, index, size, witnesses, stamps } = await verifyEvidence(readFileSync(file, 'utf8'), policy === undefined ? undefined : readPolicy(readFileSync(policy, 'utf8')), roots === undefined ? undefined : readCertificates(roots))
  print(`✓ Entry ${index} of ${size} in ${log}\n${JSON.stringify(look, null, 2)}`)
  for (const { name, at } of witnesses) print(`✓ seen by ${name} at ${at}`)
  for (const { authority, signer, at } of stamps) print(`✓ stamped by ${authority} (${signer}) at ${at}`)
  if (stamps.length > 0 && roots === undefined) print('! The time-stamp authorities’ certificates are those in the file. Give --roots with certificates that you have from elsewhere.')
  if (policy === undefined) print('! The keys are those in the file: it shows that nothing has changed since, not who signed. Give --policy with keys that you have from elsewhere.')
  return 0
}
