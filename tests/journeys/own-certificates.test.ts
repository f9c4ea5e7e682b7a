/** Certificates of one's own by talking: which there are, whether one still holds, and one into the wallet, confirmed on a page that says what happens. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

async function say(browser: TextBrowser, message: string) {
  const visit = await browser.submit(await browser.get('/ask'), '/ask', { message })
  assert.deepEqual(findMarkupFaults(visit.html), [])
  return visit
}

async function resident(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

const looks = async () => (await house.rooms.ask<{ n: number }>('select count(*)::int as n from exchange.access_log'))[0]!.n

test('whoever is not signed in is told nothing, and how to sign in', async () => {
  const browser = new TextBrowser(house.origin)
  assert.match((await say(browser, 'Which certificates do I have?')).html, /\/sign-in\?next=%2Fask/)
  const put = await say(browser, 'Put my resident abstract into my wallet')
  assert.match(put.html, /\/sign-in\?next=%2Fask%2Fcertificate%2F/)
})

test('the resident abstract gets into the wallet by talking: nothing before the press, everything said before it, and seen afterwards', async () => {
  const browser = await resident('KR-DEMO-000101')
  assert.match((await say(browser, '제 증명서 뭐가 있어요?')).text, /발급된 증명서가 없|no certificates here/)
  const before = await looks()
  const put = await say(browser, 'Put my resident abstract into my wallet')
  assert.match(put.text, /Nothing happens before you have read it and confirmed/)
  assert.match(put.text, /Resident Registration Act/)
  const address = /\/ask\/certificate\/[0-9a-f-]{36}/.exec(put.html)?.[0] ?? assert.fail(put.text)
  const page = await browser.get(address)
  assert.deepEqual(findMarkupFaults(page.html), [])
  assert.match(page.text, /Purpose: Issuing: Resident register abstract \(Resident Registration Act §29/)
  assert.match(page.text, /good for 90 days/)
  assert.equal(await looks(), before, 'reading what happens asks no register')
  assert.equal((await new TextBrowser(house.origin).get(address)).path.startsWith('/sign-in'), true)
  assert.equal((await (await resident('KR-DEMO-000102')).get(address)).status, 404, 'another’s')

  const offer = await browser.submit(page, '/my/wallet/offers')
  const link = /openid-credential-offer:\/\/[^"]+/.exec(offer.html)?.[0].replaceAll('&amp;', '&') ?? assert.fail(offer.text)
  const wallet = await TestWallet.open(house.origin)
  const redeemed = await wallet.redeem(readOffer(link).code, /(?<!\d)\d{6}(?!\d)/.exec(offer.text)?.[0] ?? assert.fail(offer.text))
  assert.equal(redeemed.status, 200, redeemed.text)
  assert.equal((await wallet.ask('resident-abstract', [await newKeyPair()])).status, 200)
  assert.ok(await looks() > before)
  assert.match((await browser.get('/my/data')).text, /Issuing: Resident register abstract/)

  for (const question of ['Is my resident abstract still valid?', '초본 아직 유효한가요?', 'trích lục cư trú của tôi còn hiệu lực không']) {
    const { text } = await say(browser, question)
    assert.match(text, /valid until|까지 유효|có hiệu lực đến/i, question)
    assert.match(text, /issuer’s own record|발급 기록|sổ của nơi cấp/i, question)
  }
  assert.match((await say(browser, 'Is my family relations certificate still valid?')).text, /not in any wallet/)
  // What was shown is read anew each time, and kept nowhere.
  assert.equal((await house.rooms.ask("select 1 from assistant.turn where answer::text like '%valid until%'")).length, 0)
  const revoke = /\/my\/wallet\/[0-9a-f-]{36}\/revoke/.exec((await browser.get('/my/wallet')).html)![0]
  await browser.submit(await browser.get('/my/wallet'), revoke)
  assert.match((await say(browser, 'Is my resident abstract still valid?')).text, /Not valid any more/)
  assert.doesNotMatch((await say(await resident('KR-DEMO-000102'), 'Which certificates do I have?')).text, /abstract/i)
})

test('what is needed for something, and what no wish names, is answered as ever', async () => {
  const browser = await resident('KR-DEMO-000103')
  for (const question of ['Which certificates do I need?', '증명서 뭐가 필요해요', 'How much is the child allowance?']) assert.doesNotMatch((await say(browser, question)).html, /ask\/certificate|own record/, question)
})
