/** Messages of whoever means harm, or is broken: refused with a reason, in the log as far as something was asked, nothing lost. And how many of a thousand at once get through. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, request as send, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type ExchangeTrial, openExchangeTrial } from '../../../tests/support/exchange-trial.ts'
import type { Fault } from '../../kernel/faults/faults.ts'
import { patience } from './broker/patience.ts'
import { spendBudget } from './bundle/spend-budget.ts'
import { connectorPrograms, type PartyFile } from './index.ts'
import { decryptAnswer, encryptAnswer } from './protocol/answer.ts'
import { newPartyFile, publicFile, readOwnKeys, readParty } from './protocol/party.ts'
import { questionPath } from './protocol/question.ts'
import { signAnswer, signRequest } from './protocol/signatures.ts'
import type { ExchangeTables } from './tables.ts'

const person = 'KR-DEMO-000003'
/** The register holds something of them that is not what it declares. */
const misdescribed = 'KR-DEMO-000004'
/** Nobody has asked about them. */
const fresh = 'KR-DEMO-000005'
const purpose = 'birth-city-gas'
const kepco = newPartyFile('kepco')
let trial: ExchangeTrial
let keys: PartyFile
const servers: Server[] = []

before(async () => {
  trial = await openExchangeTrial({ register: 'resident', requester: 'city-gas' }, `person,name,address\n${person},Kim Ha-neul,Sejong-ro\n${misdescribed},${'x'.repeat(600)},Sejong-ro\n${fresh},Park Ga-on,Sejong-ro\n`, undefined, (folder) => {
    const file = join(folder, 'trust.json')
    const trust = JSON.parse(readFileSync(file, 'utf8')) as { requesters: PartyFile[] }
    writeFileSync(file, JSON.stringify({ ...trust, requesters: [...trust.requesters, publicFile(kepco)] }))
  })
  keys = JSON.parse(readFileSync(join(trial.parties.requester, 'keys.json'), 'utf8')) as PartyFile
})
afterEach(() => { trial.register.url = trial.parties.registerUrl })
after(async () => {
  for (const server of servers) server.closeAllConnections()
  await trial.close()
  for (const server of servers) server.close()
})

async function agreed(of = person) {
  const caseId = randomUUID()
  await trial.exchange.giveConsent({ person: of, caseId, language: 'en', decisions: { [purpose]: true } })
  return caseId
}
const questionOf = (caseId: string, more: object = {}) => ({ question: randomUUID(), register: 'resident', subject: person, purpose, case: caseId, fields: ['name'], ...more })
async function signed(by: PartyFile, question: object) {
  const body = Buffer.from(JSON.stringify(question))
  return { body, headers: await signRequest(await readOwnKeys(by), 'POST', questionPath, body) }
}
interface Answer { status: number; headers: Record<string, string>; text: string }
/** Just as it is written: no part of a path is put in order on the way. */
async function post(origin: string, { body, headers }: { body: Buffer; headers: Record<string, string> }, path = questionPath): Promise<Answer> {
  const outgoing = send({ host: '127.0.0.1', port: new URL(origin).port, path, method: 'POST', headers: { ...headers, 'content-length': body.length } })
  outgoing.end(body)
  const [incoming] = await once(outgoing, 'response') as [import('node:http').IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  return { status: incoming.statusCode!, headers: incoming.headers as Record<string, string>, text: Buffer.concat(chunks).toString() }
}
const withPermit = (of: Awaited<ReturnType<typeof signed>>, { headers }: Answer) => ({ ...of, headers: { ...of.headers, 'maru-permit': headers['maru-permit']! } })
const looks = async (caseId: string) => (await trial.room.ask<{ count: number }>('select count(*)::int as count from exchange.access_log where case_id = $1', [caseId]))[0]!.count
const withdraw = async (caseId: string) => trial.exchange.withdrawConsent(person, (await trial.exchange.consents(person)).find((row) => row.case_id === caseId)!.id)
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => { request.resume().once('end', () => { answer(request, response) }) }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('encoded paths: no other spelling of the path leads to an answer, at the platform or at the register', async () => {
  const caseId = await agreed()
  const first = await signed(keys, questionOf(caseId))
  const opening = await post(trial.url, first)
  assert.equal(opening.status, 200)
  for (const path of ['/exchange/%71uestions', '/exchange%2fquestions', '/exchange/questions%00', '/exchange/questions%2f', '/exchange/questions/', '//exchange/questions', '/exchange//questions', '/exchange/./questions', '/exchange/x/../questions', '/exchange/%2e%2e/exchange/questions', '/exchange\\questions', '/exchange/questions;x', '/exchange/questions?x', '/EXCHANGE/questions', '/%65xchange/%2571uestions']) {
    const statuses = [await post(trial.url, await signed(keys, questionOf(caseId)), path), await post(trial.parties.registerUrl, withPermit(first, opening), path)].map(({ status }) => status)
    assert.ok(statuses.every((status) => [400, 401, 404].includes(status)), `${path}: ${statuses.join()}`)
  }
  assert.equal(await looks(caseId), 1)
})

test('confused deputies: a permit opens nothing for another agency that the register believes too, nor can that agency open the answer', async () => {
  const caseId = await agreed()
  const question = questionOf(caseId)
  const own = await post(trial.url, await signed(keys, question))
  const other = await signed(kepco, question)
  assert.equal((await post(trial.url, other)).status, 401)
  const refused = await post(trial.parties.registerUrl, withPermit(other, own))
  assert.deepEqual([refused.status, (JSON.parse(refused.text) as { title: string }).title], [403, 'the look in the log is not what is asked'])
  assert.ok(trial.parties.refusals.includes('403 the look in the log is not what is asked'))
  await assert.rejects(decryptAnswer(own.text, await readOwnKeys(kepco), { question: own.headers['maru-question']!, entry: own.headers['maru-entry']! }), /another key/)
})

test('replayed and reordered: a question counts once, a permit goes with its question alone, and an answer to another one is not believed', async () => {
  const caseId = await agreed()
  const [one, two] = [await signed(keys, questionOf(caseId)), await signed(keys, questionOf(caseId, { fields: ['address'] }))]
  const answers = [await post(trial.url, one), await post(trial.url, two)] as const
  assert.deepEqual([answers[0].status, answers[1].status, (await post(trial.url, one)).status], [200, 200, 409])
  for (const swapped of [withPermit(one, answers[1]), withPermit(two, answers[0])]) assert.equal((await post(trial.parties.registerUrl, swapped)).status, 403)
  assert.equal(await looks(caseId), 2)
  const late = await serve((_, response) => { response.writeHead(200, answers[0].headers).end(answers[0].text) })
  const ask = await (await connectorPrograms.ask())(trial.parties.requester, late)
  await assert.rejects(ask({ register: 'resident', subject: person, purpose, case: caseId, fields: ['name'] }).then(() => ask({ register: 'resident', subject: person, purpose, case: caseId, fields: ['address'] })), /another|not what is asked/)
})

test('stale keys: what a replaced key signs is refused by the platform, by the register and by the agency', async () => {
  const caseId = await agreed()
  const current = await signed(keys, questionOf(caseId))
  const opening = await post(trial.url, current)
  const old = await signed({ ...newPartyFile('city-gas') }, questionOf(caseId))
  assert.equal((await post(trial.url, old)).status, 401)
  assert.equal((await post(trial.parties.registerUrl, withPermit(old, opening))).status, 401)
  trial.register.url = await registerWith(newPartyFile('resident'))
  await assert.rejects(trial.ask({ register: 'resident', subject: person, purpose, case: caseId, fields: ['name'] }), /nobody known here has signed/)
})

/** A register's answer in all its form, under these keys. */
async function registerWith(file: PartyFile, values: object = { name: 'Somebody Else' }): Promise<string> {
  const [own, requester] = [await readOwnKeys(file), await readParty(publicFile(keys))]
  return serve((request, response) => {
    const { look, salt } = JSON.parse(Buffer.from(request.headers['maru-permit'] as string, 'base64url').toString()) as { look: string; salt: string }
    void (async () => {
      const about = { question: String(request.headers['content-digest']), entry: await entryOf(salt, look) }
      const body = Buffer.from(await encryptAnswer({ register: 'resident', subject: person, answeredAt: new Date().toISOString(), values: values as Record<string, unknown> }, requester, about))
      response.writeHead(200, await signAnswer(own, 200, body, about)).end(body)
    })()
  })
}
const entryOf = async (salt: string, look: string) => (await import('./access-entry.ts')).entryOf(Buffer.from(salt, 'base64'), look).toString('base64')

test('oversized and slow: a question or an answer beyond all measure, or none at all, ends in time; the look stands, and a withdrawal waits for nothing', async () => {
  const caseId = await agreed()
  const long = await signed(keys, questionOf(caseId, { more: 'x'.repeat(17_000) }))
  assert.deepEqual([(await post(trial.url, long)).status, (await post(trial.parties.registerUrl, long)).status], [413, 413])
  assert.equal(await looks(caseId), 0)
  trial.register.url = await serve((_, response) => { response.end('x'.repeat(600 * 1024)) })
  assert.equal((await post(trial.url, await signed(keys, questionOf(caseId)))).status, 503)
  const usual = patience.register
  patience.register = 150
  trial.register.url = await serve(() => undefined)
  assert.equal((await post(trial.url, await signed(keys, questionOf(caseId)))).status, 503)
  patience.register = usual
  assert.equal(await looks(caseId), 2)
  await withdraw(caseId)
  assert.deepEqual(await trial.room.ask('select id from exchange.in_flight where until > clock_timestamp()'), [])
})

test('a register that lies about its schema: a value of another kind is given to nobody, and said to be the source’s fault without saying it; an answer outside the protocol is not believed', async () => {
  const caseId = await agreed(misdescribed)
  const wrong = await post(trial.url, await signed(keys, questionOf(caseId, { subject: misdescribed })))
  assert.equal(wrong.status, 503)
  assert.doesNotMatch(wrong.text, /xxx/)
  assert.equal(trial.parties.refusals.at(-1), '502 the source gives no text for "name"')
  assert.equal(await looks(caseId), 1)
  const mine = await agreed()
  const ask = () => trial.ask({ register: 'resident', subject: person, purpose, case: mine, fields: ['name'] })
  trial.register.url = await serve((_, response) => { response.end(JSON.stringify({ values: { name: 'Somebody Else' } })) })
  await assert.rejects(ask(), /another question/)
  trial.register.url = await registerWith(JSON.parse(readFileSync(join(trial.parties.register, 'keys.json'), 'utf8')) as PartyFile, { name: ['no text'], taxDue: 1 })
  await assert.rejects(ask(), /other fields/)
  trial.register.url = trial.parties.registerUrl
  assert.deepEqual((await ask()).values, { name: 'Kim Ha-neul' })
})

test('of a thousand bundles at once exactly the allowed number pass, and of two hundred presses on one button one counts, each by a constraint', async () => {
  const db = trial.room.database.room<ExchangeTables>('exchange')
  const spend = () => db.transaction((tx) => spendBudget(tx, { company: 'company-x', person, purpose: 'customer-check', day: '2026-11-24', allowed: { person: 7, company: 5_000 } }))
  const spent = await Promise.allSettled(Array.from({ length: 1_000 }, spend))
  assert.equal(spent.filter(({ status }) => status === 'fulfilled').length, 7)
  assert.ok(spent.every((outcome) => outcome.status === 'fulfilled' || (outcome.reason as Fault).code === 'exchange.budget-spent'))
  const caseId = await agreed()
  await trial.ask({ register: 'resident', subject: person, purpose, case: caseId, fields: ['address'] })
  const [look] = (await trial.exchange.accessLog(person)).filter((row) => row.case_id === caseId)
  const pressed = await Promise.allSettled(Array.from({ length: 200 }, () => trial.exchange.requests.questionLook(person, look!.id, 'Why?')))
  assert.equal(pressed.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('of a thousand questions at once about one field exactly as many pass as the day allows; the same question a thousand times is one look', async () => {
  const [caseId, again] = [await agreed(fresh), await agreed(fresh)]
  const pass = async (question: object) => {
    const { body, headers } = await signed(keys, { ...question, subject: fresh })
    return () => trial.exchange.broker.pass({ method: 'POST', path: questionPath, headers, body }).then(({ id }) => { trial.exchange.broker.ended(id) })
  }
  const same = await pass(questionOf(again, { fields: ['address'] }))
  // A thousand a second is what one requester may ask at all: these have a second of their own, and come last.
  await pause(1_100)
  const repeated = await Promise.allSettled(Array.from({ length: 1_000 }, same))
  assert.deepEqual([repeated.filter((outcome) => outcome.status === 'rejected' && (outcome.reason as Fault).code === 'exchange.asked-before').length, await looks(again)], [999, 1])
  const many = await Promise.all(Array.from({ length: 1_000 }, () => pass(questionOf(caseId))))
  await pause(1_100)
  const outcomes = await Promise.allSettled(many.map((ask) => ask()))
  const refused = outcomes.filter((outcome): outcome is PromiseRejectedResult => outcome.status === 'rejected').map(({ reason }) => (reason as Fault).status)
  // Who is let through and meets a slow register has had a look, too.
  assert.deepEqual([refused.filter((status) => status === 429).length, await looks(caseId)], [900, 100])
})
