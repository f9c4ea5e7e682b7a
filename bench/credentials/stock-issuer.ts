/**
 * The peer: `oidc-provider` with its own issuer of credentials and its own store in memory, which signs SD-JWT VCs as the documentation of
 * @sd-jwt has it. It knows what a credential says, and asks no register. First word: port, wallet, and what a credential says, as JSON.
 */
import { createServer } from 'node:http'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { type Configuration, Provider } from 'oidc-provider'
// @ts-expect-error the library has no types for what it keeps in memory
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js'
// @ts-expect-error as above
import LRU from 'oidc-provider/lib/helpers/lru.js'
import { installPeer } from '../support/install-peer.ts'
import type { Offer } from './wallet.ts'

export interface StockOrder { port: number; clientId: string; configuration: string; batch: number; attester: object; own: Record<string, unknown>; claims: Record<string, unknown> }

interface CryptoPackage {
  digest(data: string | ArrayBuffer, algorithm?: string): Uint8Array
  generateSalt(length: number): string
  ES256: { getSigner(jwk: object): Promise<(data: string) => Promise<string>> }
}

const { port, clientId, configuration, batch, attester, own, claims } = JSON.parse(process.argv[2]!) as StockOrder
const origin = `http://localhost:${port}`
const grantType = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
const [scope, resource] = ['credential', `${origin}/vci/credential`]
const walletProvider = await importJWK(attester as JWK, 'ES256')
const jwk = await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey)
const { digest, generateSalt, ES256 } = await installPeer<CryptoPackage>('@sd-jwt/crypto-nodejs', '0.19.0')
const sdJwt = new SDJwtVcInstance({ signer: await ES256.getSigner(jwk), signAlg: 'ES256', hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt })
const frame = { _sd: Object.keys(claims) }

/** Its own store forgets the oldest of a thousand things; a turn has more of them at once. */
const store: unknown = new LRU({ maxSize: 50_000 })

const provider = new Provider(origin, {
  adapter: (model) => new MemoryAdapter(model, store),
  clients: [{ client_id: clientId, redirect_uris: [], response_types: [], grant_types: [grantType], token_endpoint_auth_method: 'none', dpop_bound_access_tokens: true, id_token_signed_response_alg: 'ES256' }],
  jwks: { keys: [{ ...jwk, kid: 'k', alg: 'ES256', use: 'sig' }] } as never,
  routes: { token: '/oidc/token', challenge: '/vci/nonce', credential: '/vci/credential' } as never,
  scopes: ['openid', scope], clientAuthMethods: ['none'], cookies: { keys: ['of the bench'] },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'], dPoPSigningAlgValues: ['ES256'] },
  ttl: { AccessToken: 300, PreAuthorizedCode: 600, Grant: 15_552_000 },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  features: {
    devInteractions: { enabled: false }, dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1), requireNonce: () => true },
    resourceIndicators: { enabled: true, useGrantedResource: () => true, getResourceServerInfo: (_ctx: unknown, audience: string) => ({ scope, audience, accessTokenTTL: 300, accessTokenFormat: 'opaque' }) },
    openid4vci: {
      enabled: true, ack: 'experimental-01', preAuthorizedCodeGrant: true, nonceSecret: Buffer.alloc(32, 2), metadata: { batch_credential_issuance: { batch_size: batch } },
      credentialConfigurationsSupported: {
        [configuration]: { format: 'dc+sd-jwt', scope, vct: own['vct'], cryptographic_binding_methods_supported: ['jwk'], credential_signing_alg_values_supported: ['ES256'], proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] }, attestation: { proof_signing_alg_values_supported: ['ES256'] } } },
      },
      getKeyAttestationSignaturePublicKey: () => walletProvider,
      issueCredential: async (_ctx: unknown, { proofs }: { proofs: Proofs }) => ({ credentials: await Promise.all(keysOf(proofs).map(async (key) => ({ credential: await sign(key) }))) }),
    },
  } as unknown as NonNullable<Configuration['features']>,
})

interface Proofs { jwt?: string[]; attestation?: { attestedKeys: JWK[] } }
const keysOf = ({ jwt, attestation }: Proofs) => attestation?.attestedKeys ?? jwt!.map((proof) => decodeProtectedHeader(proof).jwk!)
const sign = (key: JWK) => sdJwt.issue({ ...own, cnf: { jwk: key }, ...claims } as never, frame as never, { header: { kid: 'k' } })

async function offer(): Promise<Offer> {
  const grant = new provider.Grant({ accountId: 'somebody', clientId })
  grant.addResourceScope(resource, scope)
  const transactionCode = '123456'
  const code = new (provider as unknown as { PreAuthorizedCode: new (about: object) => { save(): Promise<string> } }).PreAuthorizedCode({ accountId: 'somebody', clientId, grantId: await grant.save(), scope, resource, expiresIn: 600, txCode: transactionCode })
  return { code: await code.save(), transactionCode }
}

const server = createServer(provider.callback() as never)
server.keepAliveTimeout = 72_000
process.on('message', (count: number) => void Promise.all(Array.from({ length: count }, offer)).then((offers) => process.send?.(offers)))
server.listen(port, '127.0.0.1', () => process.send?.('open'))
process.once('disconnect', () => process.exit())
