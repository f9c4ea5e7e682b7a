/** OAuth 2.0 with an issuer's authorization server: tokens are bound to a key of this conversation (DPoP, RFC 9449). The protocol is the library's. */
import * as oauth from 'oauth4webapi'
import { addressOf, fetchLimited } from '../fetch-limited.ts'
import { Refused } from '../json.ts'
import { attestedBy } from './attest.ts'
import { whyNotRedeemed, whyRefused } from './why-refused.ts'

export interface Conversation {
  /** @throws Refused */
  redeem(code: string, grant: string, transactionCode: string | undefined): Promise<void>
  /** Pushes what is asked for, where the server takes that (RFC 9126). @returns where the person signs in. @throws Refused */
  authorize(request: Record<string, string>, { redirectUri, state, verifier }: Leave): Promise<URL>
  /** With what the browser has brought back: checked, for this server's word and no other's (RFC 9207), and redeemed. @throws Refused */
  comeBack(answer: URLSearchParams, leave: Leave): Promise<void>
  /** Comes again for the same person, without asking anyone. @throws Refused */
  refresh(refreshToken: string): Promise<void>
  /** For coming again, once; where the issuer lets us. */
  refreshToken(): string | undefined
  /** A request with the token. @param body a text is a token of its own, such as an encrypted request. @throws Refused */
  ask(url: string, body: object | string): Promise<Response>
}

/** What this browser alone knows of a request that it went away with. */
export interface Leave { redirectUri: string; state: string; verifier: string }

/** The country's own platform knows the app by this name and lets it come again; to other issuers it may what the offer says (OpenID4VCI 1.0 section 6.1). */
export const ownName = 'maru-wallet'

/** @param keys of this conversation. @param name by which the server knows the app. @throws Refused */
export async function openConversation(server: string, keys: CryptoKeyPair, name = ownName): Promise<Conversation> {
  const client: oauth.Client = { client_id: name }
  const own = new URL(server).origin === location.origin
  // Under the house's own name its word counts at home; under its address, wherever an operator knows that.
  const authentication = own || name !== ownName ? attestedBy(keys, !own) : oauth.None()
  const insecure = addressOf(server).protocol === 'http:'
  const options: Reaching = { [oauth.allowInsecureRequests]: insecure, [oauth.customFetch]: (url, asked) => fetchLimited(url, asked as RequestInit) }
  const authorizationServer = await discover(addressOf(server), options)
  const DPoP = oauth.DPoP(client, keys)
  /** A server that wants a nonce of its own says so once (RFC 9449 section 8). */
  const twice = async <Answer>(ask: () => Promise<Answer>) => ask().catch((cause: unknown) => {
    if (oauth.isDPoPNonceError(cause)) return ask()
    throw cause
  })
  let tokens: oauth.TokenEndpointResponse | undefined
  const take = async (ask: () => Promise<oauth.TokenEndpointResponse>) => {
    const given = await refused(twice(ask))
    // Whoever says that it binds tokens to keys, and does not, is not lent a token that anybody can use.
    if (given.token_type !== 'dpop' && authorizationServer.dpop_signing_alg_values_supported !== undefined) throw new Refused('unreadable', new Error(`a token of type ${given.token_type}`))
    tokens = given
  }
  return {
    async redeem(code, grant, transactionCode) {
      const parameters = { 'pre-authorized_code': code, client_id: client.client_id, ...(transactionCode === undefined ? {} : { tx_code: transactionCode }) }
      await take(async () => oauth.processGenericTokenEndpointResponse(authorizationServer, client, await oauth.genericTokenEndpointRequest(authorizationServer, client, authentication, grant, parameters, { ...options, DPoP })))
        .catch((cause: Refused) => { throw whyNotRedeemed(cause, transactionCode !== undefined, own) })
    },
    async authorize(request, { redirectUri, state, verifier }) {
      const parameters = { ...request, client_id: name, response_type: 'code', redirect_uri: redirectUri, state, code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
      const { authorization_endpoint: page, pushed_authorization_request_endpoint: push } = authorizationServer
      if (page === undefined) throw new Refused('other-grant')
      const url = addressOf(page)
      const named = push === undefined ? parameters : { client_id: name, request_uri: await refused(twice(async () => oauth.processPushedAuthorizationResponse(authorizationServer, client, await oauth.pushedAuthorizationRequest(authorizationServer, client, authentication, parameters, { ...options, DPoP })))).then(({ request_uri: uri }) => uri) }
      for (const [key, value] of Object.entries(named)) url.searchParams.set(key, value)
      return url
    },
    async comeBack(answer, { redirectUri, state, verifier }) {
      const checked = checkAnswer(authorizationServer, client, answer, state)
      await take(async () => oauth.processAuthorizationCodeResponse(authorizationServer, client, await oauth.authorizationCodeGrantRequest(authorizationServer, client, authentication, checked, redirectUri, verifier, { ...options, DPoP }))).catch(ended('session-over'))
    },
    refresh: (refreshToken) => take(async () => oauth.processRefreshTokenResponse(authorizationServer, client, await oauth.refreshTokenGrantRequest(authorizationServer, client, authentication, refreshToken, { ...options, DPoP }))).catch(ended('wait-over')),
    refreshToken: () => tokens?.refresh_token,
    async ask(url, body) {
      addressOf(url)
      const [type, text] = typeof body === 'string' ? ['application/jwt', body] : ['application/json', JSON.stringify(body)]
      const send = async () => oauth.protectedResourceRequest(tokens?.access_token ?? '', 'POST', new URL(url), new Headers({ 'content-type': type }), text, { ...options, ...(tokens?.token_type === 'dpop' ? { DPoP } : {}) })
      return refused(twice(send))
    },
  }
}

interface Reaching { [oauth.allowInsecureRequests]: boolean; [oauth.customFetch]: (url: string, asked: object) => Promise<Response> }

const refused = <Answer,>(answer: Promise<Answer>): Promise<Answer> => answer.catch((cause: unknown) => { throw whyRefused(cause) })

/** A grant that is over is not the offer here. */
const ended = (reason: 'session-over' | 'wait-over') => (cause: Refused) => { throw cause.reason === 'offer-over' ? new Refused(reason, cause.cause) : cause }

function checkAnswer(server: oauth.AuthorizationServer, client: oauth.Client, answer: URLSearchParams, state: string): URLSearchParams {
  try {
    return oauth.validateAuthResponse(server, client, answer, state)
  } catch (cause) {
    throw cause instanceof oauth.AuthorizationResponseError ? whyRefused(cause) : new Refused('wrong-issuer', cause)
  }
}

async function discover(server: URL, options: Reaching): Promise<oauth.AuthorizationServer> {
  try {
    return await oauth.processDiscoveryResponse(server, await oauth.discoveryRequest(server, { ...options, algorithm: 'oauth2' }))
  } catch (cause) {
    throw cause instanceof oauth.OperationProcessingError && cause.code === oauth.JSON_ATTRIBUTE_COMPARISON ? new Refused('wrong-issuer', cause) : whyRefused(cause)
  }
}
