/** From the decision to the bank and back: the family is paid, what comes back is seen to, and the clerk's ledger is what the bank says. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, decideAll, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ pack: 'packs/farland', clock: fixedClock('2026-11-24T10:00:00+01:00', 'Africa/Tunis') }) })
after(() => house.close())

const desk = '/console/payments'
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

async function clerkOf(agency: string) {
  const clerk = new TextBrowser(house.origin)
  clerk.language = 'fr'
  await signInOfficial(clerk, `demo-${agency}-payments`)
  return clerk
}

/** A birth, decided by everybody. */
async function granted(person: string, name: string, account: string) {
  const browser = new TextBrowser(house.origin)
  browser.language = 'fr'
  await signIn(browser, person)
  const known = await browser.submit(await browser.get('/life-events/birth'), '/apply')
  const child = await browser.submit(known, known.path)
  const home = await browser.submit(child, child.path, { 'newborn.1.name': name, 'newborn.1.birth_date': '2026-11-20', 'newborn.1.sex': 'F' })
  const consent = await browser.submit(home, home.path, { 'household.nursery': 'yes', 'household.account': account })
  const owed = await consentAll(browser, consent)
  const check = await browser.submit(owed, owed.path)
  const sent = await browser.submit(check, check.path)
  const receipt = sent.path.split('/')[3]!.split('?')[0]!
  await decideAll(house, receipt)
  return { browser, receipt, path: `/my/applications/${receipt}` }
}

/** Of an application's payments the one for this service. */
const rowOf = async (clerk: TextBrowser, receipt: string, list = desk, service = '') => {
  const rowIn = (html: string) => html.split('<tr>').find((candidate) => candidate.includes(receipt) && candidate.includes(service))
  const row = rowIn((await until(() => clerk.get(list), ({ html }) => rowIn(html) !== undefined)).html)!
  return { row, path: /href="(\/console\/payments\/[0-9a-f-]{36})"/.exec(row)![1]! }
}

test('a grant is paid once into the account that the family named, and each of the three sees it', async () => {
  const { browser, receipt, path } = await granted('FA-DEMO-000001', 'Perlenuit Brumelac', 'Banque du Large 10-2030-41')
  const paid = await until(() => browser.get(path), ({ text }) => /a payé : Prime de bienvenue/.test(text))
  assert.match(plain(paid.text), /a ordonné le paiement : Prime de bienvenue[^.]*, 300,25 FLR/)
  const clerk = await clerkOf('family-fund')
  const { row, path: payment } = await rowOf(clerk, receipt, `${desk}?of=paid`, 'Prime de bienvenue')
  assert.match(plain(row), /300,25 FLR/)
  assert.match(row, /•••• 3041/)
  const page = await clerk.get(payment)
  assert.match(page.text, /Dépense du programme.*Dû à l’habitant.*En route.*Compte en banque/)
  assert.doesNotMatch(page.html, /10-2030-41|FA-DEMO/)
  // Nothing can be sent again, nor taken back.
  assert.doesNotMatch(page.html, /\/retry"|\/reverse"/)
  const totals = plain((await clerk.get(desk)).text)
  assert.match(totals, /Payé304,75 FLR2R/)
  assert.match(plain((await clerk.get(`${desk}/reconciliation`)).text), /Le grand livre et la banque concordent/)
})

test('what the bank sends back is owed again; the clerk orders it again, and takes it back in the end, with a reason', async () => {
  const { browser, receipt, path } = await granted('FA-DEMO-000003', 'Brise Orphare', 'Banque du Large 10-2030-9999')
  const clerk = await clerkOf('family-fund')
  const { path: payment } = await rowOf(clerk, receipt)
  const read = async () => clerk.submit(await clerk.get(`${desk}/reconciliation`), `${desk}/reconciliation`)
  const settle = (orders: number) => until(async () => { await read(); return clerk.get(payment) }, ({ html }) => html.split('AC06').length > 2 * orders && html.includes(`${payment}/retry`))
  const back = await settle(1)
  assert.match(back.text, /compte bloqué \(AC06\)/)
  await until(() => browser.get(path), ({ text }) => /La banque n’a pas pu payer/.test(text))
  const again = await clerk.submit(back, `${payment}/retry`)
  assert.match(again.text, /L’ordre part à la banque/)
  const second = await settle(2)
  const mistake = await clerk.submit(second, `${payment}/reverse`, { reason: '  ' })
  assert.equal(mistake.status, 422)
  assert.match(mistake.text, /Écrivez pourquoi c’est annulé/)
  const reversed = await clerk.submit(second, `${payment}/reverse`, { reason: 'Accordé deux fois' })
  assert.match(reversed.text, /Accordé deux fois/)
  assert.match((await rowOf(clerk, receipt, `${desk}?of=reversed`)).row, /annulé/)
  // The account was debited twice and credited twice: nothing is missing, and the history keeps everything.
  const [entries] = await house.rooms.ask<{ kinds: string[] }>(`select array_agg(kind order by booked_at, id) as kinds from payments.entry where obligation = $1`, [payment.split('/').at(-1)])
  assert.deepEqual(entries!.kinds, ['owed', 'ordered', 'paid', 'returned', 'ordered', 'paid', 'returned', 'reversed'])
})

test('what the bank refuses goes into another account that the family names', async () => {
  const { browser, path } = await granted('FA-DEMO-000007', 'Lune Sablenuit', 'Banque du Large 10-2030-0000')
  const failed = await until(() => browser.get(path), ({ text }) => /La banque n’a pas pu payer/.test(text))
  assert.match(failed.html, /href="\/my\/payments"/)
  assert.match((await browser.get('/my')).text, /À faire.*Dire où verser 300,25.FLR/s)
  const own = await browser.get('/my/payments')
  assert.match(own.text, /compte clôturé \(AC04\)/)
  const [, action, field] = /action="(\/my\/payments\/([0-9a-f-]{36}))"/.exec(own.html)!
  const mistake = await browser.submit(own, action!, { [`account-${field}`]: 'x' })
  assert.equal(mistake.status, 422)
  assert.match(mistake.text, /Ce n’est pas un numéro de compte/)
  const again = await browser.submit(own, action!, { [`account-${field}`]: 'Banque du Large 10-2030-88' })
  assert.match(again.text, /Le paiement est ordonné à nouveau/)
  const paid = await until(() => browser.get('/my/payments'), ({ text }) => /payé[^]*3088/.test(text))
  assert.doesNotMatch(paid.html, new RegExp(action!))
  assert.doesNotMatch((await browser.get('/my')).text, /Dire où verser/)
})

test('a fee is asked with the approval, and its receipt comes with the bank’s word', async () => {
  const { browser, receipt, path } = await granted('FA-DEMO-000005', 'Ondine Ventclair', 'Banque du Large 10-2030-77')
  const asked = await until(() => browser.get(path), ({ text }) => /demande un paiement/.test(text))
  const [, reference] = /Virez-le avec la référence ([0-9a-f-]{36})/.exec(asked.text)!
  assert.match(plain(asked.text), /2,50 FLR/)
  const { url, token, accounts } = house.registers.bank
  const payIn = await fetch(`${url}/accounts/${accounts['town-hall']}/credits`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ amount: 250, text: reference }) })
  assert.equal(payIn.status, 204)
  const clerk = await clerkOf('town-hall')
  await clerk.submit(await clerk.get(`${desk}/reconciliation`), `${desk}/reconciliation`)
  await until(() => browser.get(path), ({ text }) => /a reçu le paiement/.test(text))
  assert.match((await rowOf(clerk, receipt, `${desk}?of=fees`)).row, /reçu/)
})
