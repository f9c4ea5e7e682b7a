/** From an offer at the portal to a credential in a wallet, over HTTP, with registers, log and database as they are. */
import assert from 'node:assert/strict'
import { hash, X509Certificate } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { after, before, test } from 'node:test'
import { decodeProtectedHeader, type JWK, jwtVerify } from 'jose'
import { openHouse, type TestHouse } from '../support/house.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const issuer = () => house.credentials.issuer!

async function offered(...types: string[]) {
  const { link, transactionCode } = await issuer().offer(house.origin, person, types)
  const wallet = await TestWallet.open(house.origin)
  const redeemed = await wallet.redeem(readOffer(link).code, transactionCode)
  assert.equal(redeemed.status, 200, redeemed.text)
  return wallet
}

interface Payload { iss: string; vct: string; exp: number; iat: number; cnf: { jwk: JWK }; _sd: string[]; status: { status_list: { idx: number; uri: string } } }

async function read(credential: string) {
  const [token, ...disclosures] = credential.split('~').slice(0, -1) as [string, ...string[]]
  const { x5c } = decodeProtectedHeader(token)
  const certificate = new X509Certificate(Buffer.from(x5c![0]!, 'base64'))
  const { payload, protectedHeader } = await jwtVerify<Payload>(token, certificate.publicKey, { typ: 'dc+sd-jwt', algorithms: ['ES256'] })
  const claims = disclosures.map((text) => ({ digest: hash('sha256', text, 'base64url'), content: JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[] }))
  return { payload, protectedHeader, claims, certificate }
}

async function statusOf(uri: string, index: number): Promise<number> {
  const response = await fetch(uri)
  assert.equal(response.headers.get('content-type'), 'application/statuslist+jwt')
  const token = await response.text()
  const { x5c } = decodeProtectedHeader(token)
  const { payload } = await jwtVerify<{ sub: string; status_list: { bits: number; lst: string } }>(token, new X509Certificate(Buffer.from(x5c![0]!, 'base64')).publicKey, { typ: 'statuslist+jwt' })
  assert.equal(payload.sub, uri)
  assert.equal(payload.status_list.bits, 2)
  const bytes = inflateSync(Buffer.from(payload.status_list.lst, 'base64url'))
  return (bytes[index >> 2]! >> ((index & 3) * 2)) & 3
}

test('a mobile ID: signed, bound to the wallet’s key, every claim disclosed apart, valid in its status list', async () => {
  const wallet = await offered('mobile-id')
  const key = await newKeyPair()
  const answer = await wallet.ask('mobile-id', [key])
  assert.equal(answer.status, 200, answer.text)
  const [{ credential } = { credential: '' }] = answer.body['credentials'] as { credential: string }[]
  const { payload, claims, certificate } = await read(credential)
  assert.equal(payload.iss, house.origin)
  assert.equal(payload.vct, 'urn:maru:kr:mobile-id:1')
  assert.deepEqual(payload.cnf.jwk, key.jwk)
  assert.equal(payload._sd.length, 7)
  assert.deepEqual([...payload._sd].sort(), payload._sd)
  assert.ok(claims.every(({ digest }) => payload._sd.includes(digest)))
  const values = Object.fromEntries(claims.map(({ content: [, name, value] }) => [name, value]))
  assert.equal(values['full_name'], house.identity.demonstration!.nameOf(person))
  assert.equal(values['age_over_19'], true)
  assert.equal(payload.iat % 86_400, 0)
  assert.equal(await statusOf(payload.status.status_list.uri, payload.status.status_list.idx), 0)
  assert.ok(certificate.checkHost('localhost'))
})

test('several keys give one-use copies: each its own entry and salts, a day at most', async () => {
  const wallet = await offered('mobile-id')
  const keys = await Promise.all(Array.from({ length: 5 }, newKeyPair))
  const answer = await wallet.ask('mobile-id', keys)
  assert.equal(answer.status, 200, answer.text)
  const copies = await Promise.all((answer.body['credentials'] as { credential: string }[]).map(({ credential }) => read(credential)))
  assert.equal(copies.length, 5)
  assert.equal(new Set(copies.map(({ payload: { status } }) => `${status.status_list.uri} ${status.status_list.idx}`)).size, 5)
  assert.equal(new Set(copies.flatMap(({ payload: { _sd } }) => _sd)).size, 35)
  for (const { payload: { exp } } of copies) assert.ok(exp * 1000 - Date.now() <= 86_400_000)
})
