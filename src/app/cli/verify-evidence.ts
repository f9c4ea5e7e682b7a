import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readCourt } from '../../kernel/config/read-court.ts'
import { readCertificates } from '../../kernel/config/read-stamp-authorities.ts'
import { readPolicy } from '../../kernel/transparency/note/policy.ts'
import { verifyEvidence } from '../../modules/exchange/index.ts'
import { print } from './command.ts'
import { oneWord } from './parse-words.ts'

export async function verifyEvidenceFile(words: string[]): Promise<number> {
  const { values: { policy, roots, court }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { policy: { type: 'string' }, roots: { type: 'string' }, court: { type: 'string' } } })
  const file = oneWord(positionals, 'file')
  const { look, log, index, size, witnesses, stamps, sealed, until } = await verifyEvidence(readFileSync(file, 'utf8'), policy === undefined ? undefined : readPolicy(readFileSync(policy, 'utf8')), roots === undefined ? undefined : readCertificates(roots), court === undefined ? undefined : readCourt(court))
  print(`✓ Entry ${index} of ${size} in ${log}\n${JSON.stringify(look, null, 2)}`)
  for (const { name, at } of witnesses) print(`✓ seen by ${name} at ${at}`)
  for (const { authority, signer, at } of stamps) print(`✓ stamped by ${authority} (${signer}) at ${at}`)
  if (until) print(`✓ It is sealed, and opens to the person on ${until.opensOn}; the log says in public: by ${until.latestOn}`)
  if (sealed) {
    print(`✓ It was sealed as entry ${sealed.index}:\n${JSON.stringify(sealed.look, null, 2)}`)
    for (const { name, at } of sealed.witnesses) print(`✓ sealed, seen by ${name} at ${at}`)
    for (const { authority, at } of sealed.stamps) print(`✓ sealed, stamped by ${authority} at ${at}`)
  }
  const orders = sealed?.orders ?? until?.orders ?? []
  for (const { until: day, signers, holds } of orders) print(`${holds ? '✓' : '!'} kept sealed until ${day} by ${signers.join(', ') || 'nobody whose key is known'}${holds ? '' : ': fewer than the court’s rule wants'}`)
  if (court === undefined && orders.length > 0) print('! The court’s keys are those in the file. Give --court with keys that you have from elsewhere.')
  if (stamps.length > 0 && roots === undefined) print('! The time-stamp authorities’ certificates are those in the file. Give --roots with certificates that you have from elsewhere.')
  if (policy === undefined) print('! The keys are those in the file: it shows that nothing has changed since, not who signed. Give --policy with keys that you have from elsewhere.')
  return 0
}
