/** Keyed marks for things that come back from a browser. The cryptography is Node's own. */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** One secret of the installation, a key for each use (HKDF, RFC 5869). */
export function deriveKey(secret: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `maru/${use}`, 32))
}

export const randomToken = () => randomBytes(32).toString('base64url')

export function mark(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}

export function marksEqual(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
