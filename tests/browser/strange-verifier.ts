/** A verifier that nobody has registered, made of the stock libraries: it asks by a plain web server of its own, and checks what it is shown. */
import { hash, type KeyObject, randomUUID, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { DeviceResponse } from '@owf/mdoc'
import { SDJwtInstance } from '@sd-jwt/core'
import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK, type JWK, SignJWT } from 'jose'
import type { OpenidHandover } from '../../src/modules/credentials/verify/mdoc/openid-transcript.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { vctOf } from '../../src/modules/credentials/issue/credential-types.ts'
import { makeAuthority } from '../../src/modules/credentials/verify/test-authority.ts'
import { stockMdoc } from '../../src/modules/credentials/verify/test-mdoc.ts'

/** Prefers the date of birth, and is content with the answer to its question. */
export const ageOrBirth = (pack: Pack) => ({
  ...carrying(pack, 'mobile-id'), claims: [{ id: 'birth', path: ['birth_date'] }, { id: 'age', path: ['age_over_19'] }], claim_sets: [['birth'], ['age']],
})

/** As a mobile document. */
export const carryingMdoc = (pack: Pack, credential: string, elements: readonly string[]) => {
  const { doctype, namespace } = pack.credentials.find(({ id }) => id === credential)!
  return { format: 'mso_mdoc', meta: { doctype_value: doctype }, claims: elements.map((element) => ({ path: [namespace, element], intent_to_retain: false })) }
}

/** Certificates of authorities that a country's trust list names (DER, base64). */
export async function anchorsOf(origin: string): Promise<string[]> {
  const { issuers } = decodeJwt<{ issuers: { anchors: string[] }[] }>(await (await fetch(`${origin}/trust/list`)).text())
  return issuers.flatMap(({ anchors }) => anchors)
}

export const carrying = (pack: Pack, credential: string) => ({ meta: { vct_values: [vctOf(pack, pack.credentials.find(({ id }) => id === credential)!)] } })

export interface Shown { claims: Record<string, unknown>; signature: string }

export interface StrangeVerifier {
  /** A link for wallets. @param credential of DCQL. @param changes of the request, for attacks. @param by how it is fetched, where the link does not hold it */
  ask(credential: object, changes?: object, by?: 'get' | 'post'): Promise<string>
  /** How requests were fetched. */
  readonly fetched: string[]
  /** What it was shown and believed, newest last. */
  readonly shown: Shown[]
  close(): void
}

/** @param next where it sends whoever has shown something. @param anchors whose mobile documents it believes */
export async function openStrangeVerifier(next?: string, anchors: readonly string[] = []): Promise<StrangeVerifier> {
  const { signers: [signer] } = await makeAuthority({ name: 'Bookshop', usages: [] })
  const { certificate, key } = signer!
  const clientId = `x509_hash:${hash('sha256', certificate, 'base64url')}`
  const shown: Shown[] = []
  const nonces = new Map<string, string>()
  const requests = new Map<string, object>()
  const fetched: string[] = []
  const server = createServer((request, answer) => {
    // A wallet in a browser asks from a page of another origin.
    answer.setHeader('access-control-allow-origin', '*')
    void text(request).then(async (body) => {
      const sent = new URLSearchParams(body)
      const waiting = requests.get(request.url ?? '')
      if (waiting) {
        fetched.push(`${request.method} ${request.headers['content-type'] ?? ''}`)
        const walletNonce = request.method === 'POST' ? { wallet_nonce: sent.get('wallet_nonce') } : {}
        return answer.writeHead(200, { 'content-type': 'application/oauth-authz-req+jwt' }).end(await signRequest({ ...walletNonce, ...waiting }, key, certificate))
      }
      const nonce = nonces.get(sent.get('state') ?? '')
      if (nonce === undefined || !sent.has('vp_token')) return answer.writeHead(400).end('{}')
      const [presentation] = (JSON.parse(sent.get('vp_token')!) as { person: string[] }).person
      const handover = { clientId, nonce, encryptionKey: null, responseUri: `${origin}/answer` }
      shown.push(presentation!.includes('~') ? await check(presentation!, { audience: clientId, nonce }) : await checkMdoc(Buffer.from(presentation!, 'base64url'), handover, anchors))
      return answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ redirect_uri: next }))
    }).catch(() => answer.writeHead(400).end('{}'))
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    shown, fetched,
    async ask(credential, changes = {}, by) {
      const [state, nonce] = [randomUUID(), randomUUID()]
      nonces.set(state, nonce)
      const now = Math.floor(Date.now() / 1_000)
      const asked = {
        iat: now, exp: now + 300, response_type: 'vp_token', response_mode: 'direct_post', client_id: clientId, response_uri: `${origin}/answer`, nonce, state, dcql_query: { credentials: [{ id: 'person', format: 'dc+sd-jwt', ...credential }] }, ...changes,
      }
      if (by) {
        requests.set(`/request/${state}`, asked)
        return `openid4vp://authorize?${new URLSearchParams({ client_id: clientId, request_uri: `${origin}/request/${state}`, request_uri_method: by }).toString()}`
      }
      const request = await signRequest(asked, key, certificate)
      return `openid4vp://authorize?${new URLSearchParams({ client_id: clientId, request }).toString()}`
    },
    close: () => { server.close() },
  }
}

const signRequest = (payload: object, key: KeyObject, certificate: Buffer) =>
  new SignJWT(payload as never).setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: [certificate.toString('base64')] }).sign(key)

/** By the certificate in the credential, and by the key that the credential names as its holder's. */
async function check(presentation: string, { audience, nonce }: { audience: string; nonce: string }): Promise<Shown> {
  const issuer = new X509Certificate(Buffer.from((decodeProtectedHeader(presentation.split('~', 1)[0]!)).x5c![0]!, 'base64')).publicKey
  const isSigned = (key: Parameters<typeof compactVerify>[1]) => async (data: string, signature: string) => compactVerify(`${data}.${signature}`, key).then(() => true, () => false)
  const verifier = new SDJwtInstance({
    hasher: (data: string | ArrayBuffer) => new Uint8Array(hash('sha256', typeof data === 'string' ? data : new Uint8Array(data), 'buffer')), verifier: isSigned(issuer),
    kbVerifier: async (data, signature, payload) => isSigned(await importJWK((payload as { cnf: { jwk: JWK } }).cnf.jwk, 'ES256') as never)(data, signature),
  })
  const { payload, kb } = await verifier.verify(presentation, { keyBindingNonce: nonce })
  if (kb?.payload.aud !== audience) throw new Error('meant for another verifier')
  return { claims: payload as Record<string, unknown>, signature: presentation.split('~', 1)[0]! }
}

/** By the stock library, from the authority to the device's signature. */
async function checkMdoc(response: Buffer, handover: OpenidHandover, anchors: readonly string[]): Promise<Shown> {
  const bytes = new Uint8Array(response)
  await (await stockMdoc(handover, anchors, new Date()))(bytes)
  const { issuerSigned } = DeviceResponse.decode(bytes).documents![0]!
  const items = [...issuerSigned.issuerNamespaces!.issuerNamespaces.values()].flatMap((some) => [...some])
  return { claims: Object.fromEntries(items.map(({ elementIdentifier, elementValue }) => [elementIdentifier, elementValue])), signature: Buffer.from(issuerSigned.issuerAuth.signature).toString('hex') }
}
