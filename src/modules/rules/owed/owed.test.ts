/** The page of what one is owed, as people walk it: without script, in every language, with everything they may type. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../../kernel/clock/clock.ts'
import { findMarkupFaults } from '../../../web/find-markup-faults.ts'
import { formsOf, TextBrowser, type Visit } from '../../../../tests/support/browser-of-text.ts'
import { signIn } from '../../../../tests/support/birth-journey.ts'
import { openHouse, type TestHouse } from '../../../../tests/support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

/** What a family of the test says, by field. */
const family: Record<string, string> = {
  'n.person': '1', 'f.person.0.relation': 'self', 'f.person.0.birth_date': '1988-05-01', 'f.person.0.disability': 'none', 'f.person.0.school': 'none', 'f.person.0.monthly_earnings': '9,000,000', 'f.person.0.monthly_pension': '0',
  'f.household.region': 'seoul', 'f.household.municipality': 'district', 'f.household.tenure': 'owner', 'f.household.repair_need': 'none',
  'n.child': '1', 'n.newborn': '1', 'f.child.0.birth_date': '2020-05-01', 'f.newborn.0.birth_date': '2026-10-20', 'f.newborn.0.order': '2', 'f.newborn.0.sex': 'F', 'f.household.size': '4', 'f.household.monthly_income': '9,000,000',
  'f.household.support_area': 'capital', 'f.household.population_decline': 'no', 'f.household.insurance': 'workplace', 'f.household.electricity_contract': 'residential', 'f.mother.disabled': 'no',
}
const form = ({ html }: Visit) => formsOf(html).find(({ action }) => action === '/owed')?.fields ?? assert.fail('no form')
const open = (visit: Visit) => Object.keys(form(visit)).filter((name) => /^[fn]\./.test(name) && !visit.html.includes(`type="hidden" name="${name}"`))

async function walk(language: string, answers: Record<string, string>) {
  const browser = new TextBrowser(house.origin)
  browser.cookies.set('maru_lang', language)
  let visit = await browser.get('/owed')
  let pages = 0
  for (; open(visit).length > 0; pages += 1) {
    assert.ok(pages < 40, `still asked: ${open(visit).join(', ')}`)
    assert.equal(visit.status, 200)
    assert.deepEqual(findMarkupFaults(visit.html), [])
    const body = Object.fromEntries(Object.entries(form(visit)).map(([name, value]) => [name, String(value)]))
    visit = await browser.post('/owed', { ...body, ...Object.fromEntries(open(visit).map((name) => [name, answers[name] ?? ''])) })
  }
  return { visit, pages, browser }
}

for (const language of ['en', 'ko', 'ko-easy', 'vi']) {
  test(`${language}: a few pages of questions, and every service has its answer`, async () => {
    const { visit, pages } = await walk(language, family)
    assert.ok(pages > 1)
    assert.deepEqual(findMarkupFaults(visit.html), [])
    for (const { name } of house.pack.services.filter(({ rule }) => rule !== null)) assert.ok(visit.text.includes(name[language]!), name[language] ?? language)
    assert.doesNotMatch(visit.text, /rules\.[a-z]|\{[a-z]|undefined|null/)
  })
}

test('amount, reason, article; and for a refusal what would change it', async () => {
  const { visit: { text } } = await walk('en', family)
  assert.match(text, /Child allowance₩100,000 a month for Child under 18, number 1, from October 20, 2026 until October 20, 2039/)
  assert.match(text, /Child Allowance Act/)
  assert.match(text, /What would change itIf this were at most ₩5,833,333/)
})

test('who knows nothing is asked once each, and is told what is open', async () => {
  const { visit, pages } = await walk('en', { 'n.person': '1', 'n.child': '0', 'n.newborn': '1' })
  assert.ok(pages < 40)
  assert.match(visit.text, /Not known yet:/)
})

test('what was typed wrongly is said at its field and kept; a given answer can be changed', async () => {
  const browser = new TextBrowser(house.origin)
  const first = await browser.get('/owed')
  const wrong = await browser.submit(first, '/owed', { 'n.person': '0', 'n.child': 'two', 'n.newborn': '99' })
  assert.equal((wrong.text.match(/Write a number from 0 to 12\./g) ?? []).length, 4)
  const right = await browser.submit(wrong, '/owed', { 'n.person': '0', 'n.child': '1', 'n.newborn': '1' })
  const name = open(right).find((field) => field.endsWith('birth_date')) ?? assert.fail(open(right).join())
  const again = await browser.submit(right, '/owed', { [name]: '2026-02-30' })
  assert.match(again.text, /Write a day that exists/)
  assert.match(again.html, /value="2026-02-30"/)
  const answered = await browser.submit(again, '/owed', { [name]: '2026-02-20' })
  assert.ok(!open(answered).includes(name))
  const body = Object.fromEntries(Object.entries(form(answered)).map(([field, value]) => [field, String(value)]))
  assert.ok(open(await browser.post('/owed', { ...body, change: 'n.child' })).includes('n.child'))
})

test('every question says with which answer one would be owed something, and with which one would not', async () => {
  const browser = new TextBrowser(house.origin)
  let visit = await browser.submit(await browser.get('/owed'), '/owed', { 'n.person': '1', 'n.child': '0', 'n.newborn': '1' })
  const said = new Set<string>()
  for (let page = 0; page < 6 && open(visit).length > 0; page += 1) {
    const sentences = visit.text.match(/It matters: with “[^”]+” (?:you could be owed|it could be) [^“]+“[^”]+” [^.]+\./g) ?? []
    assert.ok(sentences.length >= open(visit).filter((name) => name.startsWith('f.')).length, visit.text)
    for (const sentence of sentences) said.add(sentence)
    visit = await browser.submit(visit, '/owed', {})
  }
  assert.ok(said.size > 5, [...said].join('\n'))
})

test('a field that no fact has is refused, and a smaller number drops who is not there', async () => {
  const browser = new TextBrowser(house.origin)
  await browser.get('/owed')
  const token = form(await browser.get('/owed'))
  const send = (fields: Record<string, string>) => browser.post('/owed', { ...Object.fromEntries(Object.entries(token).filter(([name]) => !/^[fn]\./.test(name)).map(([name, value]) => [name, String(value)])), ...fields })
  for (const field of ['f.household.sice', 'f.newborn.name', 'f.household.0.size', 'x', 'f.__proto__.x']) assert.equal((await send({ [field]: '1' })).status, 400, field)
  const fewer = await send({ 'n.child': '0', 'n.newborn': '1', 'f.child.0.birth_date': '2020-01-01' })
  assert.equal(fewer.status, 200)
  assert.doesNotMatch(fewer.html, /f\.child\.0/)
})

test('signed in, the registers answer what they know, once and in the log; what they said is never asked', async () => {
  const browser = new TextBrowser(house.origin)
  assert.match((await browser.get('/owed')).html, /href="\/sign-in\?next=\/owed"/)
  await signIn(browser, 'KR-DEMO-000003')
  const looks = async () => (await browser.get('/my/data')).text.split('Finding what you may be owed').length - 1
  const before = await looks()
  const offered = await browser.get('/owed')
  assert.match(offered.text, /What is looked up, in 10 registers/)
  assert.equal(await looks(), before)
  const filled = await browser.submit(offered, '/owed#questions', { registers: 'ask' })
  assert.deepEqual(findMarkupFaults(filled.html), [])
  assert.ok(await looks() > before)
  assert.match(filled.text, /\d+ answers from the registers/)
  const known = Object.keys(form(filled)).filter((name) => name.startsWith('r.')).map((name) => name.slice(2))
  assert.ok(known.length > 20, known.join())
  let visit = filled
  const asked = new Set<string>()
  for (let page = 0; open(visit).length > 0; page += 1) {
    assert.ok(page < 20, open(visit).join())
    for (const name of open(visit)) {
      assert.ok(!known.includes(name) && !asked.has(name), name)
      asked.add(name)
    }
    const body = Object.fromEntries(Object.entries(form(visit)).map(([name, value]) => [name, String(value)]))
    visit = await browser.post('/owed', { ...body, ...Object.fromEntries(open(visit).map((name) => [name, ''])) })
  }
  assert.match(visit.text, /benefits you are owed/)
  assert.doesNotMatch(visit.text, /Birth report/, 'the registers know the children')
  assert.doesNotMatch(visit.text, /rules\.[a-z]|\{[a-z]|undefined|null/)
})

test('a register’s answer can be said anew, and is then the person’s own', async () => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, 'KR-DEMO-000003')
  const filled = await browser.submit(await browser.get('/owed'), '/owed#questions', { registers: 'ask' })
  const body = Object.fromEntries(Object.entries(form(filled)).map(([name, value]) => [name, String(value)]))
  assert.ok(body['r.f.household.region'])
  const again = await browser.post('/owed', { ...body, change: 'f.household.region' })
  assert.ok(!Object.keys(form(again)).includes('r.f.household.region'))
})

test('who does not act for themselves yet is told who applies, and sees what is theirs all the same', async () => {
  const child = new TextBrowser(house.origin)
  await signIn(child, 'KR-DEMO-000013')
  const filled = await child.submit(await child.get('/owed'), '/owed#questions', { registers: 'ask' })
  assert.match(filled.text, /You are under 19: somebody else applies for you\s*Your parents, or your guardian, apply for you/)
  assert.deepEqual(findMarkupFaults(filled.html), [])
  const grown = new TextBrowser(house.origin)
  await signIn(grown, 'KR-DEMO-000003')
  assert.doesNotMatch((await grown.submit(await grown.get('/owed'), '/owed#questions', { registers: 'ask' })).text, /You are under 19/)
})

test('who is not signed in has no register asked', async () => {
  const browser = new TextBrowser(house.origin)
  const visit = await browser.get('/owed')
  const body = Object.fromEntries(Object.entries(form(visit)).map(([name, value]) => [name, String(value)]))
  assert.match((await browser.post('/owed', { ...body, registers: 'ask' })).path, /^\/sign-in/)
})

test('whoever has said how many they are is not asked for it again in other words', async () => {
  const browser = new TextBrowser(house.origin)
  const first = await browser.get('/owed')
  assert.ok(open(first).includes('n.person') && !open(first).includes('f.household.size'))
  const token = Object.fromEntries(Object.entries(form(first)).filter(([name]) => !/^[fn]\./.test(name)).map(([name, value]) => [name, String(value)]))
  const sized = await browser.post('/owed', { ...token, 'n.newborn': '1', 'f.household.size': '2' })
  assert.equal(form(sized)['n.person'], '3')
  assert.ok(!open(sized).includes('n.person') && !open(sized).includes('f.household.size'))
})
