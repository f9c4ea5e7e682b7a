/** JWK on P-256 into what Node's cryptography works with. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { JWK } from 'jose'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

export const importPrivate = ({ kty, crv, x, y, d }: JWK): Promise<CryptoKey> => crypto.subtle.importKey('jwk', { kty, crv, x, y, d } as JsonWebKey, algorithm, true, ['sign'])
export const importPublic = ({ kty, crv, x, y }: JWK): Promise<CryptoKey> => crypto.subtle.importKey('jwk', { kty, crv, x, y } as JsonWebKey, algorithm, true, ['verify'])

export const privateObject = ({ kty, crv, x, y, d }: JWK): KeyObject => createPrivateKey({ key: { kty, crv, x, y, d } as never, format: 'jwk' })
export const publicObject = ({ kty, crv, x, y }: JWK): KeyObject => createPublicKey({ key: { kty, crv, x, y } as never, format: 'jwk' })
