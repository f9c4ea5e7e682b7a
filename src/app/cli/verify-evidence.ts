import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readPolicy } from '../../kernel/transparency/note/policy.ts'
import { verifyEvidence } from '../../modules/exchange/index.ts'
import { print } from './command.ts'
import { oneWord } from './parse-words.ts'

export async function verifyEvidenceFile(words: string[]): Promise<number> {
  const { values: { policy }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { policy: { type: 'string' } } })
  const file = oneWord(positionals, 'file')
  const { look, log, index, size, witnesses } = verifyEvidence(readFileSync(file, 'utf8'), policy === undefined ? undefined : readPolicy(readFileSync(policy, 'utf8')))
  print(`✓ Entry ${index} of ${size} in ${log}\n${JSON.stringify(look, null, 2)}`)
  for (const { name, at } of witnesses) print(`✓ seen by ${name} at ${at}`)
  if (policy === undefined) print('! The keys are those in the file: it shows that nothing has changed since, not who signed. Give --policy with keys that you have from elsewhere.')
  return 0
}
