/** Papers without a network: decided rightly for seven days, and not at all after that. */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { CompactSign } from 'jose'
import { checkPaper } from './paper.ts'
import type { ProvenKey, TrustBundle } from './trust-bundle.ts'

const madeAt = 1_795_000_000
const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  return { privateKey, key: { kid: 'paper', x: Buffer.from(x!, 'base64url'), y: Buffer.from(y!, 'base64url'), proof: '' } satisfies ProvenKey }
}
const { privateKey, key } = newKey()
const bundle = (changes: Partial<TrustBundle> = {}): TrustBundle => ({
  madeAt, issuers: [{ id: 'https://services.example', own: true, name: { en: 'Farland' }, types: [], keys: [], paperKeys: [key] }], revokedPapers: new Set(), isValid: () => undefined, ...changes,
})
const claims = { iss: 'https://services.example', jti: '260309-AB12-CD34E', iat: madeAt - 100, service: 's', agency: 'a', decided: '2026-03-09', facts: [['resident.name', '김하늘']], amounts: [] }
const paper = (changes: object = {}, by = privateKey, header: object = {}) =>
  new CompactSign(Buffer.from(JSON.stringify({ ...claims, ...changes }))).setProtectedHeader({ alg: 'ES256', typ: 'maru-certificate+jwt', kid: 'paper', ...header }).sign(by)
const reasonOf = async (text: string, of: TrustBundle | undefined = bundle(), now = madeAt + 10) => {
  const check = await checkPaper(text, of, now)
  return check.valid ? 'valid' : check.reason
}

test('what was issued is genuine, by token, by address, with the line breaks of a mail', async () => {
  const token = await paper()
  for (const text of [token, `https://services.example/verify/${token}`, ` ${token.slice(0, 50)}\r\n${token.slice(50)} `]) assert.equal(await reasonOf(text), 'valid')
  const check = await checkPaper(token, bundle(), madeAt + 10)
  assert.ok(check.valid)
  assert.deepEqual([check.claims.facts, check.issuer.id, check.stale, check.laterThanBundle], [claims.facts, 'https://services.example', false, false])
})

test('seven days without any server: rightly until then, its age shown, nothing after', async () => {
  const token = await paper()
  for (let day = 0; day <= 7; day += 1) {
    const check = await checkPaper(token, bundle(), madeAt + day * 86_400)
    assert.ok(check.valid)
    assert.equal(check.stale, day > 1)
    assert.equal(await reasonOf(token, bundle({ revokedPapers: new Set([claims.jti]) }), madeAt + day * 86_400), 'revoked')
  }
  assert.equal(await reasonOf(token, bundle(), madeAt + 7 * 86_400 + 1), 'bundle-over')
  assert.equal(await reasonOf(token, bundle(), madeAt - 3_600), 'bundle-over')
  assert.equal((await checkPaper(token, undefined, madeAt)).valid, false)
})

test('issued after the list was made, it is said so', async () => {
  const check = await checkPaper(await paper({ iat: madeAt + 5 }), bundle(), madeAt + 10)
  assert.ok(check.valid && check.laterThanBundle)
})

test('attack: altered, another key, another name, another type, no algorithm', async () => {
  const token = await paper()
  const [header, , signature] = token.split('.') as [string, string, string]
  assert.equal(await reasonOf(`${header}.${Buffer.from(JSON.stringify({ ...claims, decided: '2020-01-01' })).toString('base64url')}.${signature}`), 'forged')
  assert.equal(await reasonOf(await paper({}, newKey().privateKey)), 'forged')
  assert.equal(await reasonOf(await paper({}, newKey().privateKey, { kid: 'other' })), 'unknown-key')
  assert.equal(await reasonOf(await paper({}, privateKey, { typ: 'JWT' })), 'unreadable')
  assert.equal(await reasonOf(token.replace(header, Buffer.from('{"alg":"none","typ":"maru-certificate+jwt","kid":"paper"}').toString('base64url'))), 'unreadable')
  for (const text of ['', 'hello', 'a.b.c', '..', 'null.null.null', 'https://services.example/verify/']) assert.equal(await reasonOf(text), 'unreadable', text)
})
