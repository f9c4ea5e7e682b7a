/** Foreign issuers: whose list is believed, by which root, until when, and for what. */
import { readFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import { parseArgs } from 'node:util'
import { trustedLists } from '../../modules/credentials/index.ts'
import { print, UsageError } from './command.ts'
import { oneWord } from './parse-words.ts'

const longest = 4 * 1024 * 1024

/** Checks a list by the root that its country has given, shows what it says, and takes it in. */
export async function addTrust(words: string[]): Promise<number> {
  const { values: { root, file, type: types = [], status = [] }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { root: { type: 'string' }, file: { type: 'string' }, type: { type: 'string', multiple: true }, status: { type: 'string', multiple: true } } })
  const source = oneWord(positionals, 'list')
  if (source.startsWith('did:')) {
    const at = trustedLists.addressesOf(source)
    tell(await trustedLists.addHistory(fileOf(file), { did: source, log: await fetchText(at.log), witness: await fetchText(at.witness), types, statusLists: status }))
    return 0
  }
  if (!root) throw new UsageError('Say by whom it is to be believed: --root <certificate>, as its country gave it to you by another way.')
  const held = await trustedLists.add(fileOf(file), await tokenAt(source), new X509Certificate(readFileSync(root)).raw)
  tell(held)
  return 0
}

export async function showTrust(words: string[]): Promise<number> {
  const { values: { file } } = parseArgs({ args: words, options: { file: { type: 'string' } } })
  const lists = await trustedLists.read(fileOf(file))
  for (const list of lists) tell(list)
  if (lists.length === 0) print('No foreign issuer is believed.')
  return 0
}

export function removeTrust(words: string[]): number {
  const { values: { file }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { file: { type: 'string' } } })
  const from = oneWord(positionals, 'list')
  if (!trustedLists.remove(fileOf(file), from)) throw new Error(`No list of ${from} is held. See: npm run -s maru -- trust show`)
  print(`Nobody on the list of ${from} is believed any more.`)
  return 0
}

function tell({ from, fingerprint, issuedAt, until, addedAt, issuers }: Awaited<ReturnType<typeof trustedLists.add>>) {
  const ended = until < Date.now() / 1_000
  print(`${from}, issued ${instant(issuedAt)}, added ${addedAt}, ${ended ? 'ENDED' : 'good until'} ${instant(until)}`)
  print(`  believed by ${from.startsWith('did:') ? 'its history, version' : 'the root'} ${fingerprint}`)
  for (const { id, types, keys, anchors } of issuers) print(`  ${id}: ${types.join(', ')} (${keys.length} keys, ${anchors.length} authorities)`)
}

const instant = (seconds: number) => new Date(seconds * 1_000).toISOString()

async function tokenAt(source: string): Promise<string> {
  return (source.startsWith('https://') ? await fetchText(source) : readFileSync(source, 'utf8')).trim()
}

async function fetchText(source: string): Promise<string> {
  const response = await fetch(source, { redirect: 'error', signal: AbortSignal.timeout(10_000) })
  const text = await response.text()
  if (!response.ok || text.length > longest) throw new Error(`${source} gave nothing that could be believed (${response.status}).`)
  return text
}

function fileOf(given: string | undefined): string {
  const file = given ?? process.env['MARU_TRUSTED_FILE']
  if (!file) throw new UsageError('Say which file: --file <file>, or set MARU_TRUSTED_FILE.')
  return file
}
