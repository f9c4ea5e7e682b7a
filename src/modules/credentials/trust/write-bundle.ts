/** Writes the trust bundle: the counterpart of `packages/verifier/trust-bundle.ts`, which any browser reads. */
import { sign } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { encode } from 'cborg'
import { packGaps } from '../../../../packages/verifier/gaps.ts'
import { protectedHeader, toBeSigned, writeSign1 } from '../../../../packages/verifier/sign1.ts'
import { type BundleContent, bundleFormat } from '../../../../packages/verifier/trust-bundle.ts'
import type { HeldKey } from '../../../kernel/keys/key-ring.ts'

export interface BundleParts extends Omit<BundleContent, 'format' | 'lists'> {
  lists: (Omit<BundleContent['lists'][number], 'notValid'> & { notValid: readonly number[] })[]
}

const compress = promisify(deflate) as (bytes: Uint8Array, options: { level: number }) => Promise<Buffer>

/** In the thread pool: a country's lists take longer than a request may wait. */
export async function writeBundle(signer: Pick<HeldKey, 'kid' | 'key'>, { lists, ...parts }: BundleParts): Promise<Buffer> {
  const packed = await Promise.all(lists.map(async ({ notValid, ...list }) => ({ ...list, notValid: new Uint8Array(await compress(packGaps(notValid), { level: 9 })) })))
  const payload = encode({ format: bundleFormat, ...parts, lists: packed } satisfies BundleContent)
  const header = protectedHeader(signer.kid)
  return Buffer.from(writeSign1(header, payload, sign('sha256', toBeSigned(header, payload), { key: signer.key, dsaEncoding: 'ieee-p1363' })))
}
