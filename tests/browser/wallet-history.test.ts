/** The holder's app before an issuer that names itself by did:webvh: its history and witnesses are checked in the browser, and everything bent in them is refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DIDLog, WitnessProofFileEntry } from 'didwebvh-ts'
import { signWitnessProofEntry } from 'didwebvh-ts'
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { Browser, Page } from 'playwright-core'
import { nextEntry } from '../../src/modules/credentials/history/next-entry.ts'
import { newSignerKey, readSignerKey } from '../../src/kernel/transparency/note/key.ts'
import { didKeyOf, signerOf } from '../../src/kernel/webvh/suite.ts'
import { type IssuerHistory, readHistory } from '../../packages/wallet/app/receive/read-history.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { openStrangeIssuer, type StrangeIssuer } from './strange-issuer.ts'
import { openDevice, paste, stored } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
const witnesses = ['ombudsman', 'authority'].map((office) => readSignerKey(newSignerKey(`${office}.example`, 4)))
const witness = { threshold: 2, witnesses: witnesses.map(({ raw }) => ({ id: didKeyOf(raw) })) }
let house: TestHouse
let browser: Browser
let issuer: StrangeIssuer
let keys: { kid: string; privateKey: CryptoKey; jwk: JWK }[]
let log: DIDLog
let proofs: WitnessProofFileEntry[]

openForAll(async (opened) => {
  ({ house, browser } = opened)
  issuer = await openStrangeIssuer(house.origin)
  opened.closing.defer(() => issuer.close())
  keys = await Promise.all(['first', 'second'].map(async (kid) => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    return { kid, privateKey, jwk: { ...await exportJWK(publicKey), kid } }
  }))
  ;[log, proofs] = [[], []]
  await grow([keys[0]!.jwk])
})

/** Another entry, vouched for by both. */
async function grow(signing: readonly JWK[], from = log) {
  const entry = (await nextEntry(Buffer.alloc(32, 7), { host: new URL(issuer.origin).host.replace(':', '%3A'), keys: signing as never, witness }, from, proofs))!
  log = [...from, entry]
  proofs = [...proofs, await signWitnessProofEntry({ versionId: entry.versionId, witnesses: witness.witnesses, witnessSignersByDid: Object.fromEntries(witnesses.map((key) => [didKeyOf(key.raw), signerOf(key)])) })]
  publish()
}

function publish(entries: DIDLog = log, said: WitnessProofFileEntry[] = proofs) {
  issuer.files.set('/.well-known/did.jsonl', entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  issuer.files.set('/.well-known/did-witness.json', JSON.stringify(said))
}

const did = () => log[0]!.state.id!

/** What the house issues, as an issuer with a history would say it; mobile documents as they are. */
const signedBy = ({ privateKey, kid }: { privateKey: CryptoKey; kid: string }, iss = did()) => async (credential: string): Promise<string> => {
  if (!credential.includes('~')) return credential
  const [token, ...disclosures] = credential.split('~')
  const { alg: _alg, x5c: _x5c, ...header } = decodeProtectedHeader(token!)
  return [await new SignJWT({ ...decodeJwt(token!), iss }).setProtectedHeader({ ...header, alg: 'ES256', kid: `${iss}#${kid}` }).sign(privateKey), ...disclosures].join('~')
}

async function take(page: Page) {
  const { link, transactionCode } = await house.credentials.issuer!.offer(issuer.origin, person, ['mobile-id'])
  await paste(page, link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(transactionCode)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
}

test('its keys are believed by its history and its witnesses, loaded when there is one', { skip: noBrowser }, async () => {
  issuer.bend = signedBy(keys[0]!)
  const { context, page } = await openDevice(browser, house.origin)
  await take(page)
  await page.getByText('The history of the issuer’s keys at localhost').waitFor()
  await page.getByText('At least 2 witnesses have seen it.').waitFor()
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added: Mobile ID').waitFor()
  assert.equal((await stored(page, 'card')).length, 1)
  await context.close()
})

test('what it says of itself is believed by a key of that history, and by none that is not in it', { skip: noBrowser }, async () => {
  const metadata = '/.well-known/openid-credential-issuer'
  const said = await (await fetch(issuer.origin + metadata)).json() as { credential_issuer: string }
  const by = ({ kid, privateKey }: typeof keys[number]) => new SignJWT({ ...said, sub: issuer.origin }).setIssuedAt().setProtectedHeader({ alg: 'ES256', typ: 'openidvci-issuer-metadata+jwt', kid: `${did()}#${kid}` }).sign(privateKey)
  const { context, page } = await openDevice(browser, house.origin)
  const { link } = await house.credentials.issuer!.offer(issuer.origin, person, ['mobile-id'])
  issuer.files.set(metadata, await by(keys[0]!))
  await paste(page, link)
  await page.getByText('is signed, by a key that localhost').waitFor()
  issuer.files.set(metadata, await by({ ...keys[0]!, privateKey: keys[1]!.privateKey }))
  await paste(page, link)
  await page.getByRole('alert').getByText('The signature is wrong').waitFor()
  issuer.files.delete(metadata)
  await context.close()
})

test('the next key is believed once its entry stands, and the one that was taken out no longer', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  issuer.bend = signedBy(keys[1]!)
  await take(page)
  await page.getByRole('alert').getByText('The signature is wrong').waitFor()
  await grow([keys[1]!.jwk])
  await take(page)
  await page.getByText('The history of the issuer’s keys').waitFor()
  issuer.bend = signedBy(keys[0]!)
  await take(page)
  await page.getByRole('alert').getByText('The signature is wrong').waitFor()
  await context.close()
})

test('refused: a key that was changed in it, an entry left out, too few witnesses, one twice, another’s name, a name of elsewhere', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  issuer.bend = signedBy(keys[1]!)
  const bent = structuredClone(log)
  bent.at(-1)!.state.verificationMethod![0]!.publicKeyJwk['x'] = keys[0]!.jwk.x!
  const [few, twice] = [structuredClone(proofs), structuredClone(proofs)]
  few.at(-1)!.proof.length = 1
  twice.at(-1)!.proof[1] = twice.at(-1)!.proof[0]!
  const cases: [what: string, publish: () => void, refusal: string, iss?: string][] = [
    ['a key changed', () => { publish(bent) }, 'does not hold'],
    ['an entry left out', () => { publish(log.slice(1)) }, 'does not hold'],
    ['nothing that can be read', () => { issuer.files.set('/.well-known/did.jsonl', '<html>') }, 'does not hold'],
    ['one witness of two', () => { publish(log, few) }, 'Too few witnesses'],
    ['one witness twice', () => { publish(log, twice) }, 'Too few witnesses'],
    ['no witness of the last entry', () => { publish(log, proofs.slice(0, -1)) }, 'Too few witnesses'],
    ['another beginning', () => { publish() }, 'does not hold', did().replace(/Qm\w{4}/, 'QmAAAA')],
    ['a host of elsewhere', () => { publish() }, 'does not come from whom it names', did().replace(/localhost.*/, 'elsewhere.example')],
  ]
  for (const [what, change, refusal, iss] of cases) {
    issuer.bend = signedBy(keys[1]!, iss)
    change()
    await take(page)
    await page.getByRole('alert').getByText(refusal).waitFor({ timeout: 15_000 }).catch(async () => assert.fail(`${what}: ${await page.locator('main').innerText()}`))
  }
  publish()
  assert.deepEqual(await stored(page, 'card'), [])
  await context.close()
})

test('a history that was read before goes on: another one for the same name, and a shorter one, are refused', { skip: noBrowser }, async () => {
  const reasonOf = (known: IssuerHistory, name = did()) => readHistory(name, issuer.origin, known).then(({ version }) => version, ({ reason }: { reason: string }) => reason)
  const [first, last] = [log[0]!.versionId, log.at(-1)!.versionId]
  publish()
  const known = { did: did(), version: first, witnesses: 2 }
  assert.equal(await reasonOf(known), last)
  assert.equal(await reasonOf({ ...known, version: '7-Qm' }), 'bad-history')
  publish(log.slice(0, 1), proofs.slice(0, 1))
  assert.equal(await reasonOf({ ...known, version: last }), 'bad-history')
  assert.equal(await reasonOf({ ...known, did: did().replace(/Qm\w{4}/, 'QmAAAA') }), 'wrong-issuer')
})
