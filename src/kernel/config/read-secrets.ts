/** Secrets come from files. In the demonstration they are drawn once into the data folder; in production they are the operator's. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { type Config, ConfigError } from './read-config.ts'

export interface Secrets {
  /** at least 32 bytes; keys for each use are derived from it (`deriveKey`) */
  secret: Buffer
  /** private EC key on P-256 (ES256), with its RFC 7638 thumbprint as `kid` */
  signingKey: JWK
}

/** @throws ConfigError with a sentence for each file that cannot serve */
export async function readSecrets(config: Config, purpose: 'demonstration' | 'production'): Promise<Secrets> {
  const folder = join(config.data, 'secrets')
  const own = purpose === 'demonstration'
  const secretFile = config.secretFile ?? (own ? drawn(folder, 'installation.secret', () => randomBytes(32)) : missing('MARU_SECRET_FILE'))
  const keyFile = config.signingKeyFile ?? (own ? drawn(folder, 'signing-key.jwk.json', newSigningKey) : missing('MARU_SIGNING_KEY_FILE'))
  const faults = [closedToOthers('MARU_SECRET_FILE', secretFile), closedToOthers('MARU_SIGNING_KEY_FILE', keyFile)].flat()
  const secret = readFileSync(secretFile)
  if (secret.length < 32) faults.push(`MARU_SECRET_FILE holds ${secret.length} bytes and needs 32. Make one: openssl rand -out ${secretFile} 32`)
  const signingKey = parseKey(readFileSync(keyFile, 'utf8'))
  if (!signingKey) faults.push(`MARU_SIGNING_KEY_FILE holds no private EC key on P-256 as a JWK. Make one: npm run -s maru -- key new ${keyFile}`)
  if (faults.length > 0 || !signingKey) throw new ConfigError(faults)
  return { secret, signingKey: { ...signingKey, alg: 'ES256', use: 'sig', kid: signingKey.kid ?? await calculateJwkThumbprint(signingKey) } }
}

/** A new private signing key as JWK text. */
export function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify(privateKey.export({ format: 'jwk' }))
}

function drawn(folder: string, name: string, draw: () => Buffer | string): string {
  const file = join(folder, name)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, draw(), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  return file
}

function missing(name: string): never {
  throw new ConfigError([`${name} is missing.`])
}

export function closedToOthers(name: string, file: string): string[] {
  return statSync(file).mode & 0o007 ? [`${name} can be read by everyone on this machine. Close it: chmod o-rwx ${file}`] : []
}

function parseKey(text: string): JWK | undefined {
  try {
    const key = JSON.parse(text) as JWK
    return key.kty === 'EC' && key.crv === 'P-256' && key.d && key.x && key.y ? key : undefined
  } catch {
    return undefined
  }
}
