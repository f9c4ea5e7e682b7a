/** @sd-jwt as its documentation puts it together: its own crypto package, the issuer's verifier made once, the holder's for each credential. */
import type { KeyObject } from 'node:crypto'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { installPeer } from '../support/install-peer.ts'

type Verify = (data: string, signature: string) => Promise<boolean>
interface CryptoPackage {
  digest(data: string | ArrayBuffer, algorithm?: string): Uint8Array
  ES256: { getVerifier(jwk: object): Promise<Verify> }
}

export async function stockSdJwt({ key, nonce, at }: { key: KeyObject; nonce: string; at: number }) {
  const { digest, ES256 } = await installPeer<CryptoPackage>('@sd-jwt/crypto-nodejs', '0.19.0')
  const instance = new SDJwtVcInstance({
    hasher: digest, hashAlg: 'sha-256', verifier: await ES256.getVerifier(key.export({ format: 'jwk' })),
    kbVerifier: async (data, signature, payload) => (await ES256.getVerifier((payload as unknown as { cnf: { jwk: object } }).cnf.jwk))(data, signature),
  })
  return (presentation: string) => instance.verify(presentation, { keyBindingNonce: nonce, currentDate: at })
}
