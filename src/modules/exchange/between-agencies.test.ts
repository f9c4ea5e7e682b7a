/** An agency asks a register through the platform: what comes through, what is refused and by whom, and what each of them keeps. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { JsonLdParser } from 'jsonld-streaming-parser'
import pino from 'pino'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { until } from '../../../tests/support/birth-journey.ts'
import { openParties, type Parties, serveBroker } from '../../../tests/support/exchange-parties.ts'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { systemClock } from '../../kernel/clock/clock.ts'
import { createEvents } from '../../kernel/events/events.ts'
import { createJobs, type Jobs } from '../../kernel/events/jobs.ts'
import { createTransparency, type Transparency } from '../../kernel/transparency/transparency.ts'
import { connectorPrograms, createExchange, type Exchange, type PartyFile } from './index.ts'
import { noticeEntry } from './protocol/notice.ts'
import { newPartyFile, readOwnKeys, readParty } from './protocol/party.ts'
import { postBytes } from './protocol/post-bytes.ts'
import { questionPath } from './protocol/question.ts'
import { digestOf, signRequest, verifyAnswer } from './protocol/signatures.ts'

const pack = loadPack('packs/kr')
const person = 'KR-DEMO-000003'
const purpose = 'birth-city-gas'
const fields = ['name', 'address']
const folder = mkdtempSync(join(tmpdir(), 'maru-between-'))
let room: RoomDatabase
let transparency: Transparency
let exchange: Exchange
let parties: Parties
let jobs: Jobs
let broker: { url: string; app: FastifyInstance }
let ask: Awaited<ReturnType<Awaited<ReturnType<typeof connectorPrograms.ask>>>>

before(async () => {
  room = await roomDatabase()
  transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'between.example', secret: randomBytes(32) })
  const accessLog = transparency.log('access', 'exchange')
  parties = await openParties(folder, pack, { register: 'resident', requester: 'city-gas' }, accessLog, `person,name,address,sex\n${person},Kim Ha-neul,"Sejong-ro 1, Seoul",F\n`)
  jobs = createJobs(room.database.pool, createEvents(), pino({ level: 'silent' }))
  const readPublic = (of: string) => JSON.parse(readFileSync(join(of, 'public.json'), 'utf8')) as PartyFile
  exchange = createExchange({
    database: room.database, pack, clock: systemClock(pack.timeZone), log: pino({ level: 'silent' }), accessLog,
    addressOf: (id) => (id === 'resident' ? { url: parties.registerUrl } : undefined), requesters: [{ ...readPublic(parties.requester), notices: parties.noticesUrl }], jobs,
  })
  await jobs.start()
  broker = await serveBroker(exchange)
  ask = await (await connectorPrograms.ask())(parties.requester, broker.url)
})
after(async () => {
  await broker.app.close()
  await jobs.stop()
  await parties.close()
  await exchange.close()
  await transparency.stop()
  await room.close()
  rmSync(folder, { recursive: true, force: true })
})

const agreed = async (decision = true) => {
  const caseId = randomUUID()
  await exchange.giveConsent({ person, caseId, language: 'en', decisions: { [purpose]: decision } })
  return caseId
}
const question = (caseId: string, changed: object = {}) => ({ register: 'resident', subject: person, purpose, case: caseId, fields, ...changed })
const looksOf = (caseId: string) => room.ask<{ recipient: string; fields: string[] }>('select recipient, fields from exchange.access_log where case_id = $1', [caseId])
const refused = (status: number, code = '') => (cause: unknown) => (cause as { status: number }).status === status && String(cause).includes(code)

test('with consent the agency gets the fields it asked for, the person’s log has the look, and the register its evidence', async () => {
  const caseId = await agreed()
  const answer = await ask(question(caseId))
  assert.deepEqual(answer.values, { name: 'Kim Ha-neul', address: 'Sejong-ro 1, Seoul' })
  assert.deepEqual(await looksOf(caseId), [{ recipient: 'city-gas', fields }])
  assert.ok(await (await connectorPrograms.verify())(parties.register) > 0)
})

test('without consent, after a no, for another person, beyond the purpose or for another agency’s purpose nothing is asked and no look is written', async () => {
  const caseId = await agreed()
  await assert.rejects(ask(question(randomUUID())), refused(409, 'no-consent'))
  await assert.rejects(ask(question(await agreed(false))), refused(409, 'no-consent'))
  await assert.rejects(ask(question(caseId, { subject: 'KR-DEMO-000004' })), refused(409, 'no-consent'))
  await assert.rejects(ask(question(caseId, { fields: ['name', 'sex'] })), refused(403, 'not-for-requester'))
  await assert.rejects(ask(question(caseId, { purpose: 'birth-kdhc' })), refused(403, 'not-for-requester'))
  await assert.rejects(ask(question(caseId, { register: 'family-relations', fields: ['children'] })).catch((cause: unknown) => { throw String(cause).includes('no keys of the register') ? Object.assign(new Error(), { status: 0 }) : cause }), refused(0))
  assert.deepEqual(await looksOf(caseId), [])
})

test('what a person once agreed to is the limit, though the pack’s purpose has grown since', async () => {
  const caseId = await agreed()
  await room.ask(`update exchange.consent set wording = jsonb_set(wording, '{fields}', '["resident.name"]') where case_id = $1`, [caseId])
  await assert.rejects(ask(question(caseId)), refused(403, 'beyond-consent'))
  assert.deepEqual((await ask(question(caseId, { fields: ['name'] }))).values, { name: 'Kim Ha-neul' })
})

test('who asks about the same field of the same person too often in a day is stopped, all at once or one by one; another field is another matter', async () => {
  const fresh = { ...question(await agreed()), fields: ['name'] }
  await room.ask(`insert into exchange.access_log (id, key, person, recipient, recipient_role, purpose, register, fields, case_id) select gen_random_uuid(), 'spent ' || n, $1, 'city-gas', 'agency', $2, 'resident', '{name}', null from generate_series(1, 95) as n`, [person, purpose])
  await room.ask(`update exchange.access_log set id = ('0fffffff' || substr(id::text, 9))::uuid where key like 'spent %'`)
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => ask(fresh)))
  const tooOften = outcomes.filter((outcome) => outcome.status === 'rejected' && refused(429, 'budget-spent')(outcome.reason)).length
  const { rows: [{ asked } = { asked: 0 }] } = { rows: await room.ask<{ asked: number }>(`select count(*)::int as asked from exchange.access_log where person = $1 and recipient = 'city-gas' and 'name' = any (fields) and key not like 'spent %'`, [person]) }
  assert.ok(tooOften > 0 && asked + 95 === 100, `${tooOften} refused, ${asked} asked`)
  await ask({ ...fresh, fields: ['address'] })
  await room.ask(`delete from exchange.access_log where key like 'spent %'`)
})

test('a consent is a record in the vocabulary that others read: given, refused, withdrawn, with what was shown; nobody else gets it', async () => {
  const recordOf = async (caseId: string) => exchange.consentRecord(person, (await exchange.consents(person)).find((row) => row.case_id === caseId)!.id)
  const [yes, no] = [await agreed(), await agreed(false)]
  const record = await recordOf(yes)
  const quads: string[] = []
  const parser = new JsonLdParser()
  parser.on('data', (quad: { subject: { value: string }; predicate: { value: string }; object: { value: string } }) => quads.push(`${quad.predicate.value} ${quad.object.value}`))
  parser.end(JSON.stringify(record))
  await once(parser, 'end')
  const dpv = 'https://w3id.org/dpv#'
  for (const wanted of [`http://www.w3.org/1999/02/22-rdf-syntax-ns#type ${dpv}ConsentRecord`, `${dpv}hasConsentStatus ${dpv}ConsentGiven`, `${dpv}hasPersonalData urn:maru:pack:kr:field:resident.name`, `${dpv}hasRecipient urn:maru:pack:kr:agency:city-gas`]) assert.ok(quads.includes(wanted), wanted)
  assert.deepEqual((await recordOf(no))['dpv:hasConsentStatus'], { '@id': 'dpv:ConsentRefused' })
  const { id } = (await exchange.consents(person)).find((row) => row.case_id === yes)!
  await exchange.withdrawConsent(person, id)
  assert.deepEqual((await recordOf(yes))['dpv:hasConsentStatus'], { '@id': 'dpv:ConsentWithdrawn' })
  await assert.rejects(exchange.consentRecord('KR-DEMO-000004', id))
})

test('withdrawn is withdrawn: from the acknowledgement on every question is refused', async () => {
  const caseId = await agreed()
  await ask(question(caseId))
  const consent = (await exchange.consents(person)).find((row) => row.case_id === caseId)!
  await exchange.withdrawConsent(person, consent.id)
  await assert.rejects(ask(question(caseId)), refused(409, 'no-consent'))
})

test('who received something is told what the person takes back, believes the log alone, and answers under its signature; who received nothing hears nothing', async () => {
  const [asked, unasked] = [await agreed(), await agreed()]
  await ask(question(asked))
  const consentOf = async (caseId: string) => (await exchange.consents(person)).find((row) => row.case_id === caseId)!
  const { id, ends_on: endsOn } = await consentOf(asked)
  await exchange.narrowConsent({ person, consent: id, fields: ['resident.name'], until: endsOn! })
  await exchange.withdrawConsent(person, id)
  await exchange.withdrawConsent(person, (await consentOf(unasked)).id)
  await until(() => exchange.notices(id), (told) => told.length === 2 && told.every(({ outcome }) => outcome === 'noted'))
  assert.deepEqual(await exchange.notices((await consentOf(unasked)).id), [])
  const heard = readFileSync(join(parties.requester, 'notices.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { consent: string; version: number; fields: string[]; gone: string[] }).filter(({ consent }) => consent === id)
  assert.deepEqual(heard.map(({ version, fields: stay, gone }) => `${version}: ${stay.length} ${gone.includes('resident.address')}`).sort(), ['2: 1 true', '3: 0 false'])
  // The process that pushed it may die before: the job that was kept with the notice brings it.
  await room.ask(`update exchange.consent_notice set outcome = null, acknowledgement = null, acknowledged_at = null where consent_id = $1`, [id])
  await room.ask(`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where task_identifier = 'exchange.send-notice'), run_at => now())`)
  await until(() => exchange.notices(id), (told) => told.every(({ outcome }) => outcome === 'noted'))

  const [{ notice, salt } = assert.fail('no notice')] = await room.ask<{ notice: string; salt: Buffer }>('select notice, salt from exchange.consent_notice where consent_id = $1 and version = 3', [id])
  const log = transparency.find('access')!
  const entry = noticeEntry(salt, notice)
  const { id: noticeId } = JSON.parse(notice) as { id: string }
  const [receipt] = await log.receipts([noticeId])
  const tell = (message: object) => postBytes(parties.noticesUrl, {}, Buffer.from(JSON.stringify(message)), { patience: 5_000, longest: 1e5 })
  const whole = { notice, salt: salt.toString('base64'), receipt: receipt!.note }
  const { status, headers, body } = await tell(whole)
  assert.equal(status, 200, 'the same again, its answer having been lost')
  const party = await readParty(JSON.parse(readFileSync(join(parties.requester, 'public.json'), 'utf8')))
  await verifyAnswer({ status, headers, body }, party, { question: digestOf(Buffer.from(JSON.stringify(whole))), entry: entry.toString('base64') })
  await assert.rejects(verifyAnswer({ status, headers, body: Buffer.from(body.toString().replace('noted', 'erased')) }, party, { question: digestOf(Buffer.from(JSON.stringify(whole))), entry: entry.toString('base64') }))
  for (const wrong of [{ ...whole, notice: notice.replace('birth-city-gas', 'birth-kepco') }, { ...whole, salt: randomBytes(32).toString('base64') }, { ...whole, receipt: receipt!.note.replace(/\n\d+\n/, '\n1\n') }, { notice }]) assert.equal((await tell(wrong)).status, 403)
})

/** A question with its headers, as it goes over the wire. */
async function signed(keysFile: PartyFile, body: object) {
  const bytes = Buffer.from(JSON.stringify(body))
  return { bytes, headers: await signRequest(await readOwnKeys(keysFile), 'POST', questionPath, bytes) }
}
const keysOf = (of: string) => JSON.parse(readFileSync(join(of, 'keys.json'), 'utf8')) as PartyFile
const send = (origin: string, { bytes, headers }: Awaited<ReturnType<typeof signed>>) => postBytes(origin + questionPath, headers, bytes, { patience: 5_000, longest: 1e6 })

test('a stranger’s signature, a changed body, a signature for something else, and the same question twice are refused', async () => {
  const caseId = await agreed()
  const whole = { question: randomUUID(), ...question(caseId) }
  assert.equal((await send(broker.url, await signed(newPartyFile('city-gas'), whole))).status, 401)
  const own = await signed(keysOf(parties.requester), whole)
  assert.equal((await send(broker.url, { ...own, bytes: Buffer.from(JSON.stringify({ ...whole, subject: 'KR-DEMO-000004' })) })).status, 401)
  const { signature: _, ...unsigned } = own.headers
  assert.equal((await send(broker.url, { ...own, headers: unsigned })).status, 401)
  assert.equal((await send(broker.url, { ...own, headers: { ...own.headers, 'signature-input': own.headers['signature-input']!.replace('"@path" ', '') } })).status, 401)
  assert.equal((await send(broker.url, own)).status, 200)
  assert.equal((await send(broker.url, own)).status, 409)
  assert.equal((await looksOf(caseId)).length, 1)
})

test('no log, no data: the register answers nobody without the log’s receipt for this very look, not even the platform', async () => {
  const caseId = await agreed()
  const own = await signed(keysOf(parties.requester), { question: randomUUID(), ...question(caseId) })
  assert.equal((await send(parties.registerUrl, own)).status, 403)
  const { headers: { 'maru-permit': permit } } = await send(broker.url, own)
  const other = await signed(keysOf(parties.requester), { question: randomUUID(), ...question(caseId) })
  const wider = await signed(keysOf(parties.requester), { question: randomUUID(), ...question(caseId, { fields: ['name'] }) })
  const withPermit = (of: typeof own) => send(parties.registerUrl, { ...of, headers: { ...of.headers, 'maru-permit': String(permit) } })
  // The same question may come again, its answer having been lost; the permit is good for no other.
  assert.equal((await withPermit(own)).status, 200)
  assert.equal((await withPermit(other)).status, 409)
  assert.equal((await withPermit(wider)).status, 403)
})

test('who stands in the middle reads nothing: the answer holds none of the values, and is bound to its question and entry', async () => {
  const caseId = await agreed()
  const posted = await send(broker.url, await signed(keysOf(parties.requester), { question: randomUUID(), ...question(caseId) }))
  const text = posted.body.toString()
  assert.match(text, /^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/)
  assert.doesNotMatch(`${text}${Buffer.from(text.split('.')[3]!, 'base64url').toString('latin1')}`, /Ha-neul|Sejong/)
  const stored = await room.ask<{ text: string }>(`select a::text as text from exchange.access_log a union all select e::text from kernel.event e union all select f::text from exchange.in_flight f`)
  assert.doesNotMatch(stored.map((row) => row.text).join(), /Ha-neul|Sejong/)
  const evidence = readdirSync(join(parties.register, 'evidence')).map((name) => readFileSync(join(parties.register, 'evidence', name), 'utf8')).join('')
  assert.doesNotMatch(evidence, /Ha-neul|Sejong/)
})

test('the register’s evidence shows a line that was changed, taken out or cut off within, and goes on after a torn write', async () => {
  const verify = await connectorPrograms.verify()
  const file = join(parties.register, 'evidence', readdirSync(join(parties.register, 'evidence'))[0]!)
  const whole = readFileSync(file, 'utf8')
  const lines = whole.trimEnd().split('\n')
  const [first, second] = lines.map((line, at) => ({ line, at })).filter(({ line }) => line.includes('"seq"'))
  for (const [changed, where] of [
    [whole.replace('"requester":"city-gas"', '"requester":"city-gap"'), /line 1:/], [lines.toSpliced(second!.at, 1).join('\n'), /line \d+:/],
    [lines.with(first!.at, second!.line).join('\n'), /line 1:/], [lines.slice(0, -1).join('\n'), /not signed/],
  ] as const) {
    writeFileSync(file, changed)
    await assert.rejects(verify(parties.register), where)
  }
  writeFileSync(file, `${whole}{"seq":99,"chain":"torn`)
  const again = await (await connectorPrograms.serve())({ folder: parties.register, host: '127.0.0.1', port: 0 })
  await again.close()
  assert.equal(readFileSync(file, 'utf8'), whole)
})
