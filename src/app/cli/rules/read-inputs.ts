/** What the commands of rules read from files, with a sentence for what cannot be read. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { UsageError } from '../command.ts'

export function packOf(folder: string | undefined): Pack {
  if (folder === undefined) throw new UsageError('Say which pack: --pack packs/kr.')
  return loadPack(resolve(folder))
}

/** @throws Error that names the file, and the place where it is no JSON */
export function readJson(file: string): unknown {
  const text = readText(file)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${file} is no JSON: ${(cause as Error).message}`, { cause })
  }
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`, { cause })
  }
}

/** A key, or a set of keys (RFC 7517), as `/.well-known/jwks.json` gives it; one without a name gets its thumbprint (RFC 7638). */
export async function readKeys(file: string): Promise<JWK[]> {
  const read = readJson(file) as JWK | { keys: JWK[] }
  const keys = 'keys' in read && Array.isArray(read.keys) ? read.keys as JWK[] : [read as JWK]
  return Promise.all(keys.map(async (key) => ({ ...key, kid: key.kid ?? await calculateJwkThumbprint(key) })))
}

/** Of keys to check by the public halves: whoever has the signing key itself may use its file. */
export const readPublicKeys = async (file: string): Promise<JWK[]> => (await readKeys(file)).map(({ d: _private, ...open }) => open)
