/**
 * The word of the house that serves the app, for issuers that want one (OAuth 2.0 Attestation-Based Client Authentication): for the key of one conversation,
 * so that no two issuers can compare what they were shown. The house learns that there is a conversation, not with whom.
 */
import { exportJWK, SignJWT } from 'jose'
import type { AuthorizationServer, ClientAuth } from 'oauth4webapi'
import { fetchLimited, readJson } from '../fetch-limited.ts'
import { optionalText, Refused } from '../json.ts'

const [attestationHeader, proofHeader] = ['oauth-client-attestation', 'oauth-client-attestation-pop']

/** A server that takes none, or a house that gives none, is spoken to without: whether a card needs it, its issuer says. @param keys of the conversation */
export function attestedBy(keys: CryptoKeyPair, elsewhere: boolean): ClientAuth {
  let word: Promise<string | undefined> | undefined
  return async (server, client, body, headers) => {
    body.set('client_id', client.client_id)
    if (!server.token_endpoint_auth_methods_supported?.includes('attest_jwt_client_auth')) return
    const attestation = await (word ??= askHouse(keys, elsewhere))
    if (attestation === undefined) return
    headers.set(attestationHeader, attestation)
    headers.set(proofHeader, await prove(keys, server))
  }
}

async function askHouse({ publicKey }: CryptoKeyPair, elsewhere: boolean): Promise<string | undefined> {
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const response = await fetchLimited(`${location.origin}/wallet/attestation`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key: { kty, crv, x, y }, elsewhere }) }).catch(quiet)
  return response?.status === 200 ? optionalText(await readJson(response), 'attestation') : undefined
}

async function prove({ privateKey }: CryptoKeyPair, server: AuthorizationServer): Promise<string> {
  const endpoint = server['challenge_endpoint']
  const challenge = typeof endpoint === 'string' ? optionalText(await readJson(await fetchLimited(endpoint, { method: 'POST' })), 'attestation_challenge') : undefined
  return new SignJWT({ jti: crypto.randomUUID(), ...(challenge === undefined ? {} : { challenge }) }).setAudience(server.issuer).setIssuedAt()
    .setProtectedHeader({ alg: 'ES256', typ: 'oauth-client-attestation-pop+jwt' }).sign(privateKey)
}

function quiet(cause: unknown): undefined {
  if (cause instanceof Refused) return undefined
  throw cause
}
