/** What of a card answers a query, as the OpenID conformance plan for wallets asks (OpenID4VP 1.0 section 6), each under the name of its module; with credentials that the platform signs. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { DcqlQuery } from 'dcql'
import { exportJWK, type JWK } from 'jose'
import { newKeyRing } from '../../src/kernel/keys/new-key-ring.ts'
import { vctOf } from '../../src/modules/credentials/issue/credential-types.ts'
import { signSdJwt } from '../../src/modules/credentials/issue/sign-sd-jwt.ts'
import { koreanPack as pack } from '../../src/web/test-view.ts'
import type { Card } from './app/cards/card.ts'
import { presentSdJwt } from './app/present/make-presentation.ts'
import { matchQuery } from './app/present/match-query.ts'

const issuer = 'https://services.example'
const type = pack.credentials.find(({ id }) => id === 'mobile-id')!
const values = new Map<string, string | boolean>([['full_name', '김하늘'], ['birth_date', '1993-04-05'], ['age_over_19', true]])
let card: Card
let pair: CryptoKeyPair
before(async () => {
  pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) as CryptoKeyPair
  const now = Math.floor(Date.now() / 1_000)
  const credential = await signSdJwt((await newKeyRing({ host: 'services.example', country: 'KR' })).current('credentials'), {
    issuer, vct: vctOf(pack, type), claims: type.claims.filter(({ name }) => values.has(name)).map((claim) => ({ claim, value: values.get(claim.name)! })), digests: type.claims.length,
    validity: { from: now - 60, until: now + 3_600 }, holder: await exportJWK(pair.publicKey) as JWK, status: { uri: `${issuer}/status/a`, index: 7 },
  })
  card = { id: 'a', issuer, issuerDisplay: [], display: [], names: [], addedAt: '2026-11-27T00:00:00Z', forms: [{ format: 'dc+sd-jwt', configuration: 'mobile-id', type: vctOf(pack, type), copies: [{ credential, key: 'k', until: undefined, oneUse: true }] }] }
})

const asking = (id: string, claims?: string[], vct = vctOf(pack, type)) => ({ id, format: 'dc+sd-jwt', meta: { vct_values: [vct] }, ...(claims ? { claims: claims.map((name) => ({ path: [name] })) } : {}) })
const match = (query: object) => matchQuery(DcqlQuery.parse(query as never), [card], undefined)

/** What leaves the device: names of the claims that are disclosed. */
async function disclosed(names: readonly string[]): Promise<string[]> {
  const shown = await presentSdJwt({ copy: card.forms[0].copies[0]!, pair }, names, { aud: 'x509_hash:a', nonce: 'n' })
  return shown.split('~').slice(1, -1).map((disclosure) => (JSON.parse(Buffer.from(disclosure, 'base64url').toString()) as [string, string])[1])
}

test('oid4vp-1final-wallet-fewer-claims-than-available: of what the card says only what was asked is shown', async () => {
  const [asked] = (await match({ credentials: [asking('person', ['age_over_19', 'full_name'])] }))!
  const [way] = asked!.candidates[0]!.ways
  assert.deepEqual(way.map(({ name }) => name).sort(), ['age_over_19', 'full_name'])
  assert.deepEqual((await disclosed(way.map(({ name }) => name))).sort(), ['age_over_19', 'full_name'])
})

test('oid4vp-1final-wallet-no-claims-in-dcql-query: a card without a claim that was asked for discloses none', async () => {
  const [asked] = (await match({ credentials: [asking('person')] }))!
  assert.deepEqual(asked!.candidates[0]!.ways, [[]])
  assert.deepEqual(await disclosed([]), [])
})

const sets = (required: boolean) => ({ credentials: [asking('person', ['full_name']), asking('other', ['x'], 'urn:nobody:has:it')], credential_sets: [{ options: [['person']] }, { options: [['other']], required }] })

test('oid4vp-1final-wallet-optional-credential-set: what could be left out and is not there is left out', async () => {
  assert.deepEqual((await match(sets(false)))!.map(({ id, candidates }) => [id, candidates.length]), [['person', 1]])
})

test('oid4vp-1final-wallet-negative-test-required-non-matching-credential: nothing is shown where not all of it can be', async () => {
  assert.equal(await match(sets(true)), undefined)
  assert.equal(await match({ credentials: [asking('person', ['full_name']), asking('other', ['x'], 'urn:nobody:has:it')] }), undefined)
  assert.equal(await match({ credentials: [asking('person', ['full_name', 'not_on_it'])] }), undefined)
})
