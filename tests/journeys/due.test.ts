/** From what is due to what is done, with one tap: the application opens filled in, and what the register then says takes the duty away from everybody who heard of it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { decideAll, signIn, until } from '../support/birth-journey.ts'
import { formsOf, TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { goOn } from '../support/event-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

/** A couple of the stories; their second child was born on 19 July 2021. */
const [mother, father, elder, child] = ['KR-DEMO-000003', 'KR-DEMO-000004', 'KR-DEMO-000005', 'KR-DEMO-000006']

let house: TestHouse
before(async () => {
  house = await openHouse({ clock: fixedClock('2027-11-24T01:00:00Z', 'Asia/Seoul') })
  house.change('driving', mother, (held) => ({ ...held, licence: 'class-1', licenceRenewedOn: '2017-12-01' }))
  house.change('health-insurance', mother, (held) => ({ ...held, healthCheckedOn: null, eyesight: null }))
  house.change('driving', father, (held) => ({ ...held, licence: 'class-2', licenceRenewedOn: '2017-12-01' }))
  house.change('resident', elder, (held) => ({ ...held, birthDate: '2009-11-20', idCard: false }))
  await house.passes.run({ size: 500 })
})
after(() => house.close())

async function as(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

/** The one tap: the button of a duty. */
async function press(browser: TextBrowser, event: string, subject?: string): Promise<Visit> {
  const page = await browser.get('/my/due')
  const at = formsOf(page.html).findIndex(({ action, fields }) => action === '/apply' && fields['event'] === event && fields['subject'] === subject)
  assert.ok(at >= 0, `${event} ${subject}: ${page.text}`)
  const form = formsOf(page.html)[at]!
  return browser.post('/apply', Object.fromEntries(Object.entries(form.fields).filter((field): field is [string, string] => typeof field[1] === 'string')))
}

const isDue = async (browser: TextBrowser, duty: RegExp) => duty.test((await browser.get('/my/due')).text)

test('a class 1 licence: opened filled in; where no health check is on record the eyes are tested, the fee is asked for, and the duty is gone', async () => {
  const browser = await as(mother)
  assert.ok(await isDue(browser, /Renew the driving licence/))
  const known = await press(browser, 'driving-licence')
  assert.match(known.text, /Driving licence\s*Class 1.*Issued or last renewed on\s*December 1, 2017/s)
  const sent = await goOn(browser, known, { 'licence.eye_test': 'hospital', 'licence.pick_up': 'police-station' })
  assert.deepEqual(sent.asked, ['licence.eye_test', 'licence.pick_up'])
  assert.deepEqual(await decideAll(house, sent.receipt), ['police'])
  await until(() => isDue(browser, /Renew the driving licence/), (due) => !due)
  assert.match((await until(() => browser.get('/my/payments'), ({ text }) => /16,000/.test(text))).text, /Renewal of a class 1 driving licence/)
  const [letter] = /\/my\/applications\/[^"]+\/letters\/[^"]+/.exec((await browser.get(`/my/applications/${sent.receipt}`)).html) ?? assert.fail('no letter')
  assert.match((await browser.get(letter)).text, /was renewed on .* Pick it up here: Police station/)
  await house.passes.run({ size: 500 })
  assert.equal(await isDue(browser, /Renew the driving licence/), false, 'the register was asked again')
})

test('a class 2 licence, and a health check of this year: no question about the eyes, and no doctor’s form', async () => {
  house.change('health-insurance', father, (held) => ({ ...held, healthCheckedOn: Temporal.Now.plainDateISO().subtract({ months: 3 }).toString(), eyesight: 12 }))
  const browser = await as(father)
  const sent = await goOn(browser, await press(browser, 'driving-licence'), { 'licence.pick_up': 'test-office' })
  assert.deepEqual(sent.asked, ['licence.pick_up'])
  assert.match(sent.pages.map(({ text }) => text).join(' '), /Renewal of a class 2 driving licence/)
})

test('a child reaches the age of school: named, opened for this child; decided, both parents hear no more of it', async () => {
  const [browser, other] = [await as(mother), await as(father)]
  const page = await browser.get('/my/due')
  assert.match(page.text, /Enrol the child at elementary school.*for 달미르.*Apply now for 달미르/s)
  assert.match((await browser.get('/my/data')).text, /which child something is due for/, 'the look at the name stands in the log')
  const known = await press(browser, 'school', child)
  const sent = await goOn(browser, known, { 'school.entry': 'in-time', 'school.care': 'none' })
  assert.deepEqual(sent.asked, ['school.entry', 'school.care'], 'which child it is, is not asked')
  assert.ok(await isDue(other, /Enrol the child/))
  assert.deepEqual(await decideAll(house, sent.receipt), ['municipality'])
  for (const one of [browser, other]) await until(() => isDue(one, /Enrol the child/), (due) => !due)
  const [letter] = /\/my\/applications\/[^"]+\/letters\/[^"]+/.exec((await browser.get(`/my/applications/${sent.receipt}`)).html) ?? assert.fail('no letter')
  assert.match((await browser.get(letter)).text, /The entry of 달미르 into school is settled: This time/)
})

test('a child that the registers do not know as this person’s is forgotten, and asked about', async () => {
  const browser = await as(mother)
  const page = await browser.get('/my/due')
  const known = await browser.post('/apply', { event: 'school', subject: 'KR-DEMO-000013', _csrf: String(formsOf(page.html)[0]!.fields['_csrf']) })
  const next = await browser.submit(known, known.path)
  assert.match(next.text, /Which child is it\?/)
})

test('a card at 17: the parents read of it, the young person applies; a day that is past or far is refused at its field', async () => {
  const [parent, young] = [await as(mother), await as(elder)]
  assert.match((await parent.get('/my/due')).text, /Apply for the resident card.*Your child applies for it/s)
  const known = await press(young, 'resident-card')
  const question = await young.submit(known, known.path)
  for (const [day, words] of [['2027-11-23', /today or a later day/], ['2028-03-01', /within the next 90 days/]] as const) {
    const refused = await young.submit(question, question.path, { 'card.visit': day })
    assert.deepEqual([refused.status, words.test(refused.text)], [422, true], refused.text)
  }
  const sent = await goOn(young, question, { 'card.visit': '2027-12-15' })
  assert.deepEqual(await decideAll(house, sent.receipt), ['municipality'])
  for (const one of [young, parent]) await until(() => isDue(one, /Apply for the resident card/), (due) => !due)
})

test('another country: the one child of a parent is enrolled from what is due, by its own pack', async () => {
  const farland = await openHouse({ pack: 'packs/farland', clock: fixedClock('2027-11-24T09:00:00Z', 'Africa/Tunis') })
  try {
    const [parent, pupil] = ['FA-DEMO-000003', 'FA-DEMO-000006']
    farland.change('civil', parent, (held) => ({ ...held, children: (held['children'] as { personId: string }[]).filter(({ personId }) => personId === pupil) }))
    await farland.passes.run({ size: 500 })
    const browser = new TextBrowser(farland.origin)
    browser.language = 'fr'
    await signIn(browser, parent)
    assert.match((await browser.get('/my/due')).text, /Faire la demande pour Sablin Orphare : Inscrire l’enfant à l’école/)
    const sent = await goOn(browser, await press(browser, 'school', pupil), { 'school.canteen': 'yes' })
    assert.deepEqual(sent.asked, ['school.canteen'])
    assert.deepEqual(await decideAll(farland, sent.receipt), ['town-hall'])
    await until(() => isDue(browser, /Inscrire l’enfant/), (due) => !due)
  } finally {
    await farland.close()
  }
})
