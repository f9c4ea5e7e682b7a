import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { X509Certificate } from 'node:crypto'
import { drawKeys, rotateKey } from '../../kernel/keys/draw-keys.ts'
import { resolve } from 'node:path'
import { type KeyUse, keyUses, tokenUses } from '../../kernel/keys/key-ring.ts'
import { readKeys, writeKeys } from '../../kernel/keys/keys-file.ts'
import { findInToken } from '../../kernel/keys/token.ts'
import { print, UsageError } from './command.ts'
import { oneWord } from './parse-words.ts'

/** Every use its key, below a root of their own. */
export async function newKeys(words: string[]): Promise<number> {
  const { values: { host, country }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { host: { type: 'string' }, country: { type: 'string' } } })
  const file = oneWord(positionals, 'file')
  if (!host || !country || !/^[A-Z]{2}$/.test(country)) throw new UsageError('Say for whom: --host services.example --country KR.')
  if (existsSync(file)) throw new Error(`${file} is there already. Choose another name.`)
  writeKeys(file, await drawKeys({ host, country }))
  print(`${file} holds a key for each of ${keyUses.join(', ')}, and their root. Set MARU_KEYS_FILE to it, and keep a copy apart from the backups.`)
  return 0
}

/** The next key of one use: published at once, signing two hours later; at once where the one before has leaked. */
export async function rotateKeys(words: string[]): Promise<number> {
  const { values: { leaked = false, 'in-token': inToken = false, file: given }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { leaked: { type: 'boolean' }, 'in-token': { type: 'boolean' }, file: { type: 'string' } } })
  const use = oneWord(positionals, 'use') as KeyUse
  if (!keyUses.includes(use)) throw new UsageError(`There are keys for ${keyUses.join(', ')}.`)
  const file = fileOf(given)
  const before = readKeys(file)
  const keys = await rotateKey(before, use, subjectOf(before.roots[0]?.certificate ?? ''), { leaked, inToken })
  writeKeys(file, keys)
  const [next] = keys.uses[use]!
  print(`${next!.jwk.kid} signs ${use} from ${next!.activeFrom}.${leaked ? ' Nothing that the keys before it signed is believed any more: what they signed has to be issued again.' : ''}`)
  return 0
}

/** Names the token in which keys are made from now on; those that are in the file stay there until they are rotated. */
export async function nameToken(words: string[]): Promise<number> {
  const { values: { module, label, 'pin-file': pinFile, file: given } } = parseArgs({ args: words, options: { module: { type: 'string' }, label: { type: 'string' }, 'pin-file': { type: 'string' }, file: { type: 'string' } } })
  if (!module || !label || !pinFile) throw new UsageError('Say which: --module <library> --label <token> --pin-file <file>.')
  const file = fileOf(given)
  const keys = readKeys(file)
  const held = keyUses.flatMap((use) => keys.uses[use] ?? []).filter(({ inToken, compromisedAt }) => inToken !== undefined && compromisedAt === undefined)
  const token = { module: resolve(module), label, pinFile: resolve(pinFile) }
  for (const { inToken } of held) await findInToken(token, inToken!)
  writeKeys(file, { ...keys, token })
  print(`Keys for ${tokenUses.join(' and ')} can be made in the token ${label}: npm run -s maru -- keys rotate ${tokenUses[0]} --in-token`)
  return 0
}

export function showKeys(words: string[]): number {
  const { values: { file: given } } = parseArgs({ args: words, options: { file: { type: 'string' } } })
  for (const use of keyUses) {
    for (const { jwk, activeFrom, compromisedAt, certificate, inToken } of readKeys(fileOf(given)).uses[use] ?? []) {
      print(`${use.padEnd(14)} ${jwk.kid} from ${activeFrom}, certificate until ${new X509Certificate(Buffer.from(certificate, 'base64')).validToDate.toISOString()}${inToken === undefined ? '' : `, in the token as ${inToken}`}${compromisedAt === undefined ? '' : `, leaked ${compromisedAt}`}`)
    }
  }
  return 0
}

function fileOf(given: string | undefined): string {
  const file = given ?? process.env['MARU_KEYS_FILE']
  if (!file) throw new UsageError('Say which file: --file <file>, or set MARU_KEYS_FILE.')
  return file
}

/** As the root names them: a rotation changes keys, not who they belong to. */
function subjectOf(root: string) {
  const { subject } = new X509Certificate(Buffer.from(root, 'base64'))
  const [, host] = /CN=(\S+) root/.exec(subject) ?? []
  const [, country] = /C=([A-Z]{2})/.exec(subject) ?? []
  if (host === undefined || country === undefined) throw new Error('The root certificate says neither host nor country: it is not one of ours.')
  return { host, country }
}
