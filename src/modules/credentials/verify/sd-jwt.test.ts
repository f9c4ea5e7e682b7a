/** SD-JWT VC: what the stock library issues and shows is accepted, and every published attack is refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openTrust } from '../trust/trust.ts'
import { makeAuthority, newKeys } from './test-authority.ts'
import { issuer, issueSdJwt, vct } from './test-sd-jwt.ts'
import { audience, authority, bound, check, claims, credential, digestOf, disclosure, holder, issue, now, present, prove, refused, shown, signed, trusted, withoutProof } from './test-showing.ts'

test('what the stock library issued and showed is accepted: the chosen claims and no other', () => {
  const result = check(shown)
  assert.ok(result.valid, JSON.stringify(result))
  const { given_name, family_name, age_over_19 } = result.verified.claims
  assert.deepEqual([given_name, family_name, age_over_19, result.verified.type, result.verified.issuer.id], ['하늘', undefined, true, vct, issuer])
})

test('every choice of claims shows those', async () => {
  for (const show of [[], ['address'], Object.keys(claims)]) {
    const result = check(await present(credential, show))
    assert.ok(result.valid)
    assert.deepEqual(Object.fromEntries(Object.keys(claims).filter((name) => name in result.verified.claims).map((name) => [name, result.verified.claims[name]])),
      Object.fromEntries(Object.entries(claims).filter(([name]) => show.includes(name))))
  }
})

test('a credential with a certificate is believed through the authority alone', async () => {
  const signer = authority.signers[0]!
  const withCertificate = await issueSdJwt({ key: signer.key, certificate: signer.certificate, holder: holder.publicKey, claims })
  assert.ok(check(await present(withCertificate, ['given_name'])).valid)
  const stranger = await makeAuthority({ name: 'Elsewhere' })
  const foreign = await issueSdJwt({ key: stranger.signers[0]!.key, certificate: stranger.signers[0]!.certificate, holder: holder.publicKey, claims })
  refused(await present(foreign, []), 'unknown-issuer')
  const stolen = await issueSdJwt({ key: stranger.signers[0]!.key, certificate: signer.certificate, holder: holder.publicKey, claims })
  refused(await present(stolen, []), 'bad-signature')
  const anchorItself = await issueSdJwt({ key: signer.key, certificate: Buffer.from(authority.anchor, 'base64'), holder: holder.publicKey, claims })
  refused(await present(anchorItself, []), 'unknown-issuer')
})

test('a certificate that is out of time is refused, and so is one that claims to be another issuer', async () => {
  const old = await makeAuthority({ until: new Date('2026-02-01T00:00:00Z') })
  const there = openTrust([{ ...trusted, anchors: [old.anchor] }])
  const { key, certificate } = old.signers[0]!
  refused(await present(await issueSdJwt({ key, certificate, holder: holder.publicKey, claims }), []), 'bad-certificate', { trust: there })
  const signer = authority.signers[0]!
  const other = await issueSdJwt({ ...signer, holder: holder.publicKey, claims, own: { iss: 'https://elsewhere.example' } })
  refused(await present(other, []), 'unknown-issuer')
})

test('attack: issuer signature altered, removed, or by another key', () => {
  const [header, payload] = credential.split('.') as [string, string]
  refused(prove(`${header}.${payload}.${'A'.repeat(86)}~`), 'bad-signature')
  refused(prove(signed(bound(), undefined, newKeys().privateKey)), 'bad-signature')
  refused(prove(`${header}.${payload}.~`), 'bad-signature')
})

test('attack: algorithm none, or one that the sender chooses', () => {
  for (const alg of ['none', 'None', 'HS256', 'RS256', 'ES384', 'EdDSA']) refused(prove(signed(bound(), { alg, typ: 'dc+sd-jwt', kid: 'one' })), 'wrong-algorithm')
})

test('attack: issuer with an embedded jwk, a jku or an unknown critical header', () => {
  const own = newKeys()
  refused(prove(signed(bound(), { alg: 'ES256', typ: 'dc+sd-jwt', jwk: own.publicKey.export({ format: 'jwk' }) }, own.privateKey)), 'unreadable')
  refused(prove(signed(bound(), { alg: 'ES256', typ: 'dc+sd-jwt', kid: 'one', jwk: own.publicKey.export({ format: 'jwk' }) }, own.privateKey)), 'bad-signature')
  refused(prove(signed(bound(), { alg: 'ES256', typ: 'dc+sd-jwt', kid: 'two', jku: 'https://evil.example/keys' }, own.privateKey)), 'unknown-issuer')
  refused(prove(signed(bound(), { alg: 'ES256', typ: 'dc+sd-jwt', kid: 'one', crit: ['x'], x: 1 })), 'unreadable')
})

test('attack: another token of the same issuer passed off as a credential', () => {
  for (const typ of ['vc+sd-jwt', 'JWT', 'statuslist+jwt', 'kb+jwt', undefined]) refused(prove(signed(bound(), { alg: 'ES256', typ, kid: 'one' })), 'wrong-type')
})

test('an issuer that is not trusted for this type is refused', () => {
  refused(prove(signed(bound({ vct: 'https://farland.example/credentials/doctor' }))), 'not-for-this-type')
})

test('attack: key binding missing, by another key, with wrong audience, nonce or sd_hash', () => {
  const presented = withoutProof(shown)
  refused(presented, 'no-binding')
  refused(prove(presented, {}, undefined, newKeys().privateKey), 'bad-binding-signature')
  refused(prove(presented, { aud: 'x509_hash:bar' }), 'wrong-audience')
  refused(prove(presented, { aud: [audience, 'x509_hash:bar'] }), 'wrong-audience')
  refused(prove(presented, { nonce: 'another' }), 'wrong-nonce')
  refused(prove(presented, { nonce: undefined }), 'wrong-nonce')
  refused(prove(presented, { sd_hash: digestOf(`${credential.split('~')[0]!}~`) }), 'wrong-disclosures')
  refused(shown, 'wrong-nonce', { nonce: 'of another session' })
  refused(shown, 'wrong-audience', { audience: 'x509_hash:another verifier' })
})

test('attack: a disclosure taken out or put in after the holder has signed', () => {
  const [token, first, ...rest] = shown.split('~') as [string, string, ...string[]]
  refused([token, ...rest].join('~'), 'wrong-disclosures')
  const more = credential.split('~').find((part) => part !== token && part !== '' && !shown.includes(part))!
  refused([token, first, more, ...rest].join('~'), 'wrong-disclosures')
})

test('attack: key binding iat in the future or the past', () => {
  const presented = withoutProof(shown)
  refused(prove(presented, { iat: now + 120 }), 'binding-in-future')
  refused(prove(presented, { iat: now - 3_600 }), 'binding-too-old')
  assert.ok(check(prove(presented, { iat: now + 30 })).valid)
  assert.ok(check(prove(presented, { iat: now - 200 })).valid)
  for (const iat of [undefined, 'now', null]) refused(prove(presented, { iat }), 'unreadable')
})

test('attack: key binding of another type or algorithm', () => {
  const presented = withoutProof(shown)
  refused(prove(presented, {}, { alg: 'ES256', typ: 'JWT' }), 'wrong-type')
  refused(prove(presented, {}, { alg: 'none', typ: 'kb+jwt' }), 'wrong-algorithm')
})

test('a holder’s key with no more than it needs, and with all that may stand in it, is read alike', () => {
  const key = holder.publicKey.export({ format: 'jwk' })
  for (const jwk of [key, { ...key, kid: 'a', use: 'sig', alg: 'ES256', key_ops: ['verify'] }]) assert.ok(check(prove(signed(bound({ cnf: { jwk } })))).valid)
})

test('attack: minimal, missing or malformed cnf', () => {
  refused(prove(signed(bound({ cnf: undefined }))), 'no-binding')
  refused(prove(signed(bound({ cnf: {} }))), 'no-binding')
  refused(prove(signed(bound({ cnf: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } } }))), 'bad-holder-key')
  refused(prove(signed(bound({ cnf: { jwk: { kty: 'oct', k: 'AA' } } }))), 'bad-holder-key')
  refused(prove(signed(bound({ cnf: { jwk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } } }))), 'bad-holder-key')
})

test('expired and not yet valid are told apart, with a minute for clocks that differ', async () => {
  const brief = await present(await issue({ nbf: now - 100, exp: now + 100 }), [])
  assert.ok(check(brief).valid)
  refused(brief, 'not-yet-valid', { now: now - 200 })
  refused(await present(await issue({ exp: now - 61 }), []), 'expired')
  assert.ok(check(await present(await issue({ exp: now - 59 }), [])).valid)
})

test('attack: a claim altered, invented, repeated, or put over one that is there', () => {
  const good = disclosure('salt-salt-salt-salt-1', 'given_name', '하늘')
  const payload = bound({ _sd: [digestOf(good)], _sd_alg: 'sha-256' })
  assert.ok(check(prove(`${signed(payload)}${good}~`)).valid)
  refused(prove(`${signed(payload)}${disclosure('salt-salt-salt-salt-1', 'given_name', '바다')}~`), 'altered-claim')
  refused(prove(`${signed(payload)}${good}~${good}~`), 'repeated-claim')
  refused(prove(`${signed({ ...payload, _sd: [digestOf(good), digestOf(good)] })}${good}~`), 'repeated-claim')
  refused(prove(`${signed({ ...payload, given_name: '바다' })}${good}~`), 'repeated-claim')
  refused(prove(`${signed({ ...payload, _sd_alg: 'md5' })}${good}~`), 'wrong-algorithm')
})

test('attack: issuer, type, expiry or holder key hidden behind a disclosure', () => {
  for (const [name, value] of [['exp', 1], ['vct', vct], ['cnf', {}], ['iss', issuer], ['nbf', 1], ['status', {}]] as const) {
    const hidden = disclosure('salt-salt-salt-salt-2', name, value)
    const result = check(prove(`${signed(bound({ _sd: [digestOf(hidden)] }))}${hidden}~`))
    assert.deepEqual(result, { valid: false, reason: 'reserved-claim' }, name)
  }
})

test('claims inside claims and lists are opened, and only where they are signed for', () => {
  const street = disclosure('salt-salt-salt-salt-3', 'street', '세종대로')
  const address = disclosure('salt-salt-salt-salt-4', 'address', { region: '서울', _sd: [digestOf(street)] })
  const country = disclosure('salt-salt-salt-salt-5', 'FL')
  const token = signed(bound({ _sd: [digestOf(address)], nationalities: [{ '...': digestOf(country) }, { '...': digestOf('decoy') }] }))
  const all = check(prove(`${token}${address}~${street}~${country}~`))
  assert.ok(all.valid)
  assert.deepEqual([all.verified.claims['address'], all.verified.claims['nationalities']], [{ region: '서울', street: '세종대로' }, ['FL']])
  refused(prove(`${token}${street}~`), 'altered-claim')
  refused(prove(`${signed(bound({ _sd: [digestOf(country)] }))}${country}~`), 'unreadable')
})

test('attack: duplicate JSON keys in header, payload or disclosure', () => {
  const text = JSON.stringify(bound())
  refused(prove(signed(text.replace('{', `{"vct":"other",`))), 'unreadable')
  const twice = Buffer.from('["salt-salt-salt-salt-6","a",{"b":1,"b":2}]').toString('base64url')
  refused(prove(`${signed(bound({ _sd: [digestOf(twice)] }))}${twice}~`), 'unreadable')
})

test('attack: an unsupported or malformed status is not taken for none', () => {
  for (const status of [{}, { status_list: {} }, { status_list: { idx: -1, uri: 'x' } }, { status_list: { idx: '1', uri: 'x' } }, { other: {} }, 'x', null]) refused(prove(signed(bound({ status }))), 'no-status')
})

test('attack: a claim named __proto__ stays a claim', () => {
  const text = JSON.stringify(bound()).replace('{', '{"__proto__":{"admin":true},')
  const result = check(prove(signed(text)))
  assert.ok(result.valid)
  assert.equal((result.verified.claims as { admin?: boolean }).admin, undefined)
})

test('attack: oversized, deeply nested or meaningless input is refused, never a failure', () => {
  refused('a'.repeat(70_000), 'too-large')
  refused(prove(signed(`{"iss":"${issuer}","vct":"${vct}","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)), 'unreadable')
  for (const text of ['', '~', '~~', '...~', 'a.b.c~', `${shown}.x`, shown.replaceAll('~', '~~'), '\u0000~']) assert.equal(check(text).valid, false, text)
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => { assert.equal(check(text).valid, false) }), { numRuns: 200 })
})

test('a second spelling of a signature is refused', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(shown.at(-1)!)
  refused(shown.slice(0, -1) + alphabet[last + 1]!, 'bad-binding-signature')
  refused(`${shown}=`, 'bad-binding-signature')
})
