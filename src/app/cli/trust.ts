/** Foreign issuers: whose list is believed, by which root, until when, and for what. */
import { readFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import { parseArgs } from 'node:util'
import { trustedLists } from '../../modules/credentials/index.ts'
import { print, UsageError } from './command.ts'
import { oneWord } from './parse-words.ts'

/** Checks a list by the root that its country has given, shows what it says, and takes it in. */
export async function addTrust(words: string[]): Promise<number> {
  const { values: { root, file, address, type: types = [], status = [] }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { root: { type: 'string' }, file: { type: 'string' }, address: { type: 'string' }, type: { type: 'string', multiple: true }, status: { type: 'string', multiple: true } } })
  const source = oneWord(positionals, 'list')
  if (source.startsWith('did:')) {
    const at = trustedLists.addressesOf(source)
    tell(await trustedLists.addHistory(fileOf(file), { did: source, log: await trustedLists.fetch(at.log), witness: await trustedLists.fetch(at.witness), types, statusLists: status }))
    return 0
  }
  if (!root) throw new UsageError('Say by whom it is to be believed: --root <certificate>, as its country gave it to you by another way.')
  const held = await trustedLists.add(fileOf(file), await tokenAt(source), new X509Certificate(readFileSync(root)).raw, address ?? (isAddress(source) ? source : undefined))
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

/** Fetches every list anew now, as it is done each night. @returns 1 where one did not come */
export async function fetchTrust(words: string[]): Promise<number> {
  const { values: { file } } = parseArgs({ args: words, options: { file: { type: 'string' } } })
  const outcomes = await trustedLists.refresh(fileOf(file))
  for (const { from, trouble } of outcomes) print(`${from}: ${trouble === undefined ? 'fetched' : `NOT FETCHED, the one before stays to its end: ${trouble}`}`)
  if (outcomes.length === 0) print('No list has an address to be fetched from. Give it one: trust add … --address <https address>')
  return outcomes.some(({ trouble }) => trouble !== undefined) ? 1 : 0
}

export function removeTrust(words: string[]): number {
  const { values: { file }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { file: { type: 'string' } } })
  const from = oneWord(positionals, 'list')
  if (!trustedLists.remove(fileOf(file), from)) throw new Error(`No list of ${from} is held. See: npm run -s maru -- trust show`)
  print(`Nobody on the list of ${from} is believed any more.`)
  return 0
}

function tell({ from, fingerprint, issuedAt, until, addedAt, address, triedAt, trouble, suspendedAt, issuers }: Awaited<ReturnType<typeof trustedLists.add>>) {
  const ended = until < Date.now() / 1_000
  print(`${from}, issued ${instant(issuedAt)}, added ${addedAt}, ${ended ? 'ENDED' : 'good until'} ${instant(until)}`)
  print(`  believed by ${from.startsWith('did:') ? 'its history, version' : 'the root'} ${fingerprint}`)
  print(`  ${address === undefined ? 'fetched by nobody' : `fetched each night from ${address}`}${triedAt === undefined ? '' : `, last tried ${triedAt}`}`)
  if (suspendedAt !== undefined) print(`  SUSPENDED at the console since ${suspendedAt}: nobody on it is believed`)
  if (trouble !== undefined) print(`  NOT FETCHED: ${trouble}`)
  for (const { id, types, keys, anchors } of issuers) print(`  ${id}: ${types.join(', ')} (${keys.length} keys, ${anchors.length} authorities)`)
}

const instant = (seconds: number) => new Date(seconds * 1_000).toISOString()

const isAddress = (source: string) => source.startsWith('https://')

async function tokenAt(source: string): Promise<string> {
  return (isAddress(source) ? await trustedLists.fetch(source) : readFileSync(source, 'utf8')).trim()
}

function fileOf(given: string | undefined): string {
  const file = given ?? process.env['MARU_TRUSTED_FILE']
  if (!file) throw new UsageError('Say which file: --file <file>, or set MARU_TRUSTED_FILE.')
  return file
}
