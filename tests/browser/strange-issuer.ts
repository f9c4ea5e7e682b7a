/**
 * Another issuer than the wallet's own: the same house under another address, so that every answer of it is a stranger's to the wallet's page. Where it changes
 * what is given it stands for itself: with a key of its own for encrypted requests, and answers that plain JOSE encrypts.
 */
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { compactDecrypt, CompactEncrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'

/** How a wallet wants its answer encrypted. */
export interface Wanted { jwk: JWK; enc: string }

type Said = Record<string, unknown>

export interface StrangeIssuer {
  origin: string
  /** What it answers beside the house, by path. */
  files: Map<string, string>
  /** Changes what credentials it gives. */
  bend: ((credential: string) => Promise<string>) | undefined
  /** Changes what it says of itself, where it bends. */
  describe: (metadata: Said) => object
  /** How an answer goes out that is wanted encrypted. */
  seal: (answer: object, wanted: Wanted) => Promise<string>
  /** Requests for credentials where it bends, as they came. */
  readonly came: { path: string; type: string; body: string }[]
  close(): void
}

export const sealed = async (answer: object, { jwk, enc }: Wanted) =>
  new CompactEncrypt(Buffer.from(JSON.stringify(answer))).setProtectedHeader({ alg: 'ECDH-ES', enc, kid: jwk.kid! }).encrypt(await importJWK(jwk, 'ECDH-ES'))

const metadataPath = '/.well-known/openid-credential-issuer'
const typeOf = (content: string) => (/^[\w-]+(?:\.[\w-]*){2,4}$/.test(content) ? 'application/jwt' : 'application/json')

export async function openStrangeIssuer(house: string): Promise<StrangeIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  const requestKey = { ...await exportJWK(publicKey), kid: 'strange', alg: 'ECDH-ES', use: 'enc' }
  const server = createServer((incoming, outgoing) => { void answer(incoming, outgoing).catch((cause: unknown) => outgoing.destroy(cause as Error)) })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const issuer: StrangeIssuer = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`, files: new Map(), bend: undefined, describe: (metadata) => metadata, seal: sealed, came: [], close: () => { server.close() },
  }
  return issuer

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
    const { bend } = issuer
    const path = incoming.url ?? ''
    const own = issuer.files.get(path)
    if (own !== undefined) return give(outgoing, own)
    if (bend && path === metadataPath) return give(outgoing, JSON.stringify(issuer.describe(await ofHouse(incoming))))
    if (!bend || incoming.method !== 'POST' || !/^\/vci\/(?:credential|deferred)$/.test(path)) return pass(incoming, outgoing)
    const body = await text(incoming)
    issuer.came.push({ path, type: incoming.headers['content-type'] ?? '', body })
    const { credential_response_encryption: wanted, ...asked } = typeOf(body) === 'application/jwt' ? await read(body) : JSON.parse(body) as Said
    const { status, headers, said } = await ask(incoming, JSON.stringify(asked))
    if (status >= 400) return give(outgoing, JSON.stringify(said), status, headers)
    // In reverse: nothing says which of them is for which key (OpenID4VCI 1.0 section 8.3).
    const given = Array.isArray(said['credentials']) ? { ...said, credentials: await Promise.all((said['credentials'] as { credential: string }[]).toReversed().map(async ({ credential }) => ({ credential: await bend(credential) }))) } : said
    return give(outgoing, wanted === undefined ? JSON.stringify(given) : await issuer.seal(given, wanted as Wanted), status, headers)
  }

  /** As the house says it under this address, unsigned, with the key of whoever stands here. */
  async function ofHouse(incoming: IncomingMessage): Promise<Said> {
    const { said } = await ask(incoming, '')
    return { ...said, credential_request_encryption: { ...said['credential_request_encryption'] as object, jwks: { keys: [requestKey] } } }
  }

  async function read(token: string): Promise<Said> {
    const { plaintext } = await compactDecrypt(token, privateKey)
    return JSON.parse(new TextDecoder().decode(plaintext)) as Said
  }

  function towards({ method, url: path, headers: came }: IncomingMessage, headers = came) {
    return request({ port: new URL(house).port, host: '127.0.0.1', method, path, headers })
  }

  function pass(incoming: IncomingMessage, outgoing: ServerResponse) {
    const forwarded = towards(incoming)
    forwarded.on('response', (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(outgoing)
    }).on('error', () => { outgoing.destroy() })
    incoming.pipe(forwarded)
  }

  async function ask(incoming: IncomingMessage, body: string) {
    const { 'content-length': _length, 'accept-encoding': _encoding, accept: _accept, ...headers } = incoming.headers
    const forwarded = towards(incoming, { ...headers, ...(body === '' ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }) })
    const reply = await new Promise<IncomingMessage>((resolve, reject) => { forwarded.on('response', resolve).on('error', reject).end(body) })
    const { 'content-length': _said, 'content-type': _type, 'transfer-encoding': _chunked, ...kept } = reply.headers
    return { status: reply.statusCode ?? 502, headers: kept as OutgoingHttpHeaders, said: JSON.parse(await text(reply)) as Said }
  }
}

function give(outgoing: ServerResponse, content: string, status = 200, headers: OutgoingHttpHeaders = {}) {
  outgoing.writeHead(status, { 'access-control-allow-origin': '*', ...headers, 'content-type': typeOf(content) }).end(content)
}
