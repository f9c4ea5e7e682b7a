/** The company of the bench at an authorization server: what it signs, before the clock runs, and what it sends. */
import { hash, randomBytes, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { type Answer, type Lane, send } from './lanes.ts'

/** As the peer needs to know it. */
export interface BareClient {
  client: Record<string, unknown>
  details: { type: string }[]
  scope: string
  resourcePath: string
}

export interface ClientDeps { origin: string; id: string; redirect: string; key: CryptoKey; details: readonly object[]; scope: string }

interface Signed { body: string; dpop: string }

/** One person's way through the protocol. */
export interface Flow { verifier: string; push?: Signed; requestUri?: string; code?: string; redeem?: Signed }

export interface BenchClient {
  /** Asks for the first nonce: every answer brings the next. */
  learnNonce(lane: Lane): Promise<void>
  /** Signs; sends nothing. */
  signPush(flow: Flow): Promise<void>
  push(flow: Flow, lane: Lane): Promise<void>
  signRedeem(flow: Flow): Promise<void>
  redeem(flow: Flow, lane: Lane): Promise<void>
  authorizeUrl(flow: Flow): string
}

export async function createClient({ origin, id, redirect, key, details, scope }: ClientDeps): Promise<BenchClient> {
  const dpopKeys = await generateKeyPair('ES256')
  const jwk: JWK = await exportJWK(dpopKeys.publicKey)
  let nonce: string | undefined
  const assertion = () => new SignJWT({ jti: randomUUID() }).setProtectedHeader({ alg: 'ES256', kid: 'first' }).setIssuer(id).setSubject(id).setAudience(origin).setIssuedAt().setExpirationTime('5m').sign(key)
  const proof = (path: string) => new SignJWT({ htm: 'POST', htu: `${origin}${path}`, jti: randomUUID(), ...(nonce === undefined ? {} : { nonce }) }).setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk }).setIssuedAt().sign(dpopKeys.privateKey)
  const sign = async (path: string, fields: Record<string, string>): Promise<Signed> => ({
    body: new URLSearchParams({ client_id: id, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await assertion(), ...fields }).toString(), dpop: await proof(path),
  })
  const post = async (path: string, { body, dpop }: Signed, lane: Lane, status: number): Promise<Record<string, string>> => {
    const answer: Answer = await send(lane, 'POST', `${origin}${path}`, { headers: { 'content-type': 'application/x-www-form-urlencoded', dpop }, body })
    const next = answer.headers['dpop-nonce']
    if (typeof next === 'string') nonce = next
    if (answer.status !== status) throw new Error(`${origin}${path} answered ${answer.status}: ${answer.body}`)
    return JSON.parse(answer.body) as Record<string, string>
  }
  const pushed = async (flow: Flow) => sign('/oidc/par', {
    response_type: 'code', redirect_uri: redirect, scope, state: 'a-state', code_challenge: hash('sha256', flow.verifier, 'base64url'), code_challenge_method: 'S256', authorization_details: JSON.stringify(details),
  })
  return {
    learnNonce: async (lane) => { await post('/oidc/par', await pushed(newFlow()), lane, 400) },
    async signPush(flow) { flow.push = await pushed(flow) },
    async push(flow, lane) { flow.requestUri = (await post('/oidc/par', flow.push!, lane, 201))['request_uri']! },
    async signRedeem(flow) { flow.redeem = await sign('/oidc/token', { grant_type: 'authorization_code', code: flow.code!, redirect_uri: redirect, code_verifier: flow.verifier }) },
    async redeem(flow, lane) {
      const { token_type: type } = await post('/oidc/token', flow.redeem!, lane, 200)
      if (type !== 'DPoP') throw new Error(`a token of type ${type}`)
    },
    authorizeUrl: ({ requestUri }) => `${origin}/oidc/authorize?${new URLSearchParams({ client_id: id, request_uri: requestUri! }).toString()}`,
  }
}

export const newFlow = (): Flow => ({ verifier: randomBytes(32).toString('base64url') })
