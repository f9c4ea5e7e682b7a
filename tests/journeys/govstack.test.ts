/** A system that knows GovStack's building blocks begins a birth for a resident, follows it, answers and decides: every call held against the published contracts. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { allArrived, consentAll, homeAnswers, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { contractOf } from './govstack/contract.ts'

const registration = contractOf('registration-0.1.1.json')
const workflow = contractOf('workflow-1.0.0.json')
const person = 'KR-DEMO-000003'

let house: TestHouse
let browser: TextBrowser
let mine: Record<string, string>
before(async () => {
  house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') })
  browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  mine = { 'origin': house.origin, 'accept-language': 'en', 'information-mediator-client': 'KR/GOV/0/test', 'cookie': [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
})
after(() => house.close())

const applicant = (method: string, path: string, values?: Record<string, string>, body?: object, headers = mine) => registration.call(`${house.origin}/api/govstack/registration/applicant`, headers, method, path, values, body)
const process = (method: string, path: string, values?: Record<string, string>, body?: object, headers = mine) => workflow.call(`${house.origin}/api/govstack/workflow`, headers, method, path, values, body)

interface Service { id: string; name: string }
interface File { fileId: string; status: { code?: string; title: string }; ended: boolean; description?: string }
interface Task { taskId: string; fileId: string; description: string; status: { code?: string } }

let service: Service
let file = ''

test('services and their forms, for anybody', async () => {
  const all = (await applicant('GET', '/services', {}, undefined, { 'accept-language': 'en' })).body as Service[]
  service = ((await applicant('GET', '/services', { name: 'child is born' })).body as Service[])[0]!
  assert.ok(all.length > 1 && all.some(({ id }) => id === service.id))
  assert.deepEqual((await applicant('GET', '/services/{serviceId}', { serviceId: service.id })).body, service)
  assert.equal((await applicant('GET', '/services/{serviceId}', { serviceId: '00000000-0000-4000-8000-000000000000' })).status, 404)
  const [form] = (await applicant('GET', '/services/{serviceId}/eForms', { serviceId: service.id })).body as { eFormId: string }[]
  const { schema } = (await applicant('GET', '/eForms/{eFormId}', { eFormId: form!.eFormId })).body as { schema: object }
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
  assert.equal(validate({ newborn: [{ name: '달온새', birth_date: '2026-11-20', sex: 'F' }], ...homeAnswers }), true, JSON.stringify(validate.errors))
})

test('an application begins filled in; a wrong answer is pointed at; nobody begins one for somebody else', async () => {
  const path = '/services/{serviceId}/applications'
  const of = (data: object, applicantId = person) => applicant('POST', path, { serviceId: service.id }, { applicantId, formData: { eFormId: 'birth', data } })
  const answers = Object.fromEntries(Object.entries(homeAnswers).map(([fact, value]) => [fact, { value }]))
  assert.equal((await of({}, 'KR-DEMO-000004')).status, 403)
  assert.equal((await applicant('POST', path, { serviceId: service.id }, { applicantId: person }, { origin: house.origin })).status, 401)
  const unknown = await of({ 'home.colour': { value: 'red' } })
  assert.deepEqual([unknown.status, unknown.problem.errors?.[0]?.pointer], [400, '/formData/data/home.colour'])
  const future = await of({ newborn: { value: [{ name: '달온새', birth_date: '2027-11-20', sex: 'F' }] } })
  assert.deepEqual([future.status, future.problem.errors?.[0]?.pointer], [400, '/formData/data/newborn.1.birth_date'])
  const begun = await of({ newborn: { value: [{ name: '달온새', birth_date: '2026-11-20', sex: 'F' }] }, ...answers })
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  const begunFile = begun.body as File
  file = begunFile.fileId
  assert.deepEqual([begunFile.status.code, begunFile.ended], ['SENDBACK', false], 'it waits for the person')
  const running = (await process('GET', '/instances/', { processId: 'birth' })).body as { id: number; state: string }[]
  assert.deepEqual(running.map(({ state }) => state), ['suspended'])
})

test('agreeing and sending are the person’s own, and the fields are filled in; then it is followed', async () => {
  let visit: Visit = await browser.submit(await browser.get('/life-events/birth'), '/apply')
  assert.ok(visit.path.includes(file), 'the same application')
  for (let pages = 0; !visit.path.endsWith('/consent') && pages < 5; pages += 1) visit = await browser.submit(visit, visit.path)
  const owed = await consentAll(browser, visit)
  const check = await browser.submit(owed, owed.path)
  assert.match(check.text, /달온새[^]*마루은행 110-123-456789/)
  const receipt = (await browser.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!
  await allArrived(house, receipt)
  const [listed] = (await applicant('GET', '/applications', { serviceId: service.id, maxResult: '5' })).body as File[]
  assert.deepEqual([listed!.fileId, listed!.status.code, listed!.description], [file, 'PENDING', receipt])
  assert.equal(((await applicant('GET', '/applications/{fileId}', { fileId: file })).body as File).status.code, 'PENDING')
})

test('the agency’s program finds its task, asks, is answered over the contract, and decides; the person sees it', async () => {
  const lead = new TextBrowser(house.origin)
  await signInOfficial(lead, 'demo-kepco-lead')
  const key = /maru_program_[\w-]{43}/.exec((await lead.submit(await lead.get('/console/programs'), '/console/programs', { name: 'Registration desk' })).html)![0]
  const theirs = { 'authorization': `Bearer ${key}`, 'information-mediator-client': 'KR/GOV/0/kepco', 'accept-language': 'en' }
  const operator = (method: string, path: string, values?: Record<string, string>, body?: object) => registration.call(`${house.origin}/api/govstack/registration/operator`, theirs, method, path, values, body)
  const [task] = (await operator('GET', '/tasks', { firstResult: '0', maxResult: '10' })).body as Task[]
  const listed = (await operator('GET', '/applications', { serviceId: service.id })).body as File[]
  assert.ok(listed.some(({ fileId }) => fileId === task!.fileId))
  assert.doesNotMatch(JSON.stringify([task, listed]), /KR-DEMO|달온새/)
  const looks = async () => (JSON.parse((await browser.get('/api/access-log')).html) as { entries: { recipient: string }[] }).entries.filter(({ recipient }) => recipient === 'kepco').length
  const before = await looks()
  const found = (await operator('GET', '/tasks/{taskId}', { taskId: task!.taskId })).body as { data: Record<string, { service: string }>; formVariables: Record<string, object> }
  assert.ok(await looks() > before, 'the look stands in the person’s log')
  const [line] = Object.keys(found.data)
  assert.equal(found.data[line!]!.service, 'electricity-large-family')
  assert.ok(Object.keys(found.formVariables).length > 0)
  assert.equal(((await operator('GET', '/applications/{fileId}', { fileId: task!.fileId })).body as File).status.code, 'PENDING')

  await fetch(`${house.origin}/api/parts/${task!.taskId}/questions`, { method: 'POST', headers: { ...theirs, 'content-type': 'application/json' }, body: JSON.stringify({ question: 'Which meter?' }) })
  const [asked] = await until(async () => (await applicant('GET', '/tasks', { fileId: file })).body as Task[], (tasks) => tasks.length === 1)
  assert.equal(asked!.description, 'Which meter?')
  assert.equal((await applicant('GET', '/tasks/{taskId}', { taskId: asked!.taskId })).status, 200)
  assert.equal(((await applicant('GET', '/applications/{fileId}', { fileId: file })).body as File).status.code, 'SENDBACK')
  assert.deepEqual((await applicant('POST', '/tasks/{taskId}/complete', { taskId: asked!.taskId }, { data: { answer: { value: ' ' } } })).problem.errors?.[0]?.pointer, '/data/answer/value')
  assert.equal((await applicant('POST', '/tasks/{taskId}/complete', { taskId: asked!.taskId }, { data: { answer: { value: 'The one at the door.' } } })).status, 200)
  assert.deepEqual(((await applicant('GET', '/tasks')).body as Task[]), [])

  const complete = (data: object) => operator('POST', '/tasks/{taskId}/complete', { taskId: task!.taskId }, { data })
  const refused = await complete({ [line!]: { outcome: 'refused' } })
  assert.deepEqual([refused.status, refused.problem.errors?.[0]?.pointer], [422, `/data/${line}/reason`])
  assert.deepEqual((await complete({ [line!]: { outcome: 'maybe' } })).problem.errors?.[0]?.pointer, `/data/${line}/outcome`)
  assert.equal((await complete({ [line!]: { outcome: 'approved' } })).status, 200)
  const [own] = (await applicant('GET', '/applications')).body as File[]
  assert.match((await browser.get(`/my/applications/${own!.description}`)).html, /Korea Electric Power[^]*?Approved/)
  assert.equal((await operator('GET', '/tasks/{taskId}', { taskId: '019a0000-0000-7000-8000-000000000000' })).status, 404)
})

test('processes are BPMN; an instance is followed and stopped, by its own person alone', async () => {
  const all = (await process('GET', '/processes')).body as { id: string; processDefinition: { processBody: { code: string; value: string }[] } }[]
  const birth = all.find(({ id }) => id === 'birth')!
  const bpmn = await fetch(house.origin + birth.processDefinition.processBody.find(({ code }) => code === 'bpmn')!.value)
  assert.match(await bpmn.text(), /<bpmn:definitions/)
  assert.deepEqual((await process('GET', '/processes/{processId}', { processId: 'birth' })).body, birth)
  const [running] = (await process('GET', '/instances/')).body as { id: number; state: string }[]
  assert.equal(running!.state, 'running')
  const instanceId = String(running!.id)
  const other = new TextBrowser(house.origin)
  await signIn(other, 'KR-DEMO-000020')
  const theirs = { ...mine, cookie: [...other.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  assert.equal((await process('GET', '/instances/{instanceId}', { instanceId }, undefined, theirs)).status, 404)
  assert.equal((await process('POST', '/instances/{instanceId}/stop', { instanceId }, {}, theirs)).status, 404)
  assert.equal((await process('GET', '/instances/{instanceId}', { instanceId })).status, 200)
  const stopped = await process('POST', '/instances/{instanceId}/stop', { instanceId }, {})
  assert.deepEqual([stopped.status, (stopped.body as { state: string }).state], [201, 'stopped'])
  assert.equal(((await applicant('GET', '/applications/{fileId}', { fileId: file })).body as File).ended, true)
  const again = await process('POST', '/processes/{processId}/start', { processId: 'moving' }, { processStartedBy: person, InstanceValues: [] })
  assert.deepEqual([again.status, (again.body as { state: string }).state], [201, 'suspended'])
  const wrong = await process('POST', '/processes/{processId}/start', { processId: 'moving' }, { processStartedBy: person, InstanceValues: [{ code: 'no.field', value: 'x' }] })
  assert.deepEqual([wrong.status, wrong.problem.errors?.[0]?.pointer], [400, '/InstanceValues/0'])
})

test('every call of the contracts is answered as it says, or named in the guide as not answered', async () => {
  const guide = readFileSync('docs/guides/govstack.md', 'utf8')
  const missing = [registration, workflow].flatMap(({ contract, used }) => Object.entries(contract.paths).flatMap(([path, verbs]) => Object.keys(verbs).filter((verb) => ['get', 'post', 'put', 'delete'].includes(verb)).map((verb) => `${verb.toUpperCase()} ${path}`)).filter((call) => !used.has(call)))
  assert.deepEqual(missing.filter((call) => !guide.includes(`\`${call}\``)), [])
  assert.deepEqual(missing.sort(), ['DELETE /processes/{processId}', 'POST /documents', 'POST /processes', 'PUT /applications/{fileId}', 'PUT /processes/{processId}'])
  assert.notDeepEqual(registration.fits(['components', 'schemas', 'service'], { id: 'no', name: 1 }), [], 'what does not fit is seen')
})
