import { sign } from 'node:crypto'
import type { HeldKey } from './key-ring.ts'

/** ES256 (RFC 7518 section 3.4): at once by a key of the file, in its own time by one of a token. @throws TokenFailed */
export const signWith = ({ key, signElsewhere }: Pick<HeldKey, 'key' | 'signElsewhere'>, data: Uint8Array): Buffer | Promise<Buffer> =>
  signElsewhere?.(data) ?? sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })
