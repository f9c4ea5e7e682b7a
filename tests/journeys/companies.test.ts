/** A bank receives what a person lets it have (FAPI 2.0 Security Profile, rich authorization requests); the client software is not ours. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generateKeyPair } from 'jose'
import * as oidc from 'openid-client'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { Company, detail, oversee } from '../support/company.ts'
import { go } from '../support/go-through.ts'
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
  assert.deepEqual(looks.map(({ role, purpose, fields }) => [role, purpose, fields.length]).sort(([, , one], [, , other]) => Number(one) - Number(other)), [['company', 'loan-check', 1], ['company', 'loan-check', 2]])
})

/** Everybody asks for themselves: a bank has three bundles a day about one person for one purpose. */
const letIn = async (id: string, answers?: Record<string, 'yes' | 'no'>) => {
  const browser = await enter(id)
  return { browser, ...await bank.letIn(browser, [detail('loan-check', ['tax.taxDue'])], answers) }
}
const refusedWith = (error: string) => (cause: unknown) => (cause as { error?: string }).error === error || JSON.stringify((cause as { cause?: unknown }).cause).includes(error)

test('FAPI 2.0, 5.3.2.2: a request that was not pushed, has no PKCE, or names another redirect address is none', async () => {
  const plain = oidc.buildAuthorizationUrl(bank.config, { redirect_uri: bank.redirect, scope: 'openid bundle', authorization_details: JSON.stringify([detail('loan-check')]), code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' })
  assert.match((await go(await enter('KR-DEMO-000051'), plain.href)).url, /authorize\/refused|error=invalid_request/)
  await assert.rejects(bank.begin([detail('loan-check')], { code_challenge: '' }), refusedWith('invalid_request'))
  await assert.rejects(bank.begin([detail('loan-check')], { code_challenge_method: 'plain' }), refusedWith('invalid_request'))
  await assert.rejects(bank.begin([detail('loan-check')], { redirect_uri: 'https://bank.example/elsewhere' }), refusedWith('invalid_re'))
})

test('RFC 9396, 5: what no purpose covers, or the bank has not registered for, is refused when it is pushed', async () => {
  for (const wrong of [detail('loan-check', ['disability.severity']), detail('birth-household'), detail('none'), { type: 'elsewhere', purpose: 'loan-check' }, { type: 'maru_data', purpose: 'loan-check', more: true }, { ...detail('loan-check'), fields: [] }]) {
    await assert.rejects(bank.begin([wrong]), refusedWith('invalid_authorization_details'), JSON.stringify(wrong))
  }
})

test('FAPI 2.0, 5.3.2.1: only who signs with the key of the bank is the bank', async () => {
  const { privateKey } = await generateKeyPair('ES256')
  const stranger = await Company.open(house.origin, bank.id, bank.redirect, privateKey)
  await assert.rejects(stranger.begin([detail('loan-check')]), refusedWith('invalid_client'))
})

test('a code works once, for the key with which it was asked for', async () => {
  const browser = await enter('KR-DEMO-000052')
  const begun = await bank.begin([detail('loan-check', ['tax.taxDue'])])
  const { url } = await bank.answer(browser, begun, { 'loan-check': 'yes' })
  await assert.rejects(bank.redeem({ ...begun, dpop: await bank.newKey() }, url), refusedWith('invalid_grant'))
  const again = await bank.letIn(browser, [detail('loan-check', ['tax.taxDue'])])
  await assert.rejects(bank.redeem(again.begun, again.url), refusedWith('invalid_grant'))
})

test('RFC 9449: a token of another key, a proof that was used, and no proof at all open nothing', async () => {
  const { tokens: { access_token: token }, begun } = await letIn('KR-DEMO-000053')
  assert.equal((await bank.bundle(token, await bank.newKey(), { purpose: 'loan-check' })).status, 401)
  const bare = await fetch(`${house.origin}/partners/bundle`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ purpose: 'loan-check' }) })
  assert.equal(bare.status, 401)
  let proof = ''
  const listening = await bank.bundle(token, begun.dpop, { purpose: 'loan-check' }, '/partners/bundle', (headers) => { proof = headers.get('dpop') ?? '' })
  assert.equal(listening.status, 200)
  const replayed = await fetch(`${house.origin}/partners/bundle`, { method: 'POST', headers: { authorization: `DPoP ${token}`, dpop: proof, 'content-type': 'application/json' }, body: JSON.stringify({ purpose: 'loan-check' }) })
  assert.deepEqual([replayed.status, (await replayed.json() as { error: string }).error], [401, 'invalid_dpop_proof'])
})

test('nothing beyond what the person saw: other fields, another purpose, a purpose that was refused', async () => {
  const browser = await enter('KR-DEMO-000054')
  const { tokens, begun } = await bank.letIn(browser, [detail('loan-check', ['tax.taxDue']), detail('customer-check')], { 'loan-check': 'yes', 'customer-check': 'no' })
  const ask = (question: object) => bank.bundle(tokens.access_token, begun.dpop, question)
  assert.equal((await ask({ purpose: 'loan-check', fields: ['tax.yearlyIncome'] })).status, 403)
  assert.equal((await ask({ purpose: 'customer-check' })).status, 403)
  assert.deepEqual((await ask({ purpose: 'loan-check' })).body.sources.map(({ values }) => Object.keys(values)), [['taxDue']])
})

test('withdrawn is withdrawn with the next call', async () => {
  const { browser, tokens, begun } = await letIn('KR-DEMO-000055')
  const data = await browser.get('/my/data')
  const withdraw = /action="(\/my\/data\/consents\/[0-9a-f-]{36}\/withdraw)"/.exec(data.html)?.[1] ?? assert.fail(data.text)
  assert.equal((await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })).status, 200)
  await browser.submit(data, withdraw)
  const { status, body } = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })
  assert.deepEqual([status, JSON.stringify(body).includes('taxDue')], [409, false])
})

test('probing is stopped: of twenty bundles at once exactly the three of a day come', async () => {
  const { tokens, begun } = await letIn('KR-DEMO-000056')
  const answers = await Promise.all(Array.from({ length: 20 }, () => bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })))
  assert.deepEqual(answers.map(({ status }) => status).sort((one, other) => one - other), [200, 200, 200, ...Array.from({ length: 17 }, () => 429)])
})

test('the overseer approves, limits, and cuts off: with effect at the next call, and for good', async () => {
  const { tokens, begun } = await letIn('KR-DEMO-000057')
  const ask = () => bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })
  await oversee(overseer, bank.id, 'approve')
  assert.equal((await ask()).status, 200)
  await oversee(overseer, bank.id, 'limit', { limit: '1' })
  assert.equal((await ask()).status, 429)
  await oversee(overseer, bank.id, 'cut-off')
  const { status, body } = await ask()
  assert.deepEqual([status, body.error], [401, 'invalid_token'])
  await assert.rejects(bank.begin([detail('loan-check')]), refusedWith('invalid_client'))
  const stranger = new TextBrowser(house.origin)
  await signInOfficial(stranger, 'demo-kepco-lead')
  assert.equal((await stranger.get(`/console/partners/${bank.id}`)).status, 404)
  const acts = await house.rooms.ask<{ act: string }>('select act from kernel.audit where object = $1 order by id', [bank.id])
  assert.deepEqual(acts.map(({ act }) => act), ['register company', 'change company', 'change company', 'change company'])
})
