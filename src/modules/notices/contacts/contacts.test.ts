/** An address belongs to whoever can read what is sent there. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Fault } from '../../../kernel/faults/faults.ts'
import { testWordings } from '../../../web/test-view.ts'
import { type Envelope, Refused } from '../channels/channel.ts'
import { noticesFaults } from '../contract.ts'
import { openTestNotices, type TestNotices } from '../test-notices.ts'

const wording = testWordings('en')
const sent: Envelope[] = []
let outcome: Error | undefined
let house: TestNotices

before(async () => {
  house = await openTestNotices({
    email: {
      accepts: (address) => address.includes('@'), close: () => undefined,
      send: (envelope) => {
        if (outcome) return Promise.reject(outcome)
        sent.push(envelope)
        return Promise.resolve()
      },
    },
  })
})
after(() => house.close())

const add = (person: string, address: string, channel: 'email' | 'sms' = 'email') => house.notices.addContact(wording, person, channel, address)
const codeIn = (envelope: Envelope | undefined) => /\d{6}/.exec(envelope?.letter.subject ?? '')![0]
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const refusedWith = (name: keyof typeof noticesFaults, pointer?: string) => (cause: unknown) => cause instanceof Fault && cause.code === noticesFaults[name].code && (pointer === undefined || cause.pointer === pointer)
const states = async (person: string) => (await house.notices.contacts(person)).map(({ address, state }) => [address, state])

test('the code that went to the address confirms it, once and for one address', async () => {
  const person = 'KR-DEMO-000801'
  const [one, two] = [await add(person, 'one@people.example'), await add(person, 'two@people.example')]
  const [codeOne, codeTwo] = sent.slice(-2).map(codeIn) as [string, string]
  if (codeOne !== codeTwo) await assert.rejects(house.notices.confirmContact(person, two, codeOne), refusedWith('codeWrong', '/code'))
  await house.notices.confirmContact(person, one, ` ${codeOne.slice(0, 3)} ${codeOne.slice(3)} `)
  await house.notices.confirmContact(person, two, codeTwo)
  assert.deepEqual(await states(person), [['one@people.example', 'confirmed'], ['two@people.example', 'confirmed']])
  await assert.rejects(add(person, 'one@people.example'), refusedWith('contactKnown'))
})

test('after five wrong codes the right one opens nothing either; a new code does', async () => {
  const person = 'KR-DEMO-000802'
  const id = await add(person, 'mina@people.example')
  const code = codeIn(sent.at(-1))
  for (let time = 0; time < 5; time += 1) await assert.rejects(house.notices.confirmContact(person, id, other(code)), refusedWith('codeWrong'))
  await assert.rejects(house.notices.confirmContact(person, id, code), refusedWith('codeEnded'))
  assert.equal(await add(person, 'mina@people.example'), id)
  await house.notices.confirmContact(person, id, codeIn(sent.at(-1)))
})

test('a code ends with its time', async () => {
  const person = 'KR-DEMO-000803'
  const id = await add(person, 'late@people.example')
  house.moveTo('2026-03-09T11:00:01+09:00')
  await assert.rejects(house.notices.confirmContact(person, id, codeIn(sent.at(-1))), refusedWith('codeEnded'))
  house.moveTo('2026-03-09T10:00:00+09:00')
})

test('another person’s contact is nobody’s', async () => {
  const [owner, stranger] = ['KR-DEMO-000804', 'KR-DEMO-000805']
  const id = await add(owner, 'owner@people.example')
  const code = codeIn(sent.at(-1))
  for (const act of [() => house.notices.confirmContact(stranger, id, code), () => house.notices.preferContact(stranger, id), () => house.notices.removeContact(stranger, id)]) {
    await assert.rejects(act(), refusedWith('noSuchContact'))
  }
  assert.deepEqual(await states(stranger), [])
})

test('only the preferred order counts, and the removed is gone', async () => {
  const person = 'KR-DEMO-000806'
  const [one, two] = [await add(person, 'one@people.example'), await add(person, 'two@people.example')]
  await house.notices.preferContact(person, two)
  assert.deepEqual((await states(person)).map(([address]) => address), ['two@people.example', 'one@people.example'])
  await house.notices.removeContact(person, one)
  assert.equal((await states(person)).length, 1)
})

test('what cannot be an address, a channel that is shut, one that is silent, and one contact too many: each is said at its field', async () => {
  const person = 'KR-DEMO-000807'
  await assert.rejects(add(person, 'no address'), refusedWith('addressNotUsable', '/address'))
  await assert.rejects(add(person, '+82 10-0000-0000', 'sms'), refusedWith('channelNotOpen', '/channel'))
  outcome = new Error('no answer')
  await assert.rejects(add(person, 'silent@people.example'), refusedWith('channelSilent', '/address'))
  outcome = new Refused('no-such-address')
  await assert.rejects(add(person, 'nobody@people.example'), refusedWith('addressNotUsable', '/address'))
  outcome = undefined
  for (let number = 3; number <= 8; number += 1) await add(person, `${number}@people.example`)
  await assert.rejects(add(person, 'nine@people.example'), refusedWith('tooManyContacts'))
})

test('the code stands nowhere in the books', async () => {
  const person = 'KR-DEMO-000808'
  await add(person, 'secret@people.example')
  const rows = await house.room.ask('select code_hash::text from notices.contact where person = $1', [person])
  assert.ok(!JSON.stringify(rows).includes(codeIn(sent.at(-1))))
})
