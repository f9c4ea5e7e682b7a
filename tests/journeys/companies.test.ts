/** A bank receives what a person lets it have (FAPI 2.0 Security Profile, rich authorization requests); the client software is not ours. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as oidc from 'openid-client'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { Company, detail, oversee, proofOf } from '../support/company.ts'
import { go } from '../support/go-through.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
let bank: Awaited<ReturnType<typeof Company.register>>
let overseer: TextBrowser
let resident: TextBrowser
/** What stands at addresses of companies. */
const documents = new Map<string, object>()
const person = 'KR-DEMO-000001'

const enter = async (id: string) => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, id)
  return browser
}

before(async () => {
  house = await openHouse({ fetchDocument: (address) => Promise.resolve(Response.json(documents.get(address))) })
  bank = await Company.register(await enter('KR-DEMO-000050'), { purposes: ['loan-check', 'customer-check', 'adult-check', 'home-loan-check', 'savings-match-check'] })
  overseer = new TextBrowser(house.origin)
  await signInOfficial(overseer, 'demo-fss-lead')
  resident = await enter(person)
})
after(() => house.close())

test('from discovery to the bundle: the person sees each value first, and the bank gets those and nothing more', async () => {
  assert.deepEqual(bank.config.serverMetadata().authorization_details_types_supported, ['maru_data'])
  assert.match(bank.page.text, /trying things out/)
  const { page, begun, tokens } = await bank.letIn(resident, [detail('loan-check', ['resident.name', 'tax.yearlyIncome', 'tax.noTaxDue'])])
  assert.match(page.text, /nobody has checked it/)
  const [name] = await house.rooms.ask<{ name: string }>('select name from identity.session where subject = $1 limit 1', [person])
  for (const shown of [`Name: ${name!.name}`, 'Your income last year:', 'No national tax owed: Yes', 'Deciding on a loan', 'Credit Information Use and Protection Act', 'If you refuse', 'Until']) assert.ok(page.text.includes(shown), `${shown} in ${page.text}`)
  assert.ok(!page.text.includes('Insured through work'))
  assert.equal(tokens.token_type.toLowerCase(), 'dpop')
  const { status, body } = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })
  assert.equal(status, 200, JSON.stringify(body))
  const values = Object.fromEntries(body.sources.map(({ register, agency, values: of }) => [`${register} of ${agency}`, Object.keys(of).sort()]))
  assert.deepEqual(values, { 'resident of mois': ['name'], 'tax of nts': ['noTaxDue', 'yearlyIncome'] })
  assert.equal(body.sources.find(({ register }) => register === 'resident')!.values['name'], name!.name)
  assert.deepEqual(body.unanswered, [])
})

test('a question instead of a record: the bank hears that somebody is of age, and the day of birth stays with the register', async () => {
  const { page, begun, tokens } = await bank.letIn(await enter('KR-DEMO-000014'), [detail('adult-check')])
  assert.match(page.text, /Aged 19 or over: Yes/)
  const { body } = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'adult-check' })
  assert.deepEqual(body.sources.map(({ register, values }) => [register, values]), [['resident', { adult: true }]])
  await assert.rejects(bank.begin([detail('adult-check', ['resident.birthDate'])]), { error: 'invalid_authorization_details' })
})

test('lives here since, income at most: yes, no and not known leave the registers, never a day or an amount, and nobody finds them out by asking again', async () => {
  const registers = house.registers.addresses
  const held = async (register: 'resident' | 'social-security', subject: string, purpose: string, field: string) => {
    const { url, token } = registers[register]!
    const response = await fetch(`${url}/answers`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ subject, purpose, fields: [field], requester: { agency: bank.id } }) })
    return { status: response.status, text: await response.text() }
  }
  const valueOf = async (...[register, subject, field]: ['resident' | 'social-security', string, string]) => (JSON.parse((await held(register, subject, 'own-access', field)).text) as { values: Record<string, unknown> }).values[field]
  const asked = [
    { id: 'KR-DEMO-000007', lives: true, little: true, words: ['a year or longer: Yes', 'half the median: Yes'] },
    { id: 'KR-DEMO-000026', lives: true, little: false, words: ['a year or longer: Yes', 'half the median: No'] },
    { id: 'KR-DEMO-000041', lives: false, little: null, words: ['a year or longer: No', 'half the median: Not known'] },
  ]
  for (const { id, lives, little, words } of asked) {
    const browser = await enter(id)
    const { page, begun, tokens } = await bank.letIn(browser, [detail('home-loan-check'), detail('savings-match-check')])
    for (const shown of words) assert.ok(page.text.includes(shown), `${shown} in ${page.text}`)
    const bundles = [await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'home-loan-check' }), await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'savings-match-check' })]
    assert.deepEqual(bundles.flatMap(({ body }) => body.sources.map(({ register, values }) => [register, values])), [['resident', { livesHereYear: lives }], ['social-security', { withinHalfMedian: little }]])

    const [since, share] = [await valueOf('resident', id, 'addressSince'), await valueOf('social-security', id, 'recognisedShare')]
    assert.ok(typeof since === 'string' && (little === null ? share === null : typeof share === 'number'))
    const { entries } = JSON.parse((await browser.get('/api/access-log')).html) as { entries: { recipient: string; fields: string[] }[] }
    const looks = entries.filter(({ recipient }) => recipient === bank.id)
    assert.deepEqual(looks.flatMap(({ fields }) => fields).sort(), ['livesHereYear', 'withinHalfMedian'])
    for (const told of [page.text, JSON.stringify(bundles), JSON.stringify(looks)]) assert.doesNotMatch(told, new RegExp(`${since}|addressSince|recognisedShare|membersAndMeans`))

    // The register itself gives the answer for this purpose, and nothing that it is about.
    const { text } = await held('resident', id, 'home-loan-check', 'livesHereYear')
    assert.deepEqual(Object.entries(JSON.parse(text) as object).filter(([key]) => key !== 'answeredAt'), [['register', 'resident'], ['subject', id], ['values', { livesHereYear: lives }]])
    assert.deepEqual([(await held('resident', id, 'home-loan-check', 'addressSince')).status, (await held('social-security', id, 'savings-match-check', 'recognisedShare')).status], [403, 403])
  }
  await assert.rejects(bank.begin([detail('home-loan-check', ['resident.addressSince'])]), { error: 'invalid_authorization_details' })
  await assert.rejects(bank.begin([detail('savings-match-check', ['social-security.recognisedShare'])]), { error: 'invalid_authorization_details' })

  // Day after day until the answer turns would tell the day: three a day, whatever is authorised anew.
  const browser = await enter('KR-DEMO-000041')
  const outcomes: number[] = []
  for (const _ of [1, 2]) {
    const { begun, tokens } = await bank.letIn(browser, [detail('home-loan-check')])
    for (const __ of [1, 2]) outcomes.push((await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'home-loan-check' })).status)
  }
  assert.deepEqual(outcomes, [200, 200, 429, 429])
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
  assert.deepEqual(looks.map(({ role, purpose, fields }) => `${role} ${purpose} ${fields.length}`).sort(), ['company loan-check 1', 'company loan-check 2'])
})

test('each purpose is answered for itself: one agreed and one refused gives the one, all refused gives nothing, none answered asks again', async () => {
  const both = [detail('loan-check'), detail('customer-check')]
  const begun = await bank.begin(both)
  const { page } = await bank.ask(resident, begun.url)
  assert.match((await resident.submit(page, page.path, { 'purpose-loan-check': 'yes' })).text, /Agree or refuse: Knowing who a customer is/)
  const { url } = await bank.answer(resident, begun, { 'loan-check': 'no', 'customer-check': 'yes' })
  const tokens = await bank.redeem(begun, url)
  assert.deepEqual((tokens.authorization_details as unknown as { purpose: string }[]).map(({ purpose }) => purpose), ['customer-check'])
  assert.equal((await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' })).status, 200)
  const refused = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })
  assert.deepEqual([refused.status, refused.body.type], [403, 'urn:maru:fault:partners:not-authorised'])
  const again = await bank.begin(both)
  assert.match((await bank.answer(resident, again, { 'loan-check': 'no', 'customer-check': 'no' })).url, /error=access_denied/)
  const [row] = await house.rooms.ask<{ refused: number }>(`select count(*)::int as refused from exchange.consent where company = $1 and not agreed`, [bank.id])
  assert.equal(row!.refused, 3)
})

test('no PAR, no PKCE, a plain challenge, another redirect, no client key, another audience of what is signed: nothing begins', async () => {
  const details = JSON.stringify([detail('loan-check')])
  const asked = { redirect_uri: bank.redirect, scope: 'openid bundle', state: 's', authorization_details: details }
  const direct = oidc.buildAuthorizationUrl(bank.config, { ...asked, code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' })
  const page = await go(resident, direct.href)
  assert.ok(page.url.includes('error=invalid_request') || page.status === 400, page.url)
  await assert.rejects(oidc.buildAuthorizationUrlWithPAR(bank.config, asked), { error: 'invalid_request' })
  await assert.rejects(bank.begin([detail('loan-check')], { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }), { error: 'invalid_request' })
  await assert.rejects(bank.begin([detail('loan-check')], { redirect_uri: 'https://bank.example/other' }), { status: 400 })
  await assert.rejects(bank.begin([detail('loan-check')], { redirect_uri: 'https://evil.example/callback' }), { status: 400 })
  const { privateKey: strange } = await generateKeyPair('ES256')
  await assert.rejects((await Company.open(house.origin, bank.id, bank.redirect, strange)).begin([detail('loan-check')]), { error: 'invalid_client' })
  await assert.rejects((await Company.open(house.origin, bank.id, bank.redirect, bank.key, `${house.origin}/oidc/token`)).begin([detail('loan-check')]), { error: 'invalid_client' })
})

test('a pushed request opens once, for the company that pushed it and as it was pushed; another kind of answer, and what is signed by another algorithm, too late or for somebody else, are refused', async () => {
  const pushed = await bank.begin([detail('customer-check')])
  const stranger = new URL(pushed.url)
  stranger.searchParams.set('client_id', (await Company.register(await enter('KR-DEMO-000053'), { name: 'Sol Loan', host: 'sol.example' })).id)
  const refused = async (url: URL, browser = resident) => {
    const { page, url: at } = await go(browser, url.href).then(async (arrived) => ({ url: arrived.url, page: await browser.get(new URL(arrived.url, house.origin).pathname) }))
    return !at.includes('code=') && !page.text.includes('Deciding on a loan') && !/\/authorize\/[\w-]{43}\/company/.test(at)
  }
  assert.ok(await refused(stranger), 'another company’s request')
  await bank.answer(resident, pushed, { 'customer-check': 'yes' })
  assert.ok(await refused(pushed.url), 'a second time')
  await assert.rejects(bank.begin([detail('customer-check')], { response_type: 'code id_token' }), { status: 400 })
  const push = async (header: { alg: string; kid: string }, claims: object, key: CryptoKey = bank.key) => {
    const now = Math.floor(Date.now() / 1_000)
    const assertion = await new SignJWT({ iss: bank.id, sub: bank.id, aud: house.origin, iat: now, exp: now + 60, jti: randomUUID(), ...claims }).setProtectedHeader(header).sign(key)
    const form = { client_id: bank.id, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion, response_type: 'code', redirect_uri: bank.redirect, scope: 'openid bundle', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', authorization_details: JSON.stringify([detail('customer-check')]) }
    const response = await fetch(`${house.origin}/oidc/par`, { method: 'POST', body: new URLSearchParams(form) })
    return response.status === 201 ? 'taken' : ((await response.json()) as { error: string }).error
  }
  const [good, now] = [{ alg: 'ES256', kid: 'first' }, Math.floor(Date.now() / 1_000)]
  assert.equal(await push(good, {}), 'taken')
  for (const claims of [{ exp: now - 300 }, { iss: 'another' }, { sub: 'another' }, { aud: 'https://elsewhere.example' }, { exp: undefined }]) assert.match(await push(good, claims), /^invalid_(client|request)$/, JSON.stringify(claims))
  assert.equal(await push({ alg: 'PS256', kid: 'first' }, {}, (await generateKeyPair('PS256')).privateKey), 'invalid_client', 'another algorithm')
  const twice = randomUUID()
  assert.equal(await push(good, { jti: twice }), 'taken')
  assert.match(await push(good, { jti: twice }), /^invalid_(client|grant)$/, 'the same assertion again')
})

test('what the purpose does not cover, a purpose of an agency, one that nobody registered for, and unknown words are refused when they are pushed', async () => {
  for (const wrong of [detail('loan-check', ['resident.address']), detail('birth-municipality'), detail('own-data'), detail('no-such'), detail('loan-check', []), { ...detail('loan-check'), more: 1 }, { type: 'payment', purpose: 'loan-check' }]) {
    await assert.rejects(bank.begin([wrong]), { error: 'invalid_authorization_details' }, JSON.stringify(wrong))
  }
})

test('a code is used once, by the company and the key that asked for it', async () => {
  const agreed = async () => {
    const begun = await bank.begin([detail('customer-check')])
    return { begun, url: (await bank.answer(resident, begun, { 'customer-check': 'yes' })).url }
  }
  for (const wrong of [{ dpop: await bank.newKey() }, { verifier: 'x'.repeat(43) }]) {
    const { begun, url } = await agreed()
    await assert.rejects(bank.redeem({ ...begun, ...wrong }, url), { error: 'invalid_grant' })
  }
  const unbound = await agreed()
  await assert.rejects(oidc.authorizationCodeGrant(bank.config, new URL(unbound.url), { pkceCodeVerifier: unbound.begun.verifier, expectedState: 'a-state' }), { status: 400 })
  const { begun, url } = await agreed()
  const tokens = await bank.redeem(begun, url)
  await assert.rejects(bank.redeem(begun, url), { error: 'invalid_grant' })
  assert.equal((await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' })).status, 401, 'the second use takes the tokens of the first with it')
})

test('a proof is taken once; another key, another address, another audience and fields beyond the consent get nothing', async () => {
  const browser = await enter('KR-DEMO-000002')
  const { begun, tokens } = await bank.letIn(browser, [detail('customer-check', ['resident.name'])])
  const token = tokens.access_token
  const url = `${house.origin}/api/partners/bundle`
  const send = (proof: string, scheme = 'DPoP') => fetch(url, { method: 'POST', headers: { authorization: `${scheme} ${token}`, dpop: proof, 'content-type': 'application/json' }, body: JSON.stringify({ purpose: 'customer-check' }) })
  const first = await send(await proofOf(begun.keys, { url, token }))
  assert.equal(((await first.json()) as { error: string }).error, 'use_dpop_nonce')
  const nonce = first.headers.get('dpop-nonce')!
  const proof = await proofOf(begun.keys, { url, token, nonce })
  assert.equal((await send(proof)).status, 200)
  const replayed = await send(proof)
  assert.deepEqual([replayed.status, ((await replayed.json()) as { error: string }).error], [401, 'invalid_dpop_proof'])
  assert.equal((await send(await proofOf(begun.keys, { url: `${house.origin}/oidc/userinfo`, token, nonce }))).status, 401)
  assert.equal((await send(await proofOf(begun.keys, { url, token: 'another', nonce }))).status, 401)
  assert.equal((await send(await proofOf(begun.keys, { url, token, nonce }), 'Bearer')).status, 401)
  assert.equal((await bank.bundle(token, await bank.newKey(), { purpose: 'customer-check' })).status, 401)
  await assert.rejects(oidc.fetchUserInfo(bank.config, token, oidc.skipSubjectCheck, { DPoP: begun.dpop }), 'a token for bundles is none for anything else')
  const beyond = await bank.bundle(token, begun.dpop, { purpose: 'customer-check', fields: ['resident.name', 'resident.address'] })
  assert.deepEqual([beyond.status, beyond.body.type], [403, 'urn:maru:fault:exchange:beyond-consent'])
})

test('withdrawn in one click, the next call is refused; and only the person can withdraw', async () => {
  const browser = await enter('KR-DEMO-000003')
  const { begun, tokens } = await bank.letIn(browser, [detail('customer-check')])
  assert.equal((await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' })).status, 200)
  const data = await browser.get('/my/data')
  await browser.submit(data, /\/my\/data\/consents\/[0-9a-f-]{36}\/withdraw/.exec(data.html)![0])
  const { status, body } = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' })
  assert.deepEqual([status, body.type], [409, 'urn:maru:fault:exchange:no-consent'])
})

test('narrowed on one page, the same token gets what stays; renewed after its end it gets it again, and the person sees every version', async () => {
  const browser = await enter('KR-DEMO-000012')
  const { begun, tokens } = await bank.letIn(browser, [detail('customer-check', ['resident.name', 'resident.birthDate'])])
  const fields = async () => {
    const { status, body } = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' })
    return status === 200 ? body.sources.flatMap(({ values }) => Object.keys(values)) : status
  }
  assert.deepEqual(await fields(), ['name', 'birthDate'])
  const data = await browser.get('/my/data')
  const path = /\/my\/data\/consents\/[0-9a-f-]{36}(?=")/.exec(data.html)![0]
  const page = await browser.get(path)
  assert.match((await browser.submit(page, `${path}/narrow`, { field: [] })).text, /Leave at least one ticked/)
  const narrowed = await browser.submit(page, `${path}/narrow`, { field: 'resident.name' })
  assert.match(narrowed.text, /gets only this from now on.*Version 2/)
  assert.deepEqual(await fields(), ['name'])
  assert.equal((await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check', fields: ['resident.birthDate'] })).status, 403)
  assert.equal((await resident.get(path)).status, 404, 'another person’s consent')
  await house.rooms.ask(`update exchange.consent set ends_on = current_date - 2 where id = $1`, [path.split('/').at(-1)])
  assert.equal(await fields(), 409)
  const ended = await browser.get(path)
  assert.match(ended.text, /Ended on/)
  const renewed = await browser.submit(ended, `${path}/renew`)
  assert.match(renewed.text, /Renewed until.*Version 4/)
  assert.deepEqual(await fields(), ['name'])
})

test('of twenty questions at once about one person exactly the purpose’s three are answered; a day’s limit holds as exactly', async () => {
  const browser = await enter('KR-DEMO-000004')
  const { begun, tokens } = await bank.letIn(browser, [detail('customer-check')])
  const probe = async () => Map.groupBy(await Promise.all(Array.from({ length: 20 }, () => bank.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' }))), ({ status }) => status)
  // The nonce comes with the first answer; twenty others would each ask for one.
  await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })
  const answered = await probe()
  assert.deepEqual([answered.get(200)?.length, answered.get(429)?.length], [3, 17])
  const looks = () => house.rooms.ask<{ count: number }>(`select count(*)::int as count from exchange.access_log where recipient = $1 and person = 'KR-DEMO-000004'`, [bank.id])
  assert.equal((await looks())[0]!.count, 3)

  const [{ spent } = assert.fail('nothing counted')] = await house.rooms.ask<{ spent: number }>(`select spent from exchange.bundle_budget where company = $1 and person = ''`, [bank.id])
  await oversee(overseer, bank.id, 'limit', { limit: String(spent + 2) })
  const others = await Promise.all(['KR-DEMO-000005', 'KR-DEMO-000006', 'KR-DEMO-000007', 'KR-DEMO-000008'].map(async (id) => bank.letIn(await enter(id), [detail('customer-check')])))
  const statuses = await Promise.all(others.map(({ begun: { dpop }, tokens: of }) => bank.bundle(of.access_token, dpop, { purpose: 'customer-check' })))
  assert.deepEqual(statuses.map(({ status }) => String(status)).sort(), ['200', '200', '429', '429'])
  await oversee(overseer, bank.id, 'limit', { limit: '100000' })
})

test('a register that does not answer is named, and what others say goes all the same', async () => {
  const browser = await enter('KR-DEMO-000009')
  const { begun, tokens } = await bank.letIn(browser, [detail('loan-check')])
  const { url, token } = house.registers.addresses['tax']!
  const fault = (mode: string) => fetch(`${url}/faults`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode }) })
  await fault('down')
  const { body } = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })
  await fault('none')
  assert.deepEqual(body.unanswered, [{ register: 'tax', reason: 'unreachable' }])
  assert.deepEqual(body.sources.map(({ register }) => register).sort(), ['health-insurance', 'resident'])
})

test('in the sandbox nobody who exists is seen: neither asked nor looked at; once approved, everybody may be asked', async () => {
  const browser = await enter('KR-DEMO-000010')
  const { begun, tokens } = await bank.letIn(browser, [detail('customer-check')])
  const demonstration = house.identity.demonstration!
  const { nameOf } = demonstration
  demonstration.nameOf = (id) => (id === 'KR-DEMO-000010' ? undefined : nameOf(id))
  const refused = await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' })
  assert.deepEqual([refused.status, refused.body.type], [403, 'urn:maru:fault:partners:only-fictitious'])
  assert.match((await bank.ask(browser, (await bank.begin([detail('customer-check')])).url)).page.text, /not allowed here \(sandbox\)/)
  await oversee(overseer, bank.id, 'approve')
  const { page } = await bank.letIn(browser, [detail('customer-check')])
  assert.match(page.text, /Haneul Bank is approved \(registration number 110-81-00000\)/)
  demonstration.nameOf = nameOf
})

test('keys may stand at an address of the company’s own, which is asked for them', async () => {
  const other = await Company.register(await enter('KR-DEMO-000051'), { name: 'Baram Insurance', host: 'baram.example', purposes: ['customer-check'], keysAddress: 'https://baram.example/keys.json' })
  documents.set('https://baram.example/keys.json', other.jwks)
  await assert.rejects(other.begin([detail('loan-check')]), { error: 'invalid_authorization_details' }, 'a purpose that it has not registered for')
  const begun = await other.begin([detail('customer-check')])
  const { url } = await other.answer(resident, begun, { 'customer-check': 'yes' })
  await assert.rejects(oidc.authorizationCodeGrant(bank.config, new URL(url), { pkceCodeVerifier: begun.verifier, expectedState: 'a-state' }, undefined, { DPoP: begun.dpop }), { error: 'invalid_grant' }, 'another company’s code')
})

test('keys are replaced with a day of overlap, or at once, by the company or its overseer; its person is told, and it stands in the audit', async () => {
  const owner = await enter('KR-DEMO-000052')
  const firm = await Company.register(owner, { name: 'Noeul Card', host: 'noeul.example', purposes: ['customer-check'] })
  const next = await generateKeyPair('ES256')
  const path = `/partners/${firm.id}`
  const jwk = { ...await exportJWK(next.publicKey), kid: 'second' }
  const typed = (keys: object[], redirects = firm.redirect) => ({ redirects, keys: JSON.stringify({ keys }) })
  const change = async (browser: TextBrowser, to: string, fields: Record<string, string | string[]>) => browser.submit(await browser.get(`${to}/access`), `${to}/access`, fields)
  assert.match((await change(owner, path, typed([{ ...jwk, kid: 'first' }]))).text, /the name of another one/)
  assert.match((await change(owner, path, typed([jwk], 'https://elsewhere.example/callback'))).text, /stay on the site/)
  assert.equal((await resident.get(`${path}/access`)).status, 404)

  const moved = `${firm.redirect}/new`
  assert.match((await change(owner, path, typed([jwk], `${firm.redirect}\n${moved}`))).text, /second.*Replaced: first, good until/)
  const changed = await Company.open(house.origin, firm.id, moved, next.privateKey, undefined, 'second')
  const { begun, tokens } = await changed.letIn(await enter('KR-DEMO-000013'), [detail('customer-check')])
  assert.equal((await changed.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' })).status, 200, 'the new key, to the new address')
  await firm.begin([detail('customer-check')])
  await until(() => owner.get('/my/inbox'), ({ text }) => text.includes('Keys or addresses of Noeul Card were changed'))

  const third = { ...await exportJWK((await generateKeyPair('ES256')).publicKey), kid: 'third' }
  const office = await change(overseer, `/console/partners/${firm.id}`, { ...typed([third]), atOnce: 'yes' })
  assert.doesNotMatch(office.text, /Replaced/)
  for (const gone of [firm, changed]) await assert.rejects(gone.begin([detail('customer-check')]), { error: 'invalid_client' })
  const acts = await house.rooms.ask<{ actor: string }>(`select actor from kernel.audit where act = 'change access of company' and object = $1 order by id`, [firm.id])
  assert.deepEqual(acts.map(({ actor }) => actor), ['resident:KR-DEMO-000052', 'official:demo-fss-lead'])
})

test('only the overseer approves; what a registration lacks is said at its field, and a private key is kept nowhere', async () => {
  const lead = new TextBrowser(house.origin)
  await signInOfficial(lead, 'demo-nts-lead')
  assert.equal((await lead.get('/console/partners')).status, 404)
  assert.equal((await lead.get(`/console/partners/${bank.id}`)).status, 404)
  assert.equal((await resident.get(`/partners/${bank.id}`)).status, 404, 'another person’s company')
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const typed = { name: 'X', number: '1', contact: 'a@b', grounds: 'None', purposes: ['customer-check'], redirects: 'http://x.example/', keys: JSON.stringify({ keys: [{ ...await exportJWK(privateKey), kid: 'k' }] }) }
  const page = await resident.submit(await resident.get('/partners/new'), '/partners/new', typed)
  assert.match(page.text, /one to ten https addresses/)
  assert.match(page.text, /This is a private key/)
  const hosts = await resident.submit(await resident.get('/partners/new'), '/partners/new', { ...typed, redirects: 'https://x.example/ https://y.example/' })
  assert.match(hosts.text, /must be on one site/)
})

test('cut off in one action: the next call with a good token, the next request and the next refresh are refused at once', async () => {
  const browser = await enter('KR-DEMO-000011')
  const begun = await bank.begin([detail('customer-check')], { scope: 'openid bundle offline_access', prompt: 'consent' })
  const { url } = await bank.answer(browser, begun, { 'customer-check': 'yes' })
  const tokens = await bank.redeem(begun, url)
  const refreshed = await oidc.refreshTokenGrant(bank.config, tokens.refresh_token!, undefined, { DPoP: begun.dpop })
  assert.equal((await bank.bundle(refreshed.access_token, begun.dpop, { purpose: 'customer-check' })).status, 200)
  const open = await bank.begin([detail('customer-check')])
  const { page } = await bank.ask(browser, open.url)
  await oversee(overseer, bank.id, 'cut-off')
  const refused = await bank.bundle(refreshed.access_token, begun.dpop, { purpose: 'customer-check' })
  assert.deepEqual([refused.status, refused.body.error], [401, 'invalid_token'])
  await assert.rejects(bank.begin([detail('customer-check')]), { error: 'invalid_client' })
  await assert.rejects(oidc.refreshTokenGrant(bank.config, refreshed.refresh_token!, undefined, { DPoP: begun.dpop }), { error: 'invalid_client' })
  assert.equal((await browser.submit(page, page.path, { 'purpose-customer-check': 'yes' })).status, 400, 'an open page gives nothing any more')
})
