/** A mobile document as the answer to a registered question: what is kept of it, and each way in which it is refused, by name. */
import assert from 'node:assert/strict'
import { hash, type KeyObject } from 'node:crypto'
import { before, test } from 'node:test'
import { decode, encode, Tagged } from 'cborg'
import { openTrust, type Trust } from '../trust/trust.ts'
import { openidTranscript } from '../verify/mdoc/openid-transcript.ts'
import type { Reason, Refused } from '../verify/refusal.ts'
import type { Status } from '../verify/status/read-status-list.ts'
import { type Authority, makeAuthority, newKeys } from '../verify/test-authority.ts'
import { docType, issueMdoc, type MdocOrder, nameSpace, presentMdoc } from '../verify/test-mdoc.ts'
import { type AnswerCheck, checkAnswer } from './check-answer.ts'
import { type CredentialNames, queryOf, type RequestTemplate } from './request-template.ts'
import type { Shown } from './tables.ts'

const now = Date.parse('2026-11-26T03:00:00Z') / 1_000
const session = { clientId: 'x509_hash:shop', nonce: 'n-0S6_WzA2Mj', encryptionKey: new Uint8Array(hash('sha256', 'key', 'buffer')), responseUri: 'https://shop.example/answer' }
const types: CredentialNames[] = [{ id: 'licence', name: { en: 'Licence' }, vct: 'urn:farland:licence', doctype: docType, namespace: nameSpace, claims: [] }]
const claims = { given_name: '하늘', age_over_19: true, portrait: new Uint8Array([1, 2, 3]), driving_privileges: [new Map([['vehicle_category_code', 'B']])] }
const asking = (names: string[], changes: Partial<RequestTemplate['asks'][number]> = {}) => ({ asks: [{ credential: 'licence', claims: names, ...changes }], keepDays: 0 })

const holder = newKeys()
let authority: Authority
let trust: Trust
before(async () => {
  authority = await makeAuthority()
  trust = openTrust([{ id: 'https://farland.example', name: {}, types: [docType], keys: [], anchors: [authority.anchor], statusLists: [] }])
})

const show = async (names: readonly string[], { over = session, key = holder.privateKey, ...order }: Partial<MdocOrder> & { over?: typeof session; key?: KeyObject } = {}) => presentMdoc(
  await issueMdoc({ ...authority.signers[0]!, holder: holder.publicKey, claims, ...order }), key, names, over)
const coded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

function check(vpToken: unknown, template: Pick<RequestTemplate, 'asks' | 'keepDays'> = asking(['age_over_19']), changes: Partial<AnswerCheck> = {}): Promise<Shown> {
  const status = { statusOf: () => Promise.resolve({ status: 'valid' as Status, asOf: now, stale: false }) }
  return checkAnswer(vpToken, { template, types, query: queryOf(template, types), trust, status, audience: session.clientId, nonce: session.nonce, transcript: openidTranscript(session), now, ...changes })
}
const refused = async (reason: Reason, ...answer: Parameters<typeof check>) => { await assert.rejects(check(...answer), (cause: Refused) => cause.reason === reason || assert.fail(`${cause.reason ?? cause.message}, not ${reason}`)) }

test('the question in CBOR’s terms: name space and element, the type of the document, and whether the answer is kept', () => {
  const { credentials, credential_sets: sets } = queryOf({ ...asking(['age_over_19']), keepDays: 30 }, types)
  assert.deepEqual(credentials[1], { id: 'licence_mdoc', format: 'mso_mdoc', meta: { doctype_value: docType }, claims: [{ path: [nameSpace, 'age_over_19'], intent_to_retain: true }], multiple: false, require_cryptographic_holder_binding: true })
  assert.deepEqual(sets, [{ options: [['licence'], ['licence_mdoc']], required: true }])
  const only = (format: 'dc+sd-jwt' | 'mso_mdoc') => queryOf(asking([], { format }), types)
  assert.deepEqual(only('mso_mdoc').credentials.map(({ id }) => id), ['licence_mdoc'])
  assert.deepEqual(only('dc+sd-jwt').credential_sets![0]!.options, [['licence']])
  assert.equal((queryOf(asking(['age_over_19']), types).credentials[1] as { claims: { intent_to_retain: boolean }[] }).claims[0]!.intent_to_retain, false)
})

test('of what is shown only what was asked is kept, as JSON has it', async () => {
  const more = await show(['given_name', 'age_over_19', 'portrait', 'driving_privileges'])
  assert.deepEqual((await check({ licence_mdoc: [coded(more)] })).credentials, { licence: { issuer: 'https://farland.example', claims: { age_over_19: true }, statusAsOf: null, statusStale: false } })
  const { credentials } = await check({ licence_mdoc: [coded(more)] }, asking(['portrait', 'driving_privileges']))
  assert.deepEqual(credentials['licence']!.claims, { portrait: 'AQID', driving_privileges: [{ vehicle_category_code: 'B' }] })
  assert.equal((await check({ licence_mdoc: [coded(await show([]))] }, asking([]))).credentials['licence']!.issuer, 'https://farland.example')
})

test('attack: another session’s answer: its verifier, nonce, key or address', async () => {
  const shown = coded(await show(['age_over_19']))
  assert.ok(await check({ licence_mdoc: [shown] }))
  for (const changes of [{ clientId: 'x509_hash:bar' }, { nonce: 'another' }, { encryptionKey: new Uint8Array(32) }, { responseUri: 'https://bar.example/answer' }]) {
    await refused('bad-binding-signature', { licence_mdoc: [shown] }, undefined, { transcript: openidTranscript({ ...session, ...changes }) })
  }
  await refused('bad-binding-signature', { licence_mdoc: [coded(await show(['age_over_19'], { key: newKeys().privateKey }))] })
})

test('attack: too little, too much, and in another’s place', async () => {
  const [shown, nameOnly] = [coded(await show(['age_over_19'])), coded(await show(['given_name']))]
  await refused('query-not-met', { licence_mdoc: [nameOnly] })
  await refused('query-not-met', {})
  await refused('not-asked-for', { licence_mdoc: [shown, shown] })
  await refused('not-asked-for', { licence_mdoc: [] })
  await refused('not-asked-for', { other: [shown] })
  await refused('not-asked-for', { licence_mdoc: [{ shown }] })
  await refused('not-asked-for', { licence_mdoc: [shown] }, asking(['age_over_19'], { format: 'dc+sd-jwt' }))
  await refused('unreadable', { licence: [shown] })
  await refused('unreadable', { licence_mdoc: [`${shown}=`] })
  for (const nothing of [null, 'x', [shown], undefined]) await refused('unreadable', nothing)
})

const tags = Object.fromEntries([0, 24, 1004].map((tag) => [tag, Tagged.decoder(tag)]))
type Node = Map<string, unknown>

/** Two documents in one answer, each of them good. */
test('attack: a second document beside the one that was asked for', async () => {
  const response = decode(await show(['age_over_19']), { useMaps: true, tags }) as Node
  const [document] = response.get('documents') as Node[]
  const doubled = encode(new Map([...response, ['documents', [document, document]]]), { mapSorter: () => 0 } as never)
  await refused('not-asked-for', { licence_mdoc: [coded(doubled)] })
})

test('attack: over, not yet in force, of an issuer nobody trusts for it, of another type', async () => {
  await refused('expired', { licence_mdoc: [coded(await show(['age_over_19'], { until: new Date('2026-11-20T00:00:00Z') }))] })
  await refused('not-yet-valid', { licence_mdoc: [coded(await show(['age_over_19'], { from: new Date('2026-11-27T00:00:00Z') }))] })
  const stranger = await makeAuthority({ name: 'Elsewhere' })
  await refused('unknown-issuer', { licence_mdoc: [coded(await show(['age_over_19'], stranger.signers[0]))] })
  const other = types.map((type) => ({ ...type, doctype: 'org.iso.23220.photoid.1' }))
  await refused('query-not-met', { licence_mdoc: [coded(await show(['age_over_19']))] }, undefined, { query: queryOf(asking(['age_over_19']), other), types: other })
})
