/** SD-JWT VC with key binding: twelve claims, three of them shown, every holder with a key of their own. The peer is @sd-jwt with the crypto package of its own. */
import { openTrust } from '../../src/modules/credentials/trust/trust.ts'
import { verifySdJwt } from '../../src/modules/credentials/verify/sd-jwt/verify-sd-jwt.ts'
import { newKeys } from '../../src/modules/credentials/verify/test-authority.ts'
import { issuer, issueSdJwt, presentSdJwt, vct } from '../../src/modules/credentials/verify/test-sd-jwt.ts'
import { tell } from '../support/figures.ts'
import { stockSdJwt } from './stock-sd-jwt.ts'
import { contest } from './per-cpu-second.ts'

export async function measureSdJwt({ rounds, seconds, credentials }: { rounds: number; seconds: number; credentials: number }) {
  tell(`${credentials} SD-JWT VCs are issued and shown …`)
  const keys = newKeys()
  const [audience, nonce, at] = ['x509_hash:bench', 'bench-nonce-0123456789', 1_795_000_000]
  const claims = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`claim_${index}`, `value ${index} of somebody`]))
  const items: string[] = []
  for (let index = 0; index < credentials; index += 1) {
    const holder = newKeys()
    const credential = await issueSdJwt({ key: keys.privateKey, holder: holder.publicKey, claims })
    items.push(await presentSdJwt(credential, { holder: holder.privateKey, audience, nonce, at, show: ['claim_0', 'claim_5', 'claim_11'] }))
  }
  const trust = openTrust([{ id: issuer, name: {}, types: [vct], keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one' }], anchors: [], statusLists: [] }])
  const ours = (item: string) => {
    const result = verifySdJwt(item, { trust, now: at, binding: { audience, nonce } })
    if (!result.valid) throw new Error(result.reason)
  }
  return contest({ items, ours, peer: await stockSdJwt({ key: keys.publicKey, nonce, at }), rounds, seconds })
}
