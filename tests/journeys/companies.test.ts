/** A bank receives what a person lets it have (FAPI 2.0 Security Profile, rich authorization requests); the client software is not ours. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { Company, detail, oversee } from '../support/company.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
let bank: Awaited<ReturnType<typeof Company.register>>
let overseer: TextBrowser
let resident: TextBrowser
const person = 'KR-DEMO-000001'

const enter = async (id: string) => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, id)
  return browser
}

before(async () => {
  house = await openHouse()
  bank = await Company.register(await enter('KR-DEMO-000050'))
  overseer = new TextBrowser(house.origin)
  await signInOfficial(overseer, 'demo-fss-lead')
  resident = await enter(person)
})
after(() => house.close())

test('from discovery to the bundle: the person sees each value first, and the bank gets those and nothing more', async () => {
  assert.deepEqual(bank.config.serverMetadata().authorization_details_types_supported, ['maru_data'])
  assert.match(bank.page.text, /trying things out/)
  const { page, begun, tokens } = await bank.letIn(resident, [detail('loan-check', ['resident.name', 'tax.yearlyIncome', 'tax.taxDue'])])
  assert.match(page.text, /nobody has checked it/)
  const [name] = await house.rooms.ask<{ name: string }>('select name from identity.session where subject = $1 limit 1', [person])
  for (const shown of [`Name: ${name!.name}`, 'Your income last year:', 'National tax owed:', 'Deciding on a loan', 'Credit Information Use and Protection Act', 'If you refuse', 'Until']) assert.ok(page.text.includes(shown), `${shown} in ${page.text}`)
  assert.ok(!page.text.includes('Kind of insurance'))
  assert.equal(tokens.token_type.toLowerCase(), 'dpop')
  const { status, body } = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })
  assert.equal(status, 200, JSON.stringify(body))
  const values = Object.fromEntries(body.sources.map(({ register, agency, values: of }) => [`${register} of ${agency}`, Object.keys(of).sort()]))
  assert.deepEqual(values, { 'resident of mois': ['name'], 'tax of nts': ['taxDue', 'yearlyIncome'] })
  assert.equal(body.sources.find(({ register }) => register === 'resident')!.values['name'], name!.name)
  assert.deepEqual(body.unanswered, [])
})

test('a look of the bank stands in the person’s own log by the bank’s name, with a notice, and in the consents', async () => {
  const data = await resident.get('/my/data')
  assert.match(data.text, /Haneul Bank/)
  assert.match(data.text, /a company that you let/)
  assert.match(data.html, /Withdraw from Haneul Bank/)
  const inbox = await until(() => resident.get('/my/inbox'), ({ text }) => text.includes('Haneul Bank'))
  assert.match(inbox.text, /Haneul Bank received 3 facts about you/)
  const { entries } = JSON.parse((await resident.get('/api/access-log')).html) as { entries: { recipient: string; role: string; purpose: string; fields: string[] }[] }
  const looks = entries.filter(({ recipient }) => recipient === bank.id)
  assert.deepEqual(looks.map(({ role, purpose, fields }) => [role, purpose, fields.length]).sort(), [['company', 'loan-check', 1], ['company', 'loan-check', 2]])
})
