/** A certificate for software of others: a W3C Verifiable Credential that plain JOSE believes by the issuer's did:web. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Bitstring } from '@digitalbazaar/bitstring'
import { resolveDIDFromLog } from 'didwebvh-ts'
import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import { readLog } from '../../src/kernel/webvh/check-log-by.ts'
import { verifier } from '../../src/kernel/webvh/suite.ts'
import { signIn, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

interface Vc { '@context': unknown[]; issuer: string | { id: string }; validFrom: string; validUntil: string; credentialSubject: Record<string, unknown> }

/** By plain JOSE and the keys that stand at the name in its header. */
async function believe(token: string): Promise<Vc> {
  const { kid } = decodeProtectedHeader(token)
  const [did, fragment] = kid!.split('#') as [string, string]
  const document = await (await fetch(`http://${decodeURIComponent(did.slice('did:web:'.length))}/.well-known/did.json`)).json() as { id: string; verificationMethod: { id: string; controller: string; publicKeyJwk: JWK }[]; assertionMethod: string[] }
  const method = document.verificationMethod.find((one) => one.id === kid)!
  assert.ok(document.id === did && method.controller === did && document.assertionMethod.includes(kid!) && method.publicKeyJwk.kid === fragment)
  const { payload } = await compactVerify(token, await importJWK(method.publicKeyJwk, 'ES256'), { algorithms: ['ES256'] })
  const vc = JSON.parse(new TextDecoder().decode(payload)) as Vc
  assert.equal(typeof vc.issuer === 'string' ? vc.issuer : vc.issuer.id, did)
  return vc
}

/** As the library of others reads the list that a credential names. */
async function isRevoked({ statusListCredential, statusListIndex, type, statusPurpose }: Record<string, string>): Promise<boolean> {
  const answer = await fetch(statusListCredential!)
  assert.deepEqual([answer.status, answer.headers.get('content-type'), type, statusPurpose], [200, 'application/vc+jwt', 'BitstringStatusListEntry', 'revocation'])
  const list = await believe(await answer.text()) as Vc & { id: string; type: string[] }
  const { encodedList, ...subject } = list.credentialSubject as { encodedList: string }
  assert.deepEqual(subject, { id: `${statusListCredential}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation' })
  assert.ok(list.id === statusListCredential && list.type.includes('BitstringStatusListCredential') && Date.parse(list.validUntil) > Date.now() && encodedList.startsWith('u'))
  const bits = new Bitstring({ buffer: await Bitstring.decodeBits({ encoded: encodedList.slice(1) }) })
  assert.equal(bits.length, 131_072)
  return bits.get(Number(statusListIndex))
}

const download = (browser: TextBrowser, path: string) => fetch(house.origin + path, { headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })

test('downloaded by its owner it is believed by what stands at the issuer’s name, and by nothing here that takes papers; revoked, none is made', async () => {
  const service = house.pack.services.find(({ id }) => id === 'parental-benefit')!
  const label = house.pack.registers.find(({ id }) => id === 'resident')!.fields['name']!.label
  const { id, number } = await house.credentials.issue({
    key: 'export/1', person, service: service.id, agency: service.agency, receipt: '260309-AB12-CD34E', language: 'ko', decidedOn: '2026-03-09', law: service.source,
    facts: [{ name: 'resident.name', label, value: '김하늘', type: 'text' }], amounts: [{ value: 1_000_000, per: 'month', from: '2026-03-01' }, { value: 2_000_000, per: 'once', voucher: true }],
  })
  const owner = new TextBrowser(house.origin)
  await signIn(owner, person)
  const path = `/my/documents/${id}.jwt`
  assert.ok((await owner.get('/my/documents')).html.includes(`href="${path}"`))
  const answer = await download(owner, path)
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'application/vc+jwt'])
  const token = await answer.text()

  const { typ, cty } = decodeProtectedHeader(token)
  assert.deepEqual([typ, cty], ['vc+jwt', 'vc'])
  const credential = await believe(token) as Vc & { type: string[]; credentialStatus: Record<string, string> }
  assert.equal(credential['@context'][0], 'https://www.w3.org/ns/credentials/v2')
  assert.ok(credential.type.includes('VerifiableCredential') && (credential.issuer as { id: string }).id === `did:web:${encodeURIComponent(new URL(house.origin).host)}`)
  for (const at of [credential.validFrom, credential.validUntil]) assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  assert.ok(Date.parse(credential.validFrom) <= Date.now() && Date.parse(credential.validUntil) > Date.now())
  assert.deepEqual(credential.credentialSubject, { certificateNumber: number, receipt: '260309-AB12-CD34E', decidedOn: '2026-03-09', 'resident.name': '김하늘', amounts: [{ amount: 1_000_000, per: 'month', upTo: false, voucher: false, from: '2026-03-01' }, { amount: 2_000_000, per: 'once', upTo: false, voucher: true }] })
  // Claims of JOSE have no place in it (Securing Verifiable Credentials using JOSE and COSE, section 3.1.3), and a wallet's proof none either.
  for (const name of ['vc', 'vp', 'proof']) assert.ok(!(name in credential))
  const paper = await house.credentials.verify(token)
  assert.ok(!paper.valid && paper.reason === 'unreadable')

  // The issuer's other name, by which its keys have a history, resolved by the library of that method.
  const history = readLog(await (await fetch(`${house.origin}/.well-known/did.jsonl`)).text())
  const { doc, did } = await resolveDIDFromLog(history, { verifier, witnessProofs: await (await fetch(`${house.origin}/.well-known/did-witness.json`)).json() as [] })
  const { alsoKnownAs, verificationMethod } = await (await fetch(`${house.origin}/.well-known/did.json`)).json() as { alsoKnownAs: string[]; verificationMethod: { publicKeyJwk: JWK }[] }
  assert.deepEqual([alsoKnownAs, doc!.alsoKnownAs], [[did], [`did:web:${encodeURIComponent(new URL(house.origin).host)}`]])
  assert.deepEqual(doc!.verificationMethod!.map(({ publicKeyJwk }) => publicKeyJwk), verificationMethod.map(({ publicKeyJwk }) => publicKeyJwk))
  assert.equal(await isRevoked(credential.credentialStatus), false)
  const again = await believe(await (await download(owner, path)).text()) as Vc & { credentialStatus: object }
  assert.deepEqual(again.credentialStatus, credential.credentialStatus, 'the same place in every export')
  assert.equal((await fetch(`${house.origin}/status/certificates/2`)).status, 404)

  const other = new TextBrowser(house.origin)
  await signIn(other, 'KR-DEMO-000102')
  assert.equal((await download(other, path)).status, 404)
  await house.credentials.revoke({ id, because: 'issued in error', by: 'operator' })
  assert.equal((await download(owner, path)).status, 410)
  await until(() => isRevoked(credential.credentialStatus), (revoked) => revoked, 5_000)
  const logged = await house.rooms.ask<{ logged: string }>(`select logged from credentials.logged_root where subject = 'certificates-1'`)
  assert.equal(logged.length, 2, 'what each list said stands in the log')
  assert.ok(!(await owner.get('/my/documents')).html.includes(path))
})
