/** From an offer at the portal to a credential in a wallet, over HTTP, with registers, log and database as they are. */
import assert from 'node:assert/strict'
import { hash, randomBytes, X509Certificate } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sha256 } from '@noble/hashes/sha2.js'
import { decodeJwt, decodeProtectedHeader, type JWK, jwtVerify } from 'jose'
import pino from 'pino'
import { verifyProof } from '../../packages/evidence/verify-proof.mjs'
import { packGaps } from '../../packages/verifier/gaps.ts'
import { loggedKey } from '../../packages/verifier/logged-key.ts'
import { loggedRoot } from '../../packages/verifier/logged-root.ts'
import { openBundle } from '../../packages/verifier/trust-bundle.ts'
import { drawKeys, rotateKey } from '../../src/kernel/keys/draw-keys.ts'
import { keyRing } from '../../src/kernel/keys/key-ring.ts'
import { createTransparency } from '../../src/kernel/transparency/transparency.ts'
import { issuePaths } from '../../src/modules/credentials/issue/issue-paths.ts'
import { createKeyLog, type KeyProof } from '../../src/modules/credentials/log/log-keys.ts'
import type { PresentTables } from '../../src/modules/credentials/present/tables.ts'
import { createTemplates } from '../../src/modules/credentials/present/templates.ts'
import type { CredentialsTables } from '../../src/modules/credentials/tables.ts'
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

/** Its keys as everybody reads them; a log of a test has no witnesses. */
const logPolicy = async () => `${(await (await fetch(`${house.origin}/log/requests/keys`)).text()).trim().split('\n').map((vkey) => `log ${vkey}\n`).join('')}quorum none\n`

test('the key that signs stands in the log: proven by what the issuer says of itself, for this key and for no other', async () => {
  const wallet = await offered('mobile-id')
  const answer = await wallet.ask('mobile-id', [await newKeyPair()])
  const { protectedHeader, certificate } = await read((answer.body['credentials'] as { credential: string }[])[0]!.credential)
  const { key_log_proofs: proofs } = await (await fetch(`${house.origin}/.well-known/openid-credential-issuer`)).json() as { key_log_proofs: KeyProof[] }
  const { proof } = proofs.find(({ kid }) => kid === protectedHeader.kid)!
  const signer = certificate.publicKey.export({ format: 'jwk' })
  await verifyProof(proof, Buffer.from(loggedKey('credentials', signer)), await logPolicy(), sha256)
  for (const [use, key] of [['status', signer], ['credentials', { ...signer, x: signer.y }]] as const) await assert.rejects(verifyProof(proof, Buffer.from(loggedKey(use, key)), await logPolicy(), sha256), { code: 'not-in-log' })
  const logged = await house.rooms.ask<{ use: string }>('select distinct use from credentials.logged_key order by use')
  assert.deepEqual(logged.map(({ use }) => use), ['credentials', 'metadata', 'papers', 'requests', 'status'])
})

test('what is taken back stands in the log, whole: of a list by its own bits, of the bundle by all that is in it', async () => {
  const wallet = await offered('mobile-id')
  const answer = await wallet.ask('mobile-id', [await newKeyPair()])
  const { payload } = await read((answer.body['credentials'] as { credential: string }[])[0]!.credential)
  const { uri } = payload.status.status_list
  const id = uri.split('/').at(-1)!
  const made = async () => {
    const { status_list: { lst } } = decodeJwt<{ status_list: { lst: string } }>(await (await fetch(uri)).text())
    const bits = inflateSync(Buffer.from(lst, 'base64url'))
    const notValid = Array.from({ length: bits.length * 4 }, (_, index) => index).filter((index) => ((bits[index >> 2]! >> ((index & 3) * 2)) & 3) !== 0)
    return { entry: loggedRoot({ list: id, entries: bits.length * 4, states: hash('sha256', bits, 'base64url'), notValid: hash('sha256', packGaps(notValid), 'base64url') }), taken: notValid.length }
  }
  /** Both are kept for two seconds: they are asked for until they are of one moment. */
  const prove = async (taken: number) => {
    for (let left = 60; left > 0; left -= 1) {
      const own = await made()
      const { entry, proof } = await (await fetch(`${uri}/proof`)).json() as { entry: string; proof: string }
      if (own.taken === taken && entry === own.entry) return verifyProof(proof, Buffer.from(entry), await logPolicy(), sha256)
      await pause(100)
    }
    throw new Error('what is logged is not what the list says')
  }
  const { taken } = await made()
  await prove(taken)
  await house.rooms.ask(`with gone as (update credentials.issued_credential set state = 1, state_at = now(), because = 'test' where list = $1 and index = $2) update credentials.status_list set version = version + 1 where id = $1`, [id, payload.status.status_list.idx])
  await prove(taken + 1)
  assert.equal((await fetch(`${house.origin}/status/${'x'.repeat(22)}/proof`)).status, 404)

  const { keys } = await (await fetch(`${house.origin}/trust/keys`)).json() as { keys: { kid: string; x: string; y: string; proof: string }[] }
  const policy = await logPolicy()
  const demanded: string[] = []
  const bundle = await openBundle(new Uint8Array(await (await fetch(`${house.origin}/trust/bundle`)).arrayBuffer()), keys.map(({ kid, x, y, proof }) => ({ kid, x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url'), proof })), (proof, entry) => {
    demanded.push((JSON.parse(entry) as { type: string }).type)
    return verifyProof(proof, Buffer.from(entry), policy, sha256)
  })
  assert.ok(bundle.issuers[0]!.paperKeys.length > 0)
  assert.deepEqual([...new Set(demanded)].sort(), ['issuer-key', 'revoked-papers', 'status-root'])
})

test('a key that comes in place of one that leaked is logged before it signs, and the old one is proven no more', async () => {
  const subject = { host: 'localhost', country: 'ZZ' }
  let file = await drawKeys(subject)
  const ring = keyRing(() => file)
  const transparency = createTransparency({ database: house.rooms.database, clock: house.clock, logger: pino({ level: 'silent' }), host: 'rotation.example', secret: randomBytes(32) })
  const log = transparency.log('rotation', 'credentials')
  const keyLog = createKeyLog(house.rooms.database.room<CredentialsTables>('credentials'), ring, log, () => Promise.resolve([]))
  const before = await keyLog.proofs('credentials')
  assert.deepEqual(before.map(({ kid }) => kid), [ring.current('credentials').kid])
  file = await rotateKey(file, 'credentials', subject, { leaked: true })
  const after = await keyLog.proofs('credentials')
  assert.deepEqual(after.map(({ kid }) => kid), [ring.current('credentials').kid])
  assert.notEqual(after[0]!.kid, before[0]!.kid)
  await verifyProof(after[0]!.proof, Buffer.from(loggedKey('credentials', ring.current('credentials').jwk)), await log.policy(), sha256)
  await transparency.stop()
})

test('at the next start the pack’s requests are the registrations that they were', async () => {
  await house.credentials.presentations!.templates.list()
  const log = { open: () => Promise.resolve(), add: () => Promise.reject(new Error('logged once more')) } as never
  const again = await createTemplates(house.rooms.database.room<PresentTables>('credentials'), log, house.pack.requests).list()
  assert.equal(again.length, house.pack.requests.length)
})

test('pages of any origin may read what is public, and nothing else; never with cookies', async () => {
  const from = { origin: 'https://stranger.example' }
  const leaveOf = async (path: string, { headers: own = {}, ...options }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}) => {
    const { headers } = await fetch(`${house.origin}${path}`, { redirect: 'manual', ...options, headers: { ...from, ...own } })
    assert.equal(headers.get('access-control-allow-credentials'), null, path)
    return headers.get('access-control-allow-origin')
  }
  const [{ uri } = { uri: '' }] = await house.rooms.ask<{ uri: string }>(`select '/status/' || id as uri from credentials.status_list limit 1`)
  const unknown = '/present/00000000-0000-7000-8000-000000000000'
  for (const path of ['/.well-known/openid-credential-issuer', '/.well-known/jwks.json', uri, '/trust/bundle', '/trust/keys', '/trust/list', '/log/requests/checkpoint', '/api/requests', `${unknown}/request/${'x'.repeat(43)}`]) assert.equal(await leaveOf(path), '*', path)
  for (const path of [...Object.values(issuePaths), `${unknown}/answer`]) assert.equal(await leaveOf(path, { method: 'POST', body: new URLSearchParams({}) }), '*', path)
  const asked = await fetch(`${house.origin}${issuePaths.credential}`, { method: 'OPTIONS', headers: { ...from, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type,dpop' } })
  assert.deepEqual([asked.status, asked.headers.get('access-control-allow-origin'), asked.headers.get('access-control-allow-headers')], [204, '*', 'authorization, content-type, dpop'])
  const declared = house.http.routes.filter(({ kind, method, path }) => kind === 'api' && method === 'GET' && !path.includes(':')).map(({ path }) => path)
  const open: string[] = []
  for (const path of declared) if (await leaveOf(path) !== null) open.push(path)
  assert.deepEqual(open, ['/api/requests'])
  for (const path of ['/', '/sign-in', '/my', '/requests/age-19']) assert.equal(await leaveOf(path), null, path)
  for (const path of ['/api/verify', '/api/presentations', '/sign-in', '/sign-in/wallet']) assert.equal(await leaveOf(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }), null, path)
})

test('the authorization server is open to pages where a wallet asks it, and to nobody else’s cookies', async () => {
  const from = { origin: 'https://stranger.example' }
  for (const path of ['/.well-known/oauth-authorization-server', '/oidc/jwks']) {
    const { headers } = await fetch(`${house.origin}${path}`, { headers: from })
    assert.ok(['*', from.origin].includes(headers.get('access-control-allow-origin') ?? ''), path)
    assert.equal(headers.get('access-control-allow-credentials'), null, path)
  }
  const { headers } = await fetch(`${house.origin}/oidc/authorize?client_id=nobody`, { headers: from, redirect: 'manual' })
  assert.equal(headers.get('access-control-allow-origin'), null)
})
