/**
 * Keys in a token (PKCS#11): made there, used there, and never outside. OpenSC's `pkcs11-tool` is asked, in a process for each act: whatever a maker's module does, it does to that process,
 * and a token that was away is there again with the next act. What it signs is checked before it leaves (decision 0029).
 */
import { spawn } from 'node:child_process'
import { createPublicKey, hash, verify } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { calculateJwkThumbprint, type JWK } from 'jose'

export interface TokenSettings {
  /** Library of the token's maker. */
  module: string
  /** Of the token. */
  label: string
  /** File that holds the PIN, closed to others. */
  pinFile: string
}

export class TokenFailed extends Error {}

/** Milliseconds that an act may take. */
const patience = 10_000
/** Acts at a time: SoftHSM loses sight of its tokens where several processes open them at once. */
const most = 1
/** Bytes of a signature (RFC 7518 section 3.4). */
const signatureLength = 64

/** @param id of the key in the token, in hexadecimal. @returns an ES256 signature, checked. @throws TokenFailed */
export async function signInToken(token: TokenSettings, id: string, publicHalf: JWK, data: Uint8Array): Promise<Buffer> {
  const signature = await act(token, ['--sign', '--mechanism', 'ECDSA', '--id', id, '--signature-format', 'rs'], hash('sha256', data, 'buffer'))
  const key = createPublicKey({ key: publicHalf as never, format: 'jwk' })
  if (signature.length !== signatureLength || !verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)) throw new TokenFailed('what the token has signed is not signed by the key that it was asked for')
  return signature
}

/** Makes a key that never leaves. @returns its public half. @throws TokenFailed */
export async function makeInToken(token: TokenSettings, id: string, label: string): Promise<JWK> {
  await act(token, ['--keypairgen', '--key-type', 'EC:prime256v1', '--id', id, '--label', label, '--sensitive'])
  const { kty, crv, x, y } = createPublicKey({ key: await act(token, ['--read-object', '--type', 'pubkey', '--id', id]), format: 'der', type: 'spki' }).export({ format: 'jwk' }) as JWK
  const jwk = { kty, crv, x, y } as JWK
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) }
}

/** @throws TokenFailed where the token is away, its PIN is another, or it has no such key */
export async function findInToken(token: TokenSettings, id: string): Promise<void> {
  const listed = (await act(token, ['--list-objects', '--type', 'privkey', '--id', id])).toString()
  if (!/^Private Key Object/m.test(listed)) throw new TokenFailed(`the token ${token.label} has no key ${id}`)
}

let running = 0
const waiting: (() => void)[] = []

async function act(token: TokenSettings, words: string[], input?: Buffer): Promise<Buffer> {
  if (running >= most) await new Promise<void>((resolve) => { waiting.push(resolve) })
  else running += 1
  try {
    return await again(() => run(token, words, input))
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** A module that is asked by several processes at once may not find its token for a moment; a wrong PIN is never tried again, since a token closes itself for good after a few. */
async function again(work: () => Promise<Buffer>): Promise<Buffer> {
  for (const pause of pauses) {
    try {
      return await work()
    } catch (cause) {
      if (!(cause instanceof TokenFailed) || !/No slot with token|CKR_DEVICE|CKR_GENERAL_ERROR/.test(cause.message)) throw cause
      await wait(pause)
    }
  }
  return work()
}

/** Milliseconds. */
const pauses = [20, 100]

/** PIN files whose PIN the token has refused, by their state then: until they change nobody asks with it. */
const refusedPins = new Map<string, string>()

async function run({ module, label, pinFile }: TokenSettings, words: string[], input?: Buffer): Promise<Buffer> {
  const { mode, mtimeMs, ino } = statSync(pinFile)
  if ((mode & 0o077) !== 0) throw new TokenFailed(`${pinFile} can be read by others`)
  const stamp = `${mtimeMs} ${ino}`
  if (refusedPins.get(pinFile) === stamp) throw new TokenFailed(`the token ${label} has refused the PIN of ${pinFile}; it is not asked again until the file changes`)
  const child = spawn('pkcs11-tool', ['--module', module, '--token-label', label, '--login', '--pin', 'env:MARU_TOKEN_PIN', ...words], {
    env: { ...process.env, MARU_TOKEN_PIN: readFileSync(pinFile, 'utf8').trim() }, stdio: ['pipe', 'pipe', 'pipe'], timeout: patience, killSignal: 'SIGKILL',
  })
  const [out, err] = [[] as Buffer[], [] as Buffer[]]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  // Who has ended before reading says so by its exit.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause) => { reject(new TokenFailed(`pkcs11-tool cannot be run (Debian package opensc): ${cause.message}`)) })
    child.on('close', resolve)
  })
  const said = Buffer.concat(err).toString()
  if (/CKR_PIN_/.test(said)) refusedPins.set(pinFile, stamp)
  if (code !== 0) throw new TokenFailed(`the token ${label} does not answer: ${/CKR_\w+|No slot with token.*/.exec(said)?.[0] ?? said.trim().split('\n').at(-1) ?? ''}`)
  return Buffer.concat(out)
}
