/** Whoever received data is told: a bank hears that a person took it back, or that it was wrong, and answers under its signature. Its software is not ours. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { hash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { compactVerify, createRemoteJWKSet, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT, UnsecuredJWT } from 'jose'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { Company, detail, oversee } from '../support/company.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

type Manner = number | 'never' | 'endless' | 'detour'
interface Got { token: string; payload: { jti: string; iss: string; aud: string; sub?: string; exp?: number; sub_id: { format: string; iss: string; sub: string }; events: Record<string, Record<string, unknown>> } }

/** On a machine that others use too. */
const patience = 30_000
let house: TestHouse
let overseer: TextBrowser
const closing: (() => void)[] = []

const enter = async (id: string) => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, id)
  return browser
}

/** A company's receiver on this machine, which believes what the platform's published keys have signed. */
async function startReceiver(client: () => string) {
  const keys = createRemoteJWKSet(new URL((await (await fetch(`${house.origin}/.well-known/openid-configuration`)).json() as { jwks_uri: string }).jwks_uri))
  const got: Got[] = []
  let [manner, tries]: [Manner, number] = [202, 0]
  const server = createServer((request, response) => {
    void request.toArray().then(async (pieces) => {
      tries += 1
      if (manner === 'never') return
      if (manner === 'endless') { response.writeHead(202).end('x'.repeat(1_000_000)); return }
      if (manner === 'detour') { response.writeHead(307, { location: `${house.origin}/healthz` }).end(); return }
      const token = Buffer.concat(pieces as Buffer[]).toString()
      const { payload } = await jwtVerify(token, keys, { issuer: house.origin, audience: client(), typ: 'secevent+jwt', algorithms: ['ES256'] })
      if (manner === 202) got.push({ token, payload: payload as unknown as Got['payload'] })
      response.writeHead(manner).end()
    }).catch((cause: unknown) => { response.writeHead(400).end(String(cause)) })
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', () => { done() }) })
  closing.push(() => { server.closeAllConnections(); server.close() })
  return { address: `http://localhost:${(server.address() as AddressInfo).port}/notices`, got, tries: () => tries, takes: (next: Manner) => { manner = next } }
}

/** A bank with an address for notices, and the browser of whoever looks after it. */
async function openBank(ownerId: string, name: string, host: string) {
  const owner = await enter(ownerId)
  const bank = await Company.register(owner, { name, host, purposes: ['customer-check', 'adult-check'] })
  const receiver = await startReceiver(() => bank.id)
  const page = await change(owner, bank.id, { notices: receiver.address })
  assert.match(page.text, /What your company is told/)
  const received = async (person: string, purpose = 'customer-check') => {
    const browser = await enter(person)
    const { begun, tokens } = await bank.letIn(browser, [detail(purpose)])
    const { status, body } = await bank.bundle(tokens.access_token, begun.dpop, { purpose })
    assert.equal(status, 200, JSON.stringify(body))
    const [{ id } = assert.fail('no consent')] = await house.rooms.ask<{ id: string }>('select id from exchange.consent where person = $1 and company = $2 order by given_at desc limit 1', [person, bank.id])
    return { browser, tokens, consent: id, body, withdraw: async () => browser.submit(await browser.get(`/my/data/consents/${id}`), `/my/data/consents/${id}/withdraw`) }
  }
  return Object.assign(bank, { owner, receiver, received, path: `/partners/${bank.id}` })
}

const change = async (owner: TextBrowser, id: string, fields: Record<string, string>) => owner.submit(await owner.get(`/partners/${id}/access`), `/partners/${id}/access`, fields)
const digestOf = (token: string) => hash('sha256', token.split('.')[1]!, 'base64url')
const post = async (body: string) => fetch(`${house.origin}/api/partners/acknowledgements`, { method: 'POST', headers: { 'content-type': 'application/secevent+jwt' }, body })

interface Signing { id: string; key: CryptoKey }
const signed = async ({ id, key }: Signing, said: object, { alg = 'ES256', kid = 'first', typ = 'secevent+jwt', aud = house.origin, iat = Math.floor(Date.now() / 1_000) } = {}) =>
  new SignJWT({ events: { 'urn:maru:event:acknowledged': said } }).setProtectedHeader({ alg, kid, typ }).setIssuer(id).setAudience(aud).setIssuedAt(iat).setJti(randomUUID()).sign(key)
const answerTo = ({ token, payload }: Got, outcome = 'erased') => ({ notice: payload.jti, digest: digestOf(token), outcome })
const oneOf = (bank: Awaited<ReturnType<typeof openBank>>, consent: string) => until(() => Promise.resolve(bank.receiver.got.find(({ payload }) => JSON.stringify(payload.events).includes(consent))), (found) => found !== undefined, patience) as Promise<Got>

let bank: Awaited<ReturnType<typeof openBank>>
let other: Awaited<ReturnType<typeof openBank>>
before(async () => {
  house = await openHouse()
  bank = await openBank('KR-DEMO-000050', 'Haneul Bank', 'bank.example')
  other = await openBank('KR-DEMO-000051', 'Sol Loan', 'sol.example')
  overseer = new TextBrowser(house.origin)
  await signInOfficial(overseer, 'demo-fss-lead')
})
after(async () => {
  closing.forEach((close) => { close() })
  await house.close()
})

test('a person withdraws: the bank is told at once by the platform’s key, by its own name for the person, without a value; the person sees told, then confirmed; the answer is kept as evidence', async () => {
  const { browser, tokens, consent, body, withdraw } = await bank.received('KR-DEMO-000001')
  await withdraw()
  const notice = await oneOf(bank, consent)
  const { payload } = notice
  const told = payload.events['urn:maru:event:authorisation-withdrawn']!
  assert.deepEqual([payload.sub, payload.exp, payload.sub_id], [undefined, undefined, { format: 'iss_sub', iss: house.origin, sub: tokens.claims()!.sub }])
  assert.deepEqual([told['authorisation'], told['purpose'], told['version']], [consent, 'customer-check', 2])
  assert.deepEqual(new Set(told['fields'] as string[]), new Set(house.pack.purposes.find(({ id }) => id === 'customer-check')!.fields))
  for (const value of ['KR-DEMO-000001', ...body.sources.flatMap(({ values }) => Object.values(values)).filter((value) => typeof value === 'string' && value.length > 3)]) assert.ok(!JSON.stringify(payload).includes(String(value)), String(value))
  const page = () => browser.get(`/my/data/consents/${consent}`)
  await until(page, ({ text }) => /Version 2: told on .*not confirmed yet/.test(text))
  assert.match((await bank.owner.get(bank.path)).text, /Brought on .*not answered yet/)

  const answer = await signed(bank, answerTo(notice))
  assert.equal((await post(answer)).status, 202)
  assert.match((await page()).text, /Version 2: erased on/)
  assert.match((await bank.owner.get(bank.path)).text, /Erased on/)
  const [row] = await house.rooms.ask<{ acknowledgement: { token: string; key: JWK } }>('select acknowledgement from exchange.consent_notice where id = $1', [payload.jti])
  assert.equal(row!.acknowledgement.token, answer)
  await compactVerify(answer, await importJWK(row!.acknowledgement.key, 'ES256'))
})

test('two companies are told of one person, and what they were told has nothing in common by which they could find out', async () => {
  const both = await Promise.all([bank.received('KR-DEMO-000002'), other.received('KR-DEMO-000002')])
  for (const { withdraw } of both) await withdraw()
  const [one, two] = await Promise.all([oneOf(bank, both[0].consent), oneOf(other, both[1].consent)])
  const own = ({ payload: { jti, aud, sub_id: { sub }, events } }: Got) => [jti, aud, sub, String(Object.values(events)[0]!['authorisation'])]
  assert.deepEqual(own(one).filter((value) => own(two).includes(value)), [])
  assert.equal(two.payload.sub_id.sub, both[1].tokens.claims()!.sub)
})

test('a value was wrong: whoever received it is told which field, whoever did not is not, and the person sees how far each has come', async () => {
  const person = 'KR-DEMO-000003'
  const { browser, consent } = await bank.received(person)
  await other.received('KR-DEMO-000004')
  const field = house.pack.purposes.find(({ id }) => id === 'customer-check')!.fields.find((name) => name.startsWith('resident.'))!
  await house.exchange.requests.askForChange(person, 'correction', { register: 'resident', field: field.split('.')[1]! }, 'It is wrong.')
  const [request] = await house.exchange.requests.own(person)
  await house.exchange.requests.answer(request!.agency, request!.id, { outcome: 'corrected', answer: 'Done.', by: 'o' })
  const notice = await oneOf(bank, consent)
  assert.deepEqual(notice.payload.events['urn:maru:event:value-corrected'], { authorisation: consent, purpose: 'customer-check', fields: [field], answer_by: (notice.payload.events['urn:maru:event:value-corrected'] as { answer_by: string }).answer_by })
  await until(() => browser.get('/my/data/requests'), ({ text }) => /Haneul Bank: told on .*not confirmed yet/.test(text))
  assert.equal((await post(await signed(bank, answerTo(notice, 'corrected')))).status, 202)
  assert.match((await browser.get('/my/data/requests')).text, /Haneul Bank: put right on/)
  assert.match((await browser.get(`/my/data/consents/${consent}`)).text, /put right: put right on/)
  assert.ok(!other.receiver.got.some(({ payload }) => 'urn:maru:event:value-corrected' in payload.events))
})

test('who heard only that somebody is of age is told that this was wrong, and not from which value', async () => {
  const { consent } = await bank.received('KR-DEMO-000014', 'adult-check')
  await house.exchange.requests.askForChange('KR-DEMO-000014', 'deletion', { register: 'resident', field: 'birthDate' }, 'It is not mine.')
  const [request] = await house.exchange.requests.own('KR-DEMO-000014')
  await house.exchange.requests.answer(request!.agency, request!.id, { outcome: 'deleted', answer: 'Done.', by: 'o' })
  const { payload } = await oneOf(bank, consent)
  assert.deepEqual(payload.events['urn:maru:event:value-deleted']!['fields'], ['resident.adult'])
})

test('an answer of another key, of another company, to other words, for somebody else, too late for its clock, unsigned, or a second one says nothing; the same again changes nothing', async () => {
  const { browser, consent, withdraw } = await bank.received('KR-DEMO-000005')
  await withdraw()
  const notice = await oneOf(bank, consent)
  const said = answerTo(notice)
  const err = async (body: string) => ((response) => (response.status === 400 ? (response.json() as Promise<{ err: string }>).then(({ err: code }) => code) : String(response.status)))(await post(body))
  const stranger = { id: bank.id, key: (await generateKeyPair('ES256')).privateKey }
  const now = Math.floor(Date.now() / 1_000)
  for (const [wanted, wrong] of [
    ['invalid_key', await signed(stranger, said)],
    ['invalid_key', await signed(bank, said, { kid: 'another' })],
    ['invalid_request', await signed(other, said)],
    ['invalid_key', await signed({ id: bank.id, key: other.key }, said)],
    ['invalid_request', await signed({ id: `company-${randomUUID()}`, key: bank.key }, said)],
    ['invalid_audience', await signed(bank, said, { aud: 'https://elsewhere.example' })],
    ['invalid_request', await signed(bank, { ...said, digest: digestOf(`${notice.token.split('.')[0]}.e30.x`) })],
    ['invalid_request', await signed(bank, { ...said, notice: randomUUID() })],
    ['invalid_request', await signed(bank, { ...said, outcome: 'lost' })],
    ['invalid_request', await signed(bank, { ...said, more: 1 })],
    ['invalid_request', await signed(bank, said, { typ: 'jwt' })],
    ['invalid_request', await signed(bank, said, { iat: now + 3_600 })],
    ['invalid_request', await signed({ id: bank.id, key: (await generateKeyPair('PS256')).privateKey }, said, { alg: 'PS256' })],
    ['invalid_request', new UnsecuredJWT({ events: { 'urn:maru:event:acknowledged': said } }).setIssuer(bank.id).setAudience(house.origin).setIssuedAt().setJti('x').encode()],
    ['invalid_request', ''], ['invalid_request', 'nonsense'], ['invalid_request', 'x'.repeat(100_000)], ['invalid_request', notice.token],
  ] as const) assert.equal(await err(wrong), wanted, wrong.slice(0, 200))
  assert.match((await browser.get(`/my/data/consents/${consent}`)).text, /not confirmed yet/)
  const good = await signed(bank, { ...said, outcome: 'kept', because: 'Banking Act §12' })
  assert.deepEqual(await Promise.all([err(good), err(good)]).then((both) => both.filter((status) => status === '202').length > 0), true)
  assert.equal(await err(good), '202')
  assert.equal(await err(await signed(bank, said)), 'invalid_request')
  assert.match((await browser.get(`/my/data/consents/${consent}`)).text, /kept on .*because of Banking Act §12/)
})

test('an address that answers with anything but 202, too much, a detour or never has heard nothing and is left alone; when it is back it is told the same, and nothing was given up', async () => {
  const { consent, withdraw } = await other.received('KR-DEMO-000006')
  const { receiver, owner, path } = other
  const again = async () => {
    const tries = receiver.tries()
    await owner.submit(await owner.get(path), `${path}/send-again`)
    await until(() => Promise.resolve(receiver.tries()), (count) => count > tries, patience)
  }
  receiver.takes(200)
  await withdraw()
  await until(() => owner.get(path), ({ text }) => /Not brought yet; the last try: answered 200, not 202/.test(text), patience)
  for (const [manner, words] of [['detour', /answered 307/], ['endless', /longer|too long|more than/i], ['never', /abort|time/i], [503, /answered 503/]] as const) {
    receiver.takes(manner)
    await again()
    await until(() => owner.get(path), ({ text }) => words.test(text), patience)
  }
  await until(() => owner.get(path), ({ text }) => /does not answer/.test(text), patience)
  assert.match((await overseer.get(`/console/partners/${other.id}`)).text, /does not answer/)
  const [before] = await house.rooms.ask<{ claims: string }>('select claims from exchange.consent_notice where consent_id = $1', [consent])
  receiver.takes(202)
  await again()
  const notice = await oneOf(other, consent)
  assert.equal(Buffer.from(notice.token.split('.')[1]!, 'base64url').toString(), before!.claims)
  await until(() => owner.get(path), ({ text }) => !/does not answer/.test(text), patience)
})

test('a company without an address is told when it names one; one that is cut off is told, too; what is not answered in time is before its overseer’s eyes', async () => {
  const owner = await enter('KR-DEMO-000052')
  const silent = await Company.register(owner, { name: 'Noeul Card', host: 'noeul.example', purposes: ['customer-check'] })
  const browser = await enter('KR-DEMO-000007')
  const { begun, tokens } = await silent.letIn(browser, [detail('customer-check')])
  await silent.bundle(tokens.access_token, begun.dpop, { purpose: 'customer-check' })
  const [{ id } = assert.fail('none')] = await house.rooms.ask<{ id: string }>('select id from exchange.consent where company = $1', [silent.id])
  await browser.submit(await browser.get(`/my/data/consents/${id}`), `/my/data/consents/${id}/withdraw`)
  assert.match((await browser.get(`/my/data/consents/${id}`)).text, /not reached yet/)
  await house.rooms.ask(`update exchange.consent_notice set due_on = '2000-01-01' where consent_id = $1`, [id])
  assert.match((await overseer.get('/console/partners')).text, /have not answered in time.*Noeul Card: 1 notice is not answered/)
  const receiver = await startReceiver(() => silent.id)
  await change(owner, silent.id, { notices: receiver.address })
  await until(() => Promise.resolve(receiver.got.length), (count) => count === 1, patience)

  const late = await other.received('KR-DEMO-000008')
  await oversee(overseer, other.id, 'cut-off')
  await late.withdraw()
  const notice = await oneOf(other, late.consent)
  assert.equal((await post(await signed(other, answerTo(notice)))).status, 202)
})

test('only an address on the open internet is named, by its name and at the usual port', async () => {
  for (const address of ['http://bank.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://10.0.0.1/', 'https://bank.example:8443/', 'https://user:word@bank.example/', 'https://bank.example/#x', 'ftp://bank.example/', 'nonsense']) {
    assert.match((await change(bank.owner, bank.id, { notices: address })).text, /Write one https address with a name/, address)
  }
})

test('the program of the guide, as it stands there, hears of the trial of one press and answers it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-company-'))
  const [, program] = /```js\n([\s\S]+?)```/.exec(readFileSync('docs/guides/companies.md', 'utf8'))!
  writeFileSync(join(folder, 'receive.mjs'), program!)
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  await change(bank.owner, bank.id, { keys: JSON.stringify({ keys: [{ ...await exportJWK(publicKey), kid: 'guide' }] }) })
  const port = 18_300
  const running = spawn(process.execPath, ['receive.mjs'], { cwd: folder, env: { PLATFORM: house.origin, CLIENT: bank.id, KEY: JSON.stringify({ ...await exportJWK(privateKey), kid: 'guide' }), PORT: String(port) }, stdio: 'inherit' })
  try {
    await until(() => fetch(`http://localhost:${port}`, { method: 'POST', body: 'x' }).then(({ status }) => status, () => 0), (status) => status === 400)
    await change(bank.owner, bank.id, { notices: `http://localhost:${port}/` })
    await bank.owner.submit(await bank.owner.get(bank.path), `${bank.path}/trial-notice`)
    await until(() => bank.owner.get(bank.path), ({ text }) => /Newest try\s*Erased on/.test(text))
  } finally {
    running.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
