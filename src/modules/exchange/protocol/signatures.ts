/**
 * Every message of the exchange is signed: HTTP Message Signatures (RFC 9421) with Ed25519 over the method, the path and the digest of the
 * body (RFC 9530); an answer's also over the question it belongs to and its entry in the log.
 */
import { hash, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { httpbis } from 'http-message-signatures'
import type { OwnKeys, Party } from './party.ts'

export type Headers = Record<string, string | string[] | undefined>

export interface SignedRequest { method: string; path: string; headers: Headers; body: Uint8Array }
/** Whose signature is wanted. */
export type Signer = Pick<Party, 'id' | 'verifying'>

export interface SignedAnswer { status: number; headers: Headers; body: Uint8Array }

/** A message is young: seconds from its signature to its arrival, and the difference that clocks may have. */
const longestWay = 60
const skew = 5

const requestFields = ['@method', '@path', 'content-digest']
const answerFields = ['@status', 'content-digest', 'maru-question', 'maru-entry']
const parameters = ['created', 'nonce', 'keyid', 'alg', 'tag']
const tag = 'maru-exchange'

export const digestOf = (body: Uint8Array) => `sha-256=:${hash('sha256', body, 'base64')}:`

const signerOf = ({ signing }: OwnKeys) => ({
  name: 'maru', params: parameters, paramValues: { nonce: randomBytes(12).toString('base64url'), tag },
  key: { id: signing.id, alg: 'ed25519', sign: (data: Buffer) => Promise.resolve(sign(null, data, signing.key)) },
})

/** @returns the headers that go with the body */
export async function signRequest(keys: OwnKeys, method: string, path: string, body: Uint8Array): Promise<Record<string, string>> {
  const headers = { 'content-type': 'application/json', 'content-digest': digestOf(body) }
  return flat((await httpbis.signMessage({ ...signerOf(keys), fields: requestFields }, { method, url: urlOf(path), headers })).headers)
}

/** @param about binds the answer to its question and its entry */
export async function signAnswer(keys: OwnKeys, status: number, body: Uint8Array, about: { question: string; entry: string }): Promise<Record<string, string>> {
  const headers = { 'content-digest': digestOf(body), 'maru-question': about.question, 'maru-entry': about.entry }
  const answer: { status: number; headers: Record<string, string | string[]> } = { status, headers }
  return flat((await httpbis.signMessage({ ...signerOf(keys), fields: answerFields }, answer)).headers)
}

/** @throws Error that says what does not hold. @returns who has signed */
export async function verifyRequest(request: SignedRequest, findParty: (keyId: string) => Party | undefined): Promise<Party> {
  return verified({ method: request.method, url: urlOf(request.path), headers: known(request.headers) }, request.body, requestFields, findParty)
}

export async function verifyAnswer(answer: SignedAnswer, signer: Signer, about: { question: string; entry: string }) {
  if (answer.headers['maru-question'] !== about.question || answer.headers['maru-entry'] !== about.entry) throw new Error('the answer belongs to another question')
  await verified({ status: answer.status, headers: known(answer.headers) }, answer.body, answerFields, (keyId) => (signer.verifying.has(keyId) ? signer : undefined))
}

type Message = { method: string; url: string; headers: Record<string, string | string[]> } | { status: number; headers: Record<string, string | string[]> }

async function verified<Who extends Signer>(message: Message, body: Uint8Array, requiredFields: string[], findParty: (keyId: string) => Who | undefined): Promise<Who> {
  if (message.headers['content-digest'] !== digestOf(body)) throw new Error('the body is not the one that was signed')
  const signers: Who[] = []
  const holds = await httpbis.verifyMessage({
    requiredFields, requiredParams: parameters, maxAge: longestWay, tolerance: skew, notAfter: Math.floor(Date.now() / 1000) + skew,
    keyLookup: ({ keyid, tag: given }) => {
      const party = given === tag && typeof keyid === 'string' ? findParty(keyid) : undefined
      const key = party?.verifying.get(keyid!)
      if (!party || !key) return Promise.resolve(null)
      signers.push(party)
      return Promise.resolve({ id: keyid!, ...algorithmOf(key) })
    },
  }, message as never)
  // Of several signatures the library tells about the last alone: a message has one.
  const [signer, ...others] = signers
  if (!signer) throw new Error('nobody known here has signed this')
  if (holds !== true || others.length > 0) throw new Error(`the signature of ${signer.id} does not hold`)
  return signer
}

/** The algorithm follows from the key, never from the message (RFC 9421 section 7.3.6). */
const algorithmOf = (key: KeyObject) => (key.asymmetricKeyType === 'ec'
  ? { algs: ['ecdsa-p256-sha256' as const], verify: (data: Buffer, signature: Buffer) => Promise.resolve(verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)) }
  : { algs: ['ed25519' as const], verify: (data: Buffer, signature: Buffer) => Promise.resolve(verify(null, data, key, signature)) })

/** The authority is not signed: proxies stand between. The library wants a whole address. */
const urlOf = (path: string) => `http://exchange${path}`

const known = (headers: Headers) => Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined))
const flat = (headers: Record<string, string | string[]>) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
