/** The room through its door: told once, signed so that strangers believe it, patient with a receiver that is away, and nothing of a person in it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { LinesDecided, MoreAnswered, PartArrived, PartReferred, Withdrawn } from '../cases/index.ts'
import { signMessage } from './keys.ts'
import { openTestPrograms, startReceiver, type TestPrograms } from './test-programs.ts'

let it: TestPrograms
before(async () => { it = await openTestPrograms() })
after(() => it.close())

const arrived = (agency = 'kepco') => ({ part: randomUUID(), agency, receipt: '261124-ABCD-0001A' })

/** A program with an address, and its receiver. */
async function told() {
  const receiver = await startReceiver()
  const { id, key } = await it.programs.make(it.administrator, 'Case system')
  await it.programs.giveAddress(it.administrator, id, receiver.url)
  const { address } = await it.programs.read(it.administrator, id)
  receiver.knows(it.secretOf(address!.id))
  return { id, key, receiver, subscription: address!.id, read: () => it.programs.read(it.administrator, id), end: () => it.programs.end(it.administrator, id), [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose]() }
}

test('a message is believed by a library that knows nothing of us, and not when a letter of it is changed', () => {
  const [key, subscription] = [Buffer.alloc(32, 1), randomUUID()]
  const body = JSON.stringify({ type: 'program.trial' })
  const headers = signMessage(key, { subscription, id: 'm1', body, seconds: Math.floor(Date.now() / 1_000) })
  const library = new Webhook(it.secretOf(subscription))
  assert.throws(() => library.verify(body, headers), /signature/i, 'of another installation')
  const own = new Webhook(it.programs.secret(subscription))
  const ours = signMessage(it.sending.key, { subscription, id: 'm1', body, seconds: Math.floor(Date.now() / 1_000) })
  assert.deepEqual(own.verify(body, ours), { type: 'program.trial' })
  assert.throws(() => own.verify(body.replace('trial', 'trail'), ours), /signature/i)
  assert.throws(() => own.verify(body, signMessage(it.sending.key, { subscription, id: 'm1', body, seconds: Math.floor(Date.now() / 1_000) - 3_600 })), /old/i)
})

test('what happens to a part of the agency is told once, however often the event comes, and names nobody', async () => {
  await using program = await told()
  const part = arrived()
  const event = await it.tell(PartArrived as never, part)
  await it.tell(PartArrived as never, part, event)
  await it.tell(PartArrived as never, arrived('nts'))
  const about = { caseId: randomUUID(), receipt: part.receipt, person: 'KR-DEMO-000001', part: part.part, agency: 'kepco' }
  await it.tell(MoreAnswered as never, { ...about, question: randomUUID() })
  await it.tell(LinesDecided as never, { ...about, official: 'o2', lines: [{ line: randomUUID(), service: 'electricity-birth', outcome: 'refused', reason: 'a word about the person' }] })
  await it.tell(PartReferred as never, { caseId: about.caseId, receipt: part.receipt, person: about.person, part: part.part, agency: 'kepco', to: 'nts', succeeds: false })
  it.gone.splice(0, Infinity, { part: part.part, agency: 'kepco' }, { part: randomUUID(), agency: 'nts' })
  await it.tell(Withdrawn as never, { caseId: about.caseId, receipt: part.receipt, person: about.person })
  await it.send(program.subscription)
  assert.deepEqual(program.receiver.got.map(({ message: { type, data } }) => [type, data]), ['part.arrived', 'part.answered', 'part.decided', 'part.referred', 'part.withdrawn'].map((type) => [type, { agency: 'kepco', part: part.part, receipt: part.receipt }]))
  assert.doesNotMatch(JSON.stringify(program.receiver.got), /KR-DEMO|a word about/)
  await it.send(program.subscription)
  assert.equal(program.receiver.tries.length, 5)
  await program.end()
})

test('a receiver that is down for two days has missed nothing, and was not besieged meanwhile', async () => {
  await using program = await told()
  program.receiver.takes(503)
  const parts = Array.from({ length: 20 }, () => arrived())
  for (const part of parts) await it.tell(PartArrived as never, part)
  for (let hour = 0; hour < 48; hour += 1) {
    await it.send(program.subscription)
    it.pass({ hours: 1 })
  }
  assert.ok(program.receiver.tries.length <= 9, `${program.receiver.tries.length} tries`)
  const { address } = await program.read()
  assert.notEqual(address?.failing_since, null)
  program.receiver.takes(200)
  await it.send(program.subscription)
  it.pass({ hours: 24 })
  await it.send(program.subscription)
  assert.deepEqual(new Set(program.receiver.got.map(({ message }) => message.data.part)), new Set(parts.map(({ part }) => part)))
  assert.equal((await program.read()).address?.failing_since, null)
  await program.end()
})

test('after three days it is given up, kept, and sent again by hand as the same message', async () => {
  await using program = await told()
  program.receiver.takes(500)
  await it.tell(PartArrived as never, arrived())
  for (let day = 0; day < 30; day += 1) {
    await it.send(program.subscription)
    it.pass({ hours: 6 })
  }
  const [given] = (await program.read()).messages
  assert.equal(given?.state, 'given-up')
  assert.equal(given.answer, '500')
  program.receiver.takes(200)
  assert.equal(await it.programs.sendAgain(it.administrator, program.id, { lost: true }), 1)
  await it.send(program.subscription)
  assert.deepEqual(program.receiver.got.map(({ id }) => id), [given.id])
  assert.equal((await program.read()).messages[0]?.state, 'delivered')
  await program.end()
})

test('a receiver that answers after an hour is cut off in time, and knows the second try by its id', async () => {
  await using program = await told()
  program.receiver.takes('never')
  await it.tell(PartArrived as never, arrived())
  await it.send(program.subscription, 300)
  assert.match((await program.read()).messages[0]?.answer ?? '', /abort|timeout/i)
  program.receiver.takes(200)
  it.pass({ seconds: 6 })
  await it.send(program.subscription)
  assert.equal(new Set(program.receiver.tries).size, 1)
  assert.equal(program.receiver.got.length, 1)
  await program.end()
})

test('a message that is refused does not hold up the next; 410 ends the address', async () => {
  await using program = await told()
  const [first, second] = [arrived(), arrived()]
  let refused = ''
  program.receiver.takes((id) => {
    refused ||= id
    return id === refused ? 400 : 200
  })
  await it.tell(PartArrived as never, first)
  await it.tell(PartArrived as never, second)
  await it.send(program.subscription)
  assert.deepEqual(program.receiver.got.map(({ message }) => message.data.part), [second.part])
  program.receiver.takes(410)
  await it.tell(PartArrived as never, arrived())
  await it.send(program.subscription)
  const { address } = await program.read()
  assert.equal(address?.ended_because, 'gone')
  const before = program.receiver.tries.length
  await it.tell(PartArrived as never, arrived())
  await it.send(program.subscription)
  assert.equal(program.receiver.tries.length, before)
  await program.end()
})

test('who dies while a message is under way leaves it to the next', async () => {
  await using program = await told()
  await it.tell(PartArrived as never, arrived())
  await it.room.ask(`update programs.delivery set tries = 1, next_at = next_at + interval '1 minute' where subscription = $1`, [program.subscription])
  await it.send(program.subscription)
  assert.equal(program.receiver.tries.length, 0, 'taken by another')
  it.pass({ seconds: 61 })
  await Promise.all(Array.from({ length: 5 }, () => it.send(program.subscription)))
  assert.equal(program.receiver.tries.length, 1)
  await program.end()
})

test('a key opens its agency’s door until it is ended; nothing else does', async () => {
  const { id, key } = await it.programs.make(it.administrator, ' Case system ')
  const entered = await it.programs.enter(`Bearer ${key}`)
  assert.deepEqual([entered?.agency, entered?.roles, entered?.official, entered?.name], ['kepco', ['caseworker'], `program:${id}`, 'Case system'])
  for (const other of [undefined, '', key, `Bearer ${key.slice(0, -1)}`, `Bearer ${key}x`, `bearer ${key}`, `Bearer maru_program_${'A'.repeat(43)}`]) assert.equal(await it.programs.enter(other), undefined, String(other))
  await assert.rejects(it.programs.end({ ...it.administrator, agency: 'nts' }, id), { code: 'programs.no-such-program' })
  await it.programs.end(it.administrator, id)
  assert.equal(await it.programs.enter(`Bearer ${key}`), undefined)
  assert.deepEqual((await it.room.ask<{ act: string }>(`select act from kernel.audit where object = $1 order by id`, [`program:${id}`])).map(({ act }) => act), ['make program', 'end program'])
})

test('an address is outside over TLS, or one that the operator has named', async () => {
  const { id } = await it.programs.make(it.administrator, 'Another')
  for (const address of ['http://agency.example/', 'ftp://agency.example/', 'https://user:word@agency.example/', 'nonsense', 'http://127.0.0.1/', 'https://agency.example/#part']) {
    await assert.rejects(it.programs.giveAddress(it.administrator, id, address), { code: 'programs.address-unusable' }, address)
  }
  await assert.rejects(it.programs.sendTrial(it.administrator, id), { code: 'programs.no-address' })
  await assert.rejects(it.programs.make(it.administrator, '  '), { code: 'programs.name-missing' })
})

test('what a name leads to is looked at before anything is sent', async () => {
  await using program = await told()
  await it.tell(PartArrived as never, arrived())
  const { sendDeliveries } = await import('./send-deliveries.ts')
  await sendDeliveries({ ...it.sending, reach: () => ({}) }, program.subscription)
  assert.equal(program.receiver.tries.length, 0)
  assert.match((await program.read()).messages[0]?.answer ?? '', /not on the open internet/)
  await program.end()
})
