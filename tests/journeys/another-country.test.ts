/** A second country is a folder: the same house, other laws, another currency, a language written from right to left. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, decideAll, signIn, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ pack: 'packs/farland', clock: fixedClock('2026-11-24T10:00:00+01:00', 'Africa/Tunis') }) })
after(() => house.close())

async function report(language: 'fr' | 'ar', person: string, name: string) {
  const browser = new TextBrowser(house.origin)
  browser.language = language
  await signIn(browser, person)
  const known = await browser.submit(await browser.get('/life-events/birth'), '/apply')
  const child = await browser.submit(known, known.path)
  const home = await browser.submit(child, child.path, { 'newborn.1.name': name, 'newborn.1.birth_date': '2026-11-20', 'newborn.1.sex': 'F' })
  const consent = await browser.submit(home, home.path, { 'household.nursery': 'yes', 'household.account': 'Banque du Large 10-2030-40' })
  const owed = await consentAll(browser, consent)
  const check = await browser.submit(owed, owed.path)
  const sent = await browser.submit(check, check.path)
  return { browser, owed, receipt: sent.path.split('/')[3]!.split('?')[0]! }
}

test('in French: amounts to the hundredth, reasons, decisions of three agencies, a certificate', async () => {
  const { browser, owed, receipt } = await report('fr', 'FA-DEMO-000001', 'Perlenuit Brumelac')
  assert.match(owed.html, /<html lang="fr" dir="ltr"/)
  const words = owed.text.replaceAll(/[\u202f\u00a0]/g, ' ')
  assert.match(words, /300,25 FLR une fois/)
  assert.match(words, /250,78 FLR par mois/)
  assert.match(words, /Le revenu du foyer ne dépasse pas 1 100,00 FLR pour 3 personnes/)
  assert.match(words, /Loi fictive sur les familles/)
  assert.equal((await decideAll(house, receipt)).length, 3)
  const done = await until(() => browser.get(`/my/applications/${receipt}`), ({ text }) => /Tout est décidé/.test(text) && /est dans le registre des naissances/.test(text))
  assert.match(done.text, /Accordé/)
  const documents = await until(() => browser.get('/my/documents'), ({ html }) => html.includes('.pdf'))
  const file = /\/my\/documents\/[0-9a-f-]{36}\.pdf/.exec(documents.html)![0]
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const paper = await fetch(house.origin + file, { headers: { cookie } })
  assert.equal(paper.headers.get('content-type'), 'application/pdf')
  assert.ok((await paper.arrayBuffer()).byteLength > 5_000)
})

test('in Arabic, from right to left, with the same amounts', async () => {
  const { browser, owed, receipt } = await report('ar', 'FA-DEMO-000003', 'Brise Orphare')
  assert.match(owed.html, /<html lang="ar" dir="rtl"/)
  assert.match(owed.text, /ما هو حق لك/)
  const sent = await browser.get(`/my/applications/${receipt}`)
  assert.match(sent.text, /رقم الإيصال/)
  for (const path of ['/', '/services', '/help', '/my/data', '/my/inbox', '/settings']) {
    const visit = await browser.get(path)
    assert.equal(visit.status, 200, path)
    assert.match(visit.html, /dir="rtl"/)
  }
})

test('nothing of Korea is in it', async () => {
  const browser = new TextBrowser(house.origin)
  for (const path of ['/', '/services', '/agencies', '/help', '/sign-in', '/api/services?limit=100']) {
    assert.doesNotMatch((await browser.get(path)).html.replaceAll(/한국어|쉬운 한국어/g, ''), /[\u3131-\uD79D]|KR-DEMO|₩|대한민국|Korea/, path)
  }
})

test('the template starts as it is', async () => {
  const template = await openHouse({ pack: 'packs/template' })
  try {
    const browser = new TextBrowser(template.origin)
    await signIn(browser, 'XX-DEMO-000001')
    const known = await browser.submit(await browser.get('/life-events/birth'), '/apply')
    const child = await browser.submit(known, known.path)
    const account = await browser.submit(child, child.path, { 'newborn.1.name': 'Robin Sample', 'newborn.1.birth_date': new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10), 'newborn.1.sex': 'F' })
    const consent = await browser.submit(account, account.path, { 'household.account': 'Bank 12345' })
    const owed = await consentAll(browser, consent)
    assert.match(owed.text, /Robin Sample is born\. 3 people live together\./)
    assert.match(owed.text.replaceAll(/[\u202f\u00a0]/g, ' '), /120\.50/)
  } finally {
    await template.close()
  }
})
