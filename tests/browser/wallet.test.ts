/** The holder's app in a real browser: from an offer at the portal to a card that opens without a network. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser } from 'playwright-core'
import { signMetadata } from '../../src/modules/credentials/issue/sign-metadata.ts'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { changeIssuer, type KeyProof } from './change-issuer.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { openStrangeIssuer } from './strange-issuer.ts'
import { openDevice, paste, stored, takeOffer } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) }, { house: { limits: { anyone: 100_000, signedIn: 100_000 } } })

const nameOf = (id: string) => house.identity.demonstration!.nameOf(id)!

test('an offer shows whose data it carries before anything is stored; kept, the card opens without a network', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await takeOffer(page, house, person, ['mobile-id'])
  assert.match(await page.locator('main').innerText(), new RegExp(nameOf(person)))
  await page.getByText('The issuer’s key stands in the public log of Republic of Korea').waitFor()
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key')], [[], []])

  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added: Mobile ID').waitFor()
  const [sealed] = await stored(page, 'card') as [string]
  assert.equal((JSON.parse(Buffer.from(sealed.split('.')[0]!, 'base64url').toString()) as { enc: string }).enc, 'A256GCM')

  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await context.setOffline(true)
  const again = await context.newPage()
  await again.goto(`${house.origin}/wallet`)
  await again.getByRole('link', { name: /Mobile ID/ }).click()
  await again.getByText(nameOf(person)).waitFor()
  // Codes are said in words, offline too.
  const rows = await again.locator('dl').innerText()
  assert.match(rows, /Sex\s+(?:Female|Male)\s/)
  assert.match(rows, /Province\s+[A-Z]/)
  await context.close()
})

test('thrown away, nothing of an offer stays; removed, nothing of a card', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await takeOffer(page, house, person, ['mobile-id'])
  await page.getByRole('button', { name: 'No, throw it away' }).click()
  await page.getByText('There is no card yet').waitFor()
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key')], [[], []])

  await takeOffer(page, house, person, ['mobile-id'])
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByRole('link', { name: /Mobile ID/ }).click()
  await page.getByRole('button', { name: 'Remove this card' }).click()
  await page.getByRole('button', { name: 'Yes, remove' }).click()
  await page.getByText('There is no card yet').waitFor()
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key')], [[], []])
  await context.close()
})

test('an issuer without words: the code stays as it was signed; has it words later, they come with fresh copies', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const strange = await openStrangeIssuer(house.origin)
  strange.bend = (credential) => Promise.resolve(credential)
  // So few copies for one use that the app gets fresh ones when it is opened again.
  const few = (said: object) => ({ ...said, batch_credential_issuance: { batch_size: 2 } })
  strange.describe = (said) => few(JSON.parse(JSON.stringify(said, (name, value: unknown) => (name === 'maru_value_display' ? undefined : value))) as object)
  const { link, transactionCode } = await house.credentials.issuer!.offer(strange.origin, person, ['mobile-id'])
  await paste(page, link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(transactionCode)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added: Mobile ID').waitFor()
  // Once it is opened again the app gets fresh copies by itself, once.
  const sexIs = async (said: RegExp) => {
    await page.getByRole('link', { name: /Mobile ID/ }).click()
    await page.getByText('Date of birth').waitFor()
    assert.match(await page.locator('dl').innerText(), said)
  }
  await sexIs(/Sex\s+[FM]\s/)
  strange.describe = few
  const [before] = await stored(page, 'card')
  await page.goto(`${house.origin}/wallet`)
  // Sealed, so that no more can be seen of it than that it was written anew.
  await until(() => stored(page, 'card'), ([card]) => card !== before, 20_000)
  await page.goto(`${house.origin}/wallet`)
  await sexIs(/Sex\s+(?:Female|Male)\s/)
  strange.close()
  await context.close()
})

/** Of the newest issuances of a person: what the wallet told of them, and how many of their credentials are still valid. */
const fates = async (of: string, since: Date) => (await house.rooms.ask<{ told: string | null; valid: number; all: number }>(
  'select told, count(*) filter (where state = 0)::int as valid, count(*)::int as all from credentials.issuance join credentials.issued_credential on issuance = issuance.id where person = $1 and issued_at >= $2 group by issuance.id, told', [of, since]))

test('the issuer hears what became of a card: kept it stays valid, thrown away or of no use it is taken back', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const settled = async (since: Date, told: string) => until(() => fates(person, since), (rows) => rows.length > 0 && rows.every((row) => row.told === told))
  let since = new Date()
  await takeOffer(page, house, person, ['mobile-id'])
  await page.getByRole('button', { name: 'No, throw it away' }).click()
  for (const { valid } of await settled(since, 'credential_deleted')) assert.equal(valid, 0)
  assert.deepEqual(await stored(page, 'card'), [])

  since = new Date()
  await takeOffer(page, house, person, ['mobile-id'])
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  for (const { valid, all } of await settled(since, 'credential_accepted')) assert.equal(valid, all)

  since = new Date()
  const strange = await openStrangeIssuer(house.origin)
  // Signed for another: of the signature the halves are exchanged.
  strange.bend = (credential) => Promise.resolve(credential.replace(/\.([\w-]{43})([\w-]{43})~/, '.$2$1~'))
  const { link, transactionCode } = await house.credentials.issuer!.offer(strange.origin, person, ['mobile-id'])
  await paste(page, link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(transactionCode)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
  await page.getByRole('alert').waitFor()
  for (const { valid } of await settled(since, 'credential_failure')) assert.equal(valid, 0)
  strange.close()
  await context.close()
})

test('no key of a card can be taken out of the browser', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await takeOffer(page, house, person, ['mobile-id'])
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added: Mobile ID').waitFor()
  const taken = await page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('maru-wallet')
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(['key', 'seal'])
      const pairs = transaction.objectStore('key').getAll()
      const seals = transaction.objectStore('seal').getAll()
      transaction.oncomplete = () => resolve(Promise.all([...pairs.result.map((pair) => pair.privateKey), ...seals.result].map((key) =>
        Promise.any(['jwk', 'pkcs8', 'raw'].map((format) => crypto.subtle.exportKey(format, key))).then(() => 'taken', () => 'kept'))))
    }
  })`) as string[]
  assert.ok(taken.length >= 2)
  assert.deepEqual(new Set(taken), new Set(['kept']))
  await context.close()
})

test('of the country’s own issuer nothing is taken unless its key is proven to stand in the log; also where the browser cannot check such a signature itself', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const refused = async () => {
    const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, person, ['mobile-id'])
    await paste(page, link)
    await page.getByRole('textbox', { name: 'Code of the offer' }).fill(transactionCode)
    await page.getByRole('button', { name: 'Show what it carries' }).click()
    await page.getByRole('alert').getByText('It is not proven to stand in the public log').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Yes, keep it' }).count(), 0)
    await page.unrouteAll()
  }
  const none = () => []
  for (const proofs of [none, (said: KeyProof[]) => said.map(({ kid, proof }) => ({ kid, proof: proof.replace(/index \d+/, 'index 0') })), (said: KeyProof[]) => said.map(({ kid }) => ({ kid, proof: 'nothing' }))]) {
    await changeIssuer(house, page, proofs)
    await refused()
  }
  const withoutEd25519 = `const own = crypto.subtle.importKey
    crypto.subtle.importKey = (...words) => words[2] === 'Ed25519' ? Promise.reject(new DOMException('unknown', 'NotSupportedError')) : own.apply(crypto.subtle, words)`
  await page.evaluate(withoutEd25519)
  await changeIssuer(house, page, (said) => said.map(({ kid, proof }) => ({ kid, proof: proof.replace(/(— \S+ .{12})(.)/, (_, before: string, one: string) => before + (one === 'A' ? 'B' : 'A')) })))
  await refused()
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key')], [[], []])
  await takeOffer(page, house, person, ['mobile-id'])
  await page.getByText('The issuer’s key stands in the public log').waitFor()
  await context.close()
})

test('it says who has signed what the issuer says of itself; the country’s own issuer is refused unsigned, or by a key that is not in the log', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const { link } = await house.credentials.issuer!.offer(house.origin, person, ['mobile-id'])
  await paste(page, link)
  await page.getByText('is signed, by a key in the public log of Republic of Korea').waitFor()
  await changeIssuer(house, page, () => [], 'metadata')
  await paste(page, link)
  await page.getByRole('alert').getByText('It is not proven to stand in the public log').waitFor()
  await page.unrouteAll()
  const unsigned = await (await fetch(`${house.origin}/.well-known/openid-credential-issuer`)).text()
  await page.route('**/.well-known/openid-credential-issuer', (route) => route.fulfill({ contentType: 'application/json', body: unsigned }))
  await paste(page, link)
  await page.getByRole('alert').getByText('The issuer must sign what it says of itself, and has not').waitFor()
  await page.unrouteAll()

  const strange = await openStrangeIssuer(house.origin)
  const { link: theirs } = await house.credentials.issuer!.offer(strange.origin, person, ['mobile-id'])
  await paste(page, theirs)
  await page.getByText('is signed, by localhost metadata. The certificate is made out to localhost').waitFor()
  strange.files.set('/.well-known/openid-credential-issuer', unsigned.replaceAll(house.origin, strange.origin))
  await paste(page, theirs)
  await page.getByText('What the issuer says of itself is not signed').waitFor()
  const said = { ...JSON.parse(unsigned) as object, credential_issuer: house.origin }
  strange.files.set('/.well-known/openid-credential-issuer', await signMetadata(house.keys.current('metadata'), said))
  await paste(page, theirs)
  await page.getByRole('alert').getByText('It does not come from whom it names').waitFor()
  strange.close()
  assert.deepEqual(await stored(page, 'card'), [])
  await context.close()
})
