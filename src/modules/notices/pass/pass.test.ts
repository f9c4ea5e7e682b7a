/** A pass over everybody through its door: who gains and who loses is told once, and a look at everybody stands in the log for each person. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import { rootOfInclusion } from '../../../kernel/transparency/merkle/verify.ts'
import { isProven, readProof } from '../../../kernel/transparency/note/proof.ts'
import type { Fault } from '../../../kernel/faults/faults.ts'
import { openTestPasses, type TestPasses } from './test-pass.ts'

let country: TestPasses
before(async () => { country = await openTestPasses() })
after(() => country.close())

const isSilent = (cause: Fault) => cause.code === 'exchange.register-unavailable'
const changesOf = async (from: number) => (await country.events()).slice(from).flatMap(({ payload: { person, changes } }) => changes.map((change) => ({ person, ...change })))

test('everybody is compared, page by page; each is told once of everything; again on the same day nobody hears anything', async () => {
  const pages: number[] = []
  const pass = await country.passes.run({ size: 25, onPage: ({ people }) => pages.push(people) })
  const report = (await country.passes.report(pass))!
  assert.ok(pages.length >= 3)
  assert.equal(report.people, pages.reduce((sum, people) => sum + people, 0))
  assert.equal(report.broken, 0)
  const events = await country.events()
  assert.equal(new Set(events.map(({ payload }) => payload.person)).size, events.length, 'one event a person')
  const told = await changesOf(0)
  const stands = await country.stands()
  assert.equal(told.filter(({ change }) => change === 'gains').length, stands.filter(({ held, receiving }) => held && !receiving).length)
  assert.ok(told.every(({ on }) => on >= country.day && on <= report.ahead))
  const allowance = told.find(({ service }) => service === 'child-allowance')!
  assert.ok(allowance.of !== null && allowance.amounts['month']! >= 100_000 && allowance.reasons.length > 0 && Object.keys(allowance.reasons[0]!).length === country.pack.languages.length)
  assert.ok(told.every(({ service }) => service !== 'birth-report'), 'a child that the registers know has been registered')
  await country.passes.run({ size: 25 })
  assert.equal((await country.events()).length, events.length)
  assert.deepEqual(await country.stands(), stands)
})

test('a pass is one purpose for what is owed, another for what is due, and a commitment for each person: nobody has a row of their own, everybody can prove theirs, nobody another’s', async () => {
  const [{ rows }] = await country.room.ask<{ rows: number }>('select count(*)::int as rows from exchange.access_log') as [{ rows: number }]
  assert.equal(rows, 0)
  const people = await country.exchange.residents('find-entitled', '', 1_000)
  for (const person of people) assert.ok((await country.exchange.sweeps(person)).length >= 2, person)
  const [person, other] = people as [string, string]
  const look = (await country.exchange.sweeps(person)).find(({ purpose }) => purpose === 'find-entitled')
  assert.deepEqual([look!.recipient, look!.purpose], ['mohw', 'find-entitled'])
  await country.accessLog.settle()
  const proof = await country.exchange.proveSweep(person, look!.id)
  const commitment = hash('sha256', Buffer.concat([proof.salt, Buffer.from(proof.look)]), 'buffer')
  const root = rootOfInclusion(proof.index, proof.size, leafHash(commitment), proof.path)!
  assert.ok(isProven(readProof(proof.proof), leafHash(Buffer.concat([Buffer.of(16), root]))))
  assert.ok(proof.look.includes(person) && !proof.look.includes(other))
  await assert.rejects(country.exchange.proveSweep('KR-DEMO-999999', look!.id), (cause: Fault) => cause.code === 'kernel.not-found')
})

test('what will end is told with its day before it does, once; and that it has ended, with the reason', async () => {
  const { person, of } = (await changesOf(0)).find(({ service, change }) => service === 'child-allowance' && change === 'gains')!
  // Nine on 12 December: the age limit of 2026.
  country.change('family-relations', person, (answers) => ({ ...answers, children: (answers['children'] as { personId: string }[]).map((child) => (child.personId === of ? { ...child, birthDate: '2017-12-12' } : child)) }))
  const before = (await country.events()).length
  await country.passes.run({ size: 25 })
  const ahead = (await changesOf(before)).filter((change) => change.person === person && change.of === of && change.service === 'child-allowance')
  assert.deepEqual(ahead.map(({ change, on }) => [change, on]), [['will-lose', '2026-12-12']])
  assert.match(ahead[0]!.reasons[0]!['en']!, /is 9 or older/)
  await country.moveTo('2026-11-27')
  const told = (await country.events()).length
  await country.passes.run({ size: 25 })
  assert.deepEqual((await changesOf(told)).filter((change) => change.person === person && change.service === 'child-allowance'), [])
  await country.moveTo('2026-12-12')
  const later = (await country.events()).length
  await country.passes.run({ size: 25 })
  const ended = (await changesOf(later)).filter((change) => change.person === person && change.of === of && change.service === 'child-allowance')
  // The law of 2027 raises the limit to ten: the child comes back.
  assert.deepEqual(ended.map(({ change, on }) => [change, on]), [['loses', '2026-12-12'], ['will-gain', '2027-01-01']])
  assert.match(ended[0]!.reasons[0]!['en']!, /is 9 or older/)
})

test('who left the register leaves the stands, and a register that is silent stops the pass before anything of the page is kept', async () => {
  const stands = await country.stands()
  const register = country.registers.addresses['tax']!
  const set = (mode: string) => fetch(`${register.url}/faults`, { method: 'PUT', headers: { authorization: `Bearer ${register.token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode }) })
  await country.moveTo('2026-12-13')
  await set('down')
  await assert.rejects(country.passes.run({ size: 25 }), isSilent)
  assert.equal((await country.passes.report())!.people, 0)
  await set('nonsense')
  await assert.rejects(country.passes.run({ size: 25 }), isSilent)
  assert.deepEqual(await country.stands(), stands)
  await set('none')
  const pass = await country.passes.run({ size: 25 })
  assert.ok((await country.passes.report(pass))!.finishedAt)
})

test('a purpose that is not one for everybody gets nobody', async () => {
  const own = country.pack.purposes.find(({ agency }) => agency === null)!.id
  await assert.rejects(country.exchange.residents(own, '', 10), (cause: Fault) => cause.code === 'exchange.beyond-purpose')
  await assert.rejects(country.exchange.askEverybody({ pass: '01990000-0000-7000-8000-000000000001', purpose: 'birth-municipality', people: ['KR-DEMO-000001'] }), (cause: Fault) => cause.code === 'exchange.beyond-purpose')
  const { url, token } = country.registers.addresses['resident']!
  const asked = await fetch(`${url}/people`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ purpose: 'birth-municipality', after: '', limit: 10 }) })
  assert.equal(asked.status, 403, 'the register itself refuses it')
})

test('who receives something already hears nothing of it; who was granted it here is not looked for; counts speak of ten at least', async () => {
  const stands = await country.stands()
  assert.ok(stands.some(({ receiving }) => receiving) && stands.some(({ receiving }) => !receiving))
  const told = new Set((await changesOf(0)).filter(({ change }) => change === 'gains').map(({ person, service, of }) => `${person} ${service} ${of ?? ''}`))
  const quiet = stands.filter(({ receiving, held }) => receiving && held)
  assert.ok(quiet.every(({ person, service, of_person: of }) => !told.has(`${person} ${service} ${of}`)))
  const { unclaimed } = (await country.passes.report())!
  assert.equal(unclaimed!.on, '2026-11-26', 'one release a month')
  for (const { service, total } of unclaimed!.tables) assert.ok(total === null || total >= 10, service)
})
