/**
 * The history of the issuer's keys (did:webvh 1.0) beside two witnesses: resolved by the library as a stranger resolves it, grown by a rotation, held back
 * until witnesses have seen it, and refused by them and by the library once anything in it is another.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { deriveNextKeyHash, type DIDLog, resolveDIDFromLog, type WitnessProofFileEntry } from 'didwebvh-ts'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { drawKeys, rotateKey } from '../../../kernel/keys/draw-keys.ts'
import { newSignerKey, readSignerKey, writeVkey } from '../../../kernel/transparency/note/key.ts'
import { readPolicy } from '../../../kernel/transparency/note/policy.ts'
import { serveWitness, type Witness } from '../../../kernel/transparency/witness/serve-witness.ts'
import { privateObject } from '../../../kernel/keys/import-key.ts'
import { readLog } from '../../../kernel/webvh/check-log-by.ts'
import { didKeyOf, verifier } from '../../../kernel/webvh/suite.ts'
import { signSdJwt } from '../issue/sign-sd-jwt.ts'
import { openTrust } from '../trust/trust.ts'
import { trustedLists } from '../trust/trusted-lists.ts'
import { verifySdJwt } from '../verify/sd-jwt/verify-sd-jwt.ts'
import type { CredentialsTables } from '../tables.ts'
import { askForProof } from './ask-witness.ts'
import { keepHistory, type PublishedHistory } from './keep-history.ts'
import { thresholdOf } from './threshold.ts'

const origin = 'https://services.example'
const subject = { host: 'services.example', country: 'ZZ' }
const offices = ['ombudsman', 'authority'] as const
const vkeys: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'maru-history-'))
let rooms: RoomDatabase
let running: Witness[] = []
let held = await drawKeys(subject)

before(async () => {
  rooms = await roomDatabase()
  for (const office of offices) {
    mkdirSync(join(folder, office))
    const key = newSignerKey(`${office}.example`, 4)
    vkeys.push(writeVkey(readSignerKey(key)))
    for (const [file, text] of [['witness.key', key], ['logs', ''], ['hosts', '# whose\nservices.example\n']] as const) writeFileSync(join(folder, office, file), text)
  }
})
beforeEach(async () => { running = await startAll() })
after(async () => {
  await Promise.all(running.map((witness) => witness.close()))
  await rooms.close()
  rmSync(folder, { recursive: true })
})

async function startAll() {
  const ports = running.map(({ url }) => Number(new URL(url).port))
  await Promise.all(running.map((witness) => witness.close()))
  return Promise.all(offices.map((office, at) => serveWitness({ folder: join(folder, office), host: '127.0.0.1', port: ports[at] ?? 0 })))
}

/** As another process would keep it: nothing is remembered but what stands in the database. */
const open = (group = 'all') => keepHistory({
  db: rooms.database.room<CredentialsTables>('credentials'), secret: Buffer.alloc(32, 7), log: { warn: () => undefined },
  keys: async () => held.uses.credentials!.filter(({ compromisedAt }) => compromisedAt === undefined).map(({ jwk }) => jwk),
  policy: readPolicy(`${offices.map((office, at) => `witness ${office} ${vkeys[at]} ${running[at]!.url}`).join('\n')}\ngroup both ${group} ${offices.join(' ')}\nquorum both\n`),
})

const proofsOf = ({ witness }: PublishedHistory) => JSON.parse(witness) as WitnessProofFileEntry[]
const resolve = (published: PublishedHistory, log: DIDLog = readLog(published.log), witnessProofs = proofsOf(published)) => resolveDIDFromLog(log, { verifier, witnessProofs, requestedDid: published.did })
const kidsOf = (document: { assertionMethod?: string[] }) => document.assertionMethod!.map((id) => id.split('#')[1])
const kidsHeld = () => held.uses.credentials!.filter(({ compromisedAt }) => compromisedAt === undefined).map(({ jwk }) => jwk.kid)

test('a stranger resolves it: the name holds the first entry, the keys are the issuer’s, the next key is announced, and both witnesses of the log have seen it', async () => {
  const published = (await open().read(origin))!
  assert.match(published.did, /^did:webvh:Qm\w{44}:services\.example$/)
  const { doc, meta } = await resolve(published)
  assert.equal(meta.error, undefined)
  assert.deepEqual(kidsOf(doc!), kidsHeld())
  assert.deepEqual(doc!.alsoKnownAs, ['did:web:services.example'])
  assert.equal(meta.prerotation, true)
  assert.deepEqual(meta.witness, { threshold: 2, witnesses: vkeys.map((vkey) => ({ id: didKeyOf(Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1)) })) })
  assert.equal(proofsOf(published)[0]!.proof.length, 2)
  assert.deepEqual(await open().read(origin), published, 'nothing is added where nothing has changed')
})

test('a rotation is an entry, signed by the key that the entry before announced; a key that leaked is out with the next', async () => {
  held = await rotateKey(held, 'credentials', subject)
  const rotated = (await open().read(origin))!
  const [first, second] = readLog(rotated.log) as [DIDLog[number], DIDLog[number]]
  assert.deepEqual(kidsOf((await resolve(rotated)).doc!), kidsHeld())
  assert.equal(kidsHeld().length, 2)
  assert.deepEqual(first.parameters.nextKeyHashes, [await deriveNextKeyHash(second.parameters.updateKeys![0]!)])
  held = await rotateKey(held, 'credentials', subject, { leaked: true })
  const cleared = (await open().read(origin))!
  assert.deepEqual(kidsOf((await resolve(cleared)).doc!), kidsHeld())
  assert.equal(kidsHeld().length, 1)
  assert.equal(readLog(cleared.log).length, 3)
  assert.ok(cleared.log.startsWith(rotated.log), 'it only grows')
})

test('without a witness nothing new is published, and what was goes on; it comes with the witness', async () => {
  const before = (await open().read(origin))!
  held = await rotateKey(held, 'credentials', subject)
  await running[1]!.close()
  const during = (await open().read(origin))!
  assert.equal(during.log, before.log)
  assert.equal((await resolve(during)).meta.error, undefined)
  running = await startAll()
  const later = (await open().read(origin))!
  assert.equal(readLog(later.log).length, readLog(before.log).length + 1)
  assert.deepEqual(kidsOf((await resolve(later)).doc!), kidsHeld())
})

test('refused by the library: another key, another order, a missing entry, a proof of a stranger, one witness too few', async () => {
  const published = (await open().read(origin))!
  const log = readLog(published.log)
  const bent = (bend: (log: DIDLog) => void) => {
    const copy = structuredClone(log)
    bend(copy)
    return copy
  }
  const refused: [string, Promise<{ meta: { error?: string } }>][] = [
    ['another key', resolve(published, bent((copy) => { copy.at(-1)!.state.verificationMethod![0]!.publicKeyJwk['x'] = 'AAAA' }))],
    ['an older key, too', resolve(published, bent((copy) => { copy[0]!.state.verificationMethod![0]!.publicKeyJwk['x'] = 'AAAA' }))],
    ['an entry left out', resolve(published, log.toSpliced(1, 1))],
    ['a proof of another entry', resolve(published, bent((copy) => { copy.at(-1)!.proof = copy[0]!.proof! }))],
    ['one witness', resolve(published, log, proofsOf(published).map((entry) => ({ ...entry, proof: entry.proof.slice(0, 1) })))],
    ['the same witness twice', resolve(published, log, proofsOf(published).map((entry) => ({ ...entry, proof: [entry.proof[0]!, entry.proof[0]!] })))],
    ['another name', resolve({ ...published, did: published.did.replace('services', 'servants') })],
  ]
  for (const [what, resolving] of refused) {
    const error = await resolving.then(({ meta }) => meta.error, (cause: unknown) => (cause as Error).message)
    assert.ok(error !== undefined, what)
  }
})

test('refused by a witness: a second history of the same name, a shorter one, one of another host, one that does not name it', async () => {
  const published = (await open().read(origin))!
  const [log, witness] = [readLog(published.log), proofsOf(published)]
  const [{ url }] = running as [Witness]
  await assert.rejects(askForProof(url, log.slice(0, 1), witness), /409/)
  await assert.rejects(askForProof(url, log.toSpliced(1, 1), witness), /422/)
  writeFileSync(join(folder, offices[0], 'hosts'), 'another.example\n')
  await assert.rejects(askForProof(url, log, witness), /404/)
  writeFileSync(join(folder, offices[0], 'hosts'), 'services.example\n')
  await askForProof(url, log, witness)
  const alone = (await keepHistory({ db: rooms.database.room<CredentialsTables>('credentials'), secret: Buffer.alloc(32, 8), log: { warn: () => undefined }, keys: async () => [], policy: readPolicy('quorum none\n') }).read('https://alone.example'))!
  writeFileSync(join(folder, offices[0], 'hosts'), 'alone.example\n')
  await assert.rejects(askForProof(url, readLog(alone.log), []), /403/)
  await assert.rejects(askForProof(url, [], []), /422/)
  writeFileSync(join(folder, offices[0], 'hosts'), 'services.example\n')
})

test('a verifier that was given the name believes what its keys sign, for the types it was told and until a week is over', async () => {
  const file = join(folder, 'trusted.json')
  const vct = 'urn:school:diploma:1'
  const before = (await open().read(origin))!
  const known = { did: before.did, types: [vct], statusLists: [`${origin}/status/`] }
  await trustedLists.addHistory(file, { ...known, ...before })
  held = await rotateKey(held, 'credentials', subject, { leaked: true })
  const published = (await open().read(origin))!
  const { jwk } = held.uses.credentials![0]!
  const shown = (kid: string, type = vct) => signSdJwt({ kid, jwk, key: privateObject(jwk), x5c: undefined as never, activeFrom: new Date() },
    { issuer: before.did, vct: type, claims: [], digests: 0, validity: { from: 0, until: 4_000_000_000 }, holder: jwk, status: { uri: `${origin}/status/1`, index: 0 } })
  const believed = async (token: Promise<string>, now?: number) => verifySdJwt(await token, { trust: openTrust((await trustedLists.open(file, assert.fail, now === undefined ? undefined : () => now))()), now: Date.now() / 1_000, binding: undefined })
  const reasonOf = async (...asked: Parameters<typeof believed>) => believed(...asked).then((outcome) => ('reason' in outcome ? outcome.reason : undefined))
  assert.equal(await reasonOf(shown(`${before.did}#${jwk.kid}`)), 'unknown-issuer', 'a key that came later')
  await trustedLists.addHistory(file, { ...known, ...published })
  await trustedLists.addHistory(file, { ...known, ...published })
  for (const kid of [`${before.did}#${jwk.kid}`, `#${jwk.kid}`]) assert.equal(await reasonOf(shown(kid)), undefined)
  assert.equal(await reasonOf(shown(`${before.did}#${jwk.kid}`, 'urn:school:degree:1')), 'not-for-this-type')
  assert.equal(await reasonOf(shown(`${before.did}#${jwk.kid}`), Date.now() / 1_000 + 8 * 24 * 3600), 'unknown-issuer')
  await assert.rejects(trustedLists.addHistory(file, { ...known, ...before }), /does not grow/)
  await assert.rejects(trustedLists.addHistory(file, { ...known, ...published, did: before.did.replace('services', 'servants') }), /does not hold/)
  await assert.rejects(trustedLists.addHistory(file, { ...known, ...published, witness: before.witness }), /Too few witnesses/)
  const [entry] = proofsOf(published).slice(-1)
  for (const proof of [[null], [{ ...entry!.proof[0], proofValue: 7 }], [{}], 'none']) await assert.rejects(trustedLists.addHistory(file, { ...known, ...published, witness: JSON.stringify([{ ...entry, proof }]) }), 'proofs that nobody can read are none')
  await assert.rejects(trustedLists.addHistory(file, { ...known, ...published, types: [] }), /what it may issue/)
  assert.deepEqual(trustedLists.addressesOf('did:webvh:Qm1:services.example%3A8443:issuers:school'), { log: 'https://services.example:8443/issuers/school/did.jsonl', witness: 'https://services.example:8443/issuers/school/did-witness.json' })
  assert.throws(() => trustedLists.addressesOf('did:webvh:Qm1:services.example:..'), /no name/)
})

test('witnesses in groups are counted as the method knows it: so many that any choice of them is a quorum', () => {
  const policy = (rules: string) => readPolicy(`${['a', 'b', 'c'].map((name) => `witness ${name} ${writeVkey(readSignerKey(newSignerKey(`${name}.example`, 4)))}`).join('\n')}\n${rules}`)
  assert.equal(thresholdOf(policy('group two 2 a b c\nquorum two\n')), 2)
  assert.equal(thresholdOf(policy('quorum a\n')), 3)
  assert.equal(thresholdOf(policy('group any any a b c\nquorum any\n')), 1)
  assert.equal(thresholdOf(policy('quorum none\n')), 0)
})
