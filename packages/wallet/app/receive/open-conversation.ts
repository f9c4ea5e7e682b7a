/** OAuth 2.0 with an issuer's authorization server: tokens are bound to a key of this conversation (DPoP, RFC 9449). The protocol is the library's. */
import * as oauth from 'oauth4webapi'
import { addressOf } from '../fetch-limited.ts'
import { Refused } from '../json.ts'

export interface Conversation {
  /** @throws Refused */
  redeem(code: string, grant: string, transactionCode: string | undefined): Promise<void>
  /** Comes again for the same person, without asking anyone. @throws Refused */
  refresh(refreshToken: string): Promise<void>
  /** For coming again, once; where the issuer lets us. */
  refreshToken(): string | undefined
  /** A request with the token. @throws Refused */
  ask(url: string, body: unknown): Promise<Response>
}

/** The country's own platform knows the app by this name and lets it come again; to other issuers it may what the offer says (OpenID4VCI 1.0 section 6.1). */
const client: oauth.Client = { client_id: 'maru-wallet' }
const authentication = oauth.None()

/** @param keys of this conversation. @throws Refused */
export async function openConversation(server: string, keys: CryptoKeyPair): Promise<Conversation> {
  const insecure = addressOf(server).protocol === 'http:'
  const options = { [oauth.allowInsecureRequests]: insecure, signal: () => AbortSignal.timeout(15_000) }
  const authorizationServer = await discover(addressOf(server), options)
  const DPoP = oauth.DPoP(client, keys)
  /** A server that wants a nonce of its own says so once (RFC 9449 section 8). */
  const twice = async <Answer>(ask: () => Promise<Answer>) => ask().catch((cause: unknown) => {
    if (oauth.isDPoPNonceError(cause)) return ask()
    throw cause
  })
  let tokens: oauth.TokenEndpointResponse | undefined
  const take = async (ask: () => Promise<oauth.TokenEndpointResponse>) => {
    try {
      tokens = await twice(ask)
    } catch (cause) {
      throw new Refused(cause instanceof oauth.ResponseBodyError ? 'offer-refused' : 'no-answer', cause)
    }
  }
  return {
    async redeem(code, grant, transactionCode) {
      const parameters = { 'pre-authorized_code': code, client_id: client.client_id, ...(transactionCode === undefined ? {} : { tx_code: transactionCode }) }
      await take(async () => oauth.processGenericTokenEndpointResponse(authorizationServer, client, await oauth.genericTokenEndpointRequest(authorizationServer, client, authentication, grant, parameters, { ...options, DPoP })))
    },
    refresh: (refreshToken) => take(async () => oauth.processRefreshTokenResponse(authorizationServer, client, await oauth.refreshTokenGrantRequest(authorizationServer, client, authentication, refreshToken, { ...options, DPoP }))),
    refreshToken: () => tokens?.refresh_token,
    async ask(url, body) {
      addressOf(url)
      const send = async () => oauth.protectedResourceRequest(tokens?.access_token ?? '', 'POST', new URL(url), new Headers({ 'content-type': 'application/json' }), JSON.stringify(body), { ...options, DPoP })
      try {
        return await twice(send)
      } catch (cause) {
        throw new Refused(cause instanceof oauth.WWWAuthenticateChallengeError ? 'offer-refused' : 'no-answer', cause)
      }
    },
  }
}

async function discover(server: URL, options: { [oauth.allowInsecureRequests]: boolean; signal: () => AbortSignal }): Promise<oauth.AuthorizationServer> {
  try {
    return await oauth.processDiscoveryResponse(server, await oauth.discoveryRequest(server, { ...options, algorithm: 'oauth2' }))
  } catch (cause) {
    throw new Refused('no-answer', cause)
  }
}
