/**
 * What a wallet says of itself where it fetches a request by POST (OpenID4VP 1.0 section 5.10): a nonce that has to come back in what is signed, and a key that the
 * request is encrypted to. One that could not read the request, or not answer it, is told before it is given: it waits for another wallet.
 */
import { contentEncryptions, type ReaderKey, readerKey } from '../reader-key.ts'

export interface FetchingWallet {
  nonce: string | undefined
  encryption: { reader: ReaderKey; enc: string } | undefined
}

/** Why the request is not given to this wallet; for whoever made it. */
export class WalletUnfit extends Error {}

/** What a wallet has to be able to do. One that says nothing of it is taken to know what the standard demands. */
const demanded = [
  ['request_object_signing_alg_values_supported', 'ES256'],
  ['client_id_prefixes_supported', 'x509_hash'],
  ['response_modes_supported', 'direct_post.jwt'],
  ['authorization_encryption_alg_values_supported', 'ECDH-ES'],
] as const

/** Names that we do not know are left alone. @throws WalletUnfit */
export function readFetchingWallet({ wallet_nonce: nonce, wallet_metadata: text }: Record<string, unknown>): FetchingWallet {
  if (nonce !== undefined && (typeof nonce !== 'string' || nonce === '')) throw new WalletUnfit('wallet_nonce is one text')
  const metadata = text === undefined ? {} : objectIn(text)
  for (const [name, value] of demanded) if (metadata[name] !== undefined && !listOf(metadata[name]).includes(value)) throw new WalletUnfit(`${name} of the wallet is without ${value}, which this request is made with`)
  return { nonce, encryption: encryptionIn(metadata) }
}

function objectIn(text: unknown): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text as string)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Said below, alike for everything that is no object.
  }
  throw new WalletUnfit('wallet_metadata is a JSON object')
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Who gives keys wants to read the request alone: it is not given in the open instead. */
function encryptionIn({ jwks, request_object_encryption_enc_values_supported: offered }: Record<string, unknown>): FetchingWallet['encryption'] {
  if (jwks === undefined) return undefined
  const keys = listOf((jwks as { keys?: unknown } | null)?.keys)
  // With keys that only sign nothing is to be encrypted.
  if (keys.length > 0 && keys.every((key) => (key as { use?: unknown } | null)?.use === 'sig')) return undefined
  const reader = keys.map(readerKey).find((key) => key !== undefined)
  if (!reader) throw new WalletUnfit('of the keys in wallet_metadata none is a public key on P-256 for ECDH-ES')
  const enc = offered === undefined ? contentEncryptions[0] : contentEncryptions.findLast((one) => listOf(offered).includes(one))
  if (enc === undefined) throw new WalletUnfit(`request_object_encryption_enc_values_supported of the wallet is without ${contentEncryptions.join(' and ')}`)
  return { reader, enc }
}
