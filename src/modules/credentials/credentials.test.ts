import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { CompactSign, importJWK, type JWK } from 'jose'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { fixedClock } from '../../kernel/clock/clock.ts'
import { newSigningKey } from '../../kernel/config/read-secrets.ts'
import { koreanPack as pack, testWordings } from '../../web/test-view.ts'
import { claimsOf, readToken, sign, tokenType } from './claims.ts'
import type { CertificateOrder } from './contract.ts'
import { createCredentials, type Credentials } from './index.ts'
import { namedKey } from './publish-key.ts'

const address = 'https://maru.example'
const mother = 'KR-DEMO-000101'
const stranger = 'KR-DEMO-000102'

let room: RoomDatabase
let key: JWK
let credentials: Credentials
let token: string

before(async () => {
  room = await roomDatabase()
  key = await namedKey(JSON.parse(newSigningKey()) as JWK)
  credentials = open(key)
  await credentials.issue(order('line/1'))
  token = (await credentials.list(mother))[0]!.token
})
after(() => room.close())

function open(signingKey: JWK) {
  return createCredentials({ database: room.database, pack, clock: fixedClock('2026-03-09T10:00:00+09:00', pack.timeZone), wordingIn: testWordings, signingKey, address, demonstration: true })
}

function order(orderKey: string, changes: Partial<CertificateOrder> = {}): CertificateOrder {
  const service = pack.services.find(({ id }) => id === 'parental-benefit')!
  const label = (field: string) => pack.registers.find(({ residents }) => residents)!.fields[field]!.label
  return {
    key: orderKey, person: mother, service: service.id, agency: service.agency, receipt: '260309-AB12-CD34E', language: 'ko', decidedOn: '2026-03-09', law: service.source,
    facts: [{ name: 'resident.name', label: label('name'), value: '김하늘', type: 'text' }, { name: 'resident.birthDate', label: label('birthDate'), value: '1993-04-05', type: 'date' }],
    amounts: [{ value: 1_000_000, per: 'month', from: '2026-03-01', until: '2027-02-28', of: '김새벽' }],
    ...changes,
  }
}

const reasonOf = async (code: string) => {
  const result = await credentials.verify(code)
  return result.valid ? 'valid' : result.reason
}

/** The payload changed, header and signature as they were. */
function withClaims(change: (claims: Record<string, unknown>) => object): string {
  const [header, payload, signature] = token.split('.') as [string, string, string]
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
  return [header, Buffer.from(JSON.stringify(change(claims))).toString('base64url'), signature].join('.')
}

test('what was issued is genuine, by token, by address, and with the line breaks of a mail', async () => {
  for (const code of [token, `${address}/verify/${token}`, ` ${token.slice(0, 80)}\r\n ${token.slice(80)}\n`]) {
    const result = await credentials.verify(code)
    assert.ok(result.valid)
    assert.deepEqual(result.certificate.content.facts.map(({ value }) => value), ['김하늘', '1993-04-05'])
  }
})

test('the token states who, to whom, what, when and which number, signed with ES256 and our type', () => {
  assert.deepEqual(JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()), { alg: 'ES256', typ: tokenType, kid: key.kid })
  const claims = readToken(token)!.claims
  assert.equal(claims.iss, address)
  assert.equal(claims.agency, order('').agency)
  assert.deepEqual(claims.facts, [['resident.name', '김하늘'], ['resident.birthDate', '1993-04-05']])
})

test('one altered sign anywhere in payload or signature is refused, with the reason', async () => {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const start = token.indexOf('.') + 1
  await fc.assert(fc.asyncProperty(fc.integer({ min: start, max: token.length - 1 }), fc.constantFrom(...Array.from(signs)), async (at, sign) => {
    fc.pre(token[at] !== '.' && token[at] !== sign)
    const reason = await reasonOf(token.slice(0, at) + sign + token.slice(at + 1))
    assert.ok(['altered', 'forged', 'unreadable'].includes(reason), reason)
  }), { numRuns: 150, examples: Array.from(signs, (sign): [number, string] => [token.length - 1, sign]) })
})

test('an altered header is refused', async () => {
  const header = (value: object) => `${Buffer.from(JSON.stringify(value)).toString('base64url')}${token.slice(token.indexOf('.'))}`
  assert.equal(await reasonOf(header({ alg: 'none', typ: tokenType, kid: key.kid })), 'unreadable')
  assert.equal(await reasonOf(header({ alg: 'HS256', typ: tokenType, kid: key.kid })), 'unreadable')
  assert.equal(await reasonOf(header({ alg: 'ES256', typ: 'JWT', kid: key.kid })), 'unreadable')
  assert.equal(await reasonOf(header({ alg: 'ES256', typ: tokenType, kid: 'another' })), 'unknown-key')
  assert.equal(await reasonOf(header({ alg: 'ES256', typ: tokenType, kid: key.kid, more: 1 })), 'altered')
})

test('an altered fact is named, and its true value is not said', async () => {
  const result = await credentials.verify(withClaims((claims) => ({ ...claims, facts: [['resident.name', '박하늘'], ['resident.birthDate', '1993-04-05']], decided: '2025-01-01' })))
  assert.deepEqual(result, { valid: false, reason: 'altered', altered: ['resident.name', 'decided'] })
})

test('a text of any shape is refused, never a failure', async () => {
  await fc.assert(fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (facts, amounts) => {
    const reason = await reasonOf(withClaims((claims) => ({ ...claims, facts, amounts })))
    assert.ok(['altered', 'unreadable'].includes(reason), reason)
  }), { numRuns: 60 })
  for (const text of ['', ' ', 'hello', 'a.b.c', '..', `${token}.x`, 'https://maru.example/verify/', 'null.null.null', '\u0000']) assert.notEqual(await reasonOf(text), 'valid', text)
})

test('only the holder of the original signature learns which facts differ', async () => {
  const guess = withClaims((claims) => ({ ...claims, facts: [['resident.name', '김하늘'], ['resident.birthDate', '1993-04-06']] }))
  const foreign = `${guess.slice(0, guess.lastIndexOf('.'))}.${'A'.repeat(86)}`
  assert.deepEqual(await credentials.verify(foreign), { valid: false, reason: 'forged', altered: [] })
})

test('a key that is not published is refused, whatever name it gives itself', async () => {
  const foreign = await namedKey(JSON.parse(newSigningKey()) as JWK)
  const claims = readToken(token)!.claims
  assert.equal(await reasonOf(await sign(claims, foreign)), 'unknown-key')
  assert.equal(await reasonOf(await sign(claims, { ...foreign, kid: key.kid! })), 'forged')
})

test('our own signature on a number that is not in the books is refused', async () => {
  assert.equal(await reasonOf(await sign(claimsOf(order('x'), address, '260309-0000-00000', new Date()), key)), 'unknown-number')
  const other = await new CompactSign(Buffer.from(JSON.stringify({ ...readToken(token)!.claims, decided: '2020-01-01' })))
    .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: key.kid! }).sign(await importJWK(key, 'ES256'))
  assert.equal(await reasonOf(other), 'altered')
})

test('the same key gives the same certificate, also when it is asked for at once', async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => credentials.issue(order('line/same', { person: 'KR-DEMO-000103' }))))
  assert.equal(new Set(all.map(({ id }) => id)).size, 1)
  assert.deepEqual(await credentials.issue(order('line/same', { person: 'KR-DEMO-000103' })), all[0])
  assert.equal((await credentials.list('KR-DEMO-000103')).length, 1)
})

test('another person neither lists nor prints it', async () => {
  const [own] = await credentials.list(mother)
  assert.deepEqual(await credentials.list(stranger), [])
  await assert.rejects(credentials.print(stranger, own!.id, address), { code: 'credentials.no-such-certificate', status: 404 })
  assert.equal((await credentials.print(mother, own!.id, address)).number, own!.number)
})

test('after a change of key the old certificate is still genuine, and both keys are published without their private part', async () => {
  const next = await namedKey(JSON.parse(newSigningKey()) as JWK)
  const later = open(next)
  await later.issue(order('line/after-rotation', { person: 'KR-DEMO-000104' }))
  const [fresh] = await later.list('KR-DEMO-000104')
  assert.equal(await reasonOf(token), 'valid')
  assert.equal(await reasonOf(fresh!.token), 'valid')
  const { keys } = await later.keys()
  assert.deepEqual(new Set(keys.map(({ kid }) => kid)), new Set([key.kid, next.kid]))
  for (const published of keys) assert.deepEqual(Object.keys(published).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
})

test('a revoked certificate says when and why; the first reason stands', async () => {
  const { id } = await credentials.issue(order('line/revoked', { person: 'KR-DEMO-000105' }))
  await credentials.revoke({ id, because: 'issued in error', by: 'operator' })
  await credentials.revoke({ id, because: 'another', by: 'operator' })
  const [row] = await credentials.list('KR-DEMO-000105')
  const result = await credentials.verify(row!.token)
  assert.ok(!result.valid)
  assert.deepEqual([result.reason, result.because, result.revokedAt?.toISOString()], ['revoked', 'issued in error', '2026-03-09T01:00:00.000Z'])
})

test('the room cannot remove what it issued', async () => {
  const client = new pg.Client(room.app)
  await client.connect()
  try {
    await client.query('begin; set local role maru_credentials')
    await assert.rejects(client.query('delete from credentials.certificate'), { code: '42501' })
  } finally {
    await client.end()
  }
})

test('every refusal and every claim has a sentence', () => {
  const messages = JSON.parse(readFileSync(join(import.meta.dirname, '../../web/messages/en/credentials.json'), 'utf8')) as Record<string, string>
  for (const reason of ['unreadable', 'unknown-key', 'unknown-number', 'altered', 'forged', 'revoked']) assert.ok(messages[`credentials.refusal.${reason}`], reason)
  for (const claim of ['service', 'agency', 'decided', 'amounts', 'iat', 'iss', 'facts']) assert.ok(messages[`credentials.claim.${claim}`], claim)
})
