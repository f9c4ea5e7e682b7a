/** One contract for every channel on which people ask; the requests have the form that each service documents. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { codeIn, residentsOf } from './connected-residents.ts'
import { alexaAuthority, alexaSide, email, kakao, nugu, send, settings, sms, telegram } from './speakers.ts'

const authority = await alexaAuthority()
const alexa = alexaSide(authority.sign)
const callbacks: unknown[] = []
const callbackServer = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    callbacks.push(JSON.parse(Buffer.concat(parts).toString()))
    response.end('{}')
  })
})
let callbackOrigin: string
let house: TestHouse
before(async () => {
  await new Promise<void>((listening) => { callbackServer.listen(0, '127.0.0.1', listening) })
  callbackOrigin = `http://127.0.0.1:${(callbackServer.address() as AddressInfo).port}`
  // Nothing is answered in no time: the callback is always used where there is one.
  house = await openHouse({ channels: { conversations: settings }, origin: 'https://services.example', conversations: { alexa: { certificates: authority.certificates }, kakao: { callbacks: [callbackOrigin], patience: 0 } } })
})
after(async () => {
  await house.close()
  callbackServer.close()
})

const turns = async () => (await house.rooms.ask<{ count: number }>('select count(*)::int as count from assistant.turn'))[0]!.count
const { residents, resident } = residentsOf(() => house)

for (const side of [kakao, telegram, nugu, alexa, email, sms]) {
  describe(side.name, () => {
    const say = (text: string, sender: string, id?: string) => send(house, side, { sender: `${side.name}-${sender}`, text, ...(id === undefined ? {} : { id }) })

    test('a question is answered with what stands on the page, and with its address where addresses can be read', async () => {
      const { status, text } = await say('첫만남이용권 얼마예요', 'asker')
      assert.equal(status, 200)
      assert.match(text, /프로그램이 답합니다/)
      assert.match(text, side.voice ? /첫만남이용권|프로그램/ : /2,000,000/)
      if (side.voice) assert.doesNotMatch(text, /https?:/)
      else assert.match(text, /https:\/\/services\.example\//)
    })

    test('the thread goes on, and the machine presents itself once', async () => {
      await say('부모급여 얼마예요', 'thread')
      const { text } = await say('아동수당은요?', 'thread')
      assert.match(text, /아동수당/)
      assert.doesNotMatch(text, /프로그램이 답합니다/)
    })

    test('who is in danger is told whom to call, first', async () => {
      assert.match((await say('죽고 싶어요', 'danger')).text, /109/)
    })

    test('what does not come from the channel is refused, and nothing is kept', async () => {
      const count = await turns()
      const forged = Object.fromEntries(Object.keys(side.headers('')).filter((name) => name !== 'content-type').map((name) => [name, name.includes('url') ? 'https://s3.amazonaws.com/echo.api/../evil/cert.pem' : 'AAAA']))
      assert.equal((await send(house, side, { sender: 'x', text: '아동수당' }, forged)).status, 401)
      assert.equal(await turns(), count)
    })

    test('the same message again gets the same answer and is asked once', async () => {
      if (!side.repeats) return
      const id = `again-${side.name}`
      const first = await say('아동수당 얼마예요', 'again', id)
      const count = await turns()
      const letters = house.outbox.list().length
      const again = await Promise.all([say('아동수당 얼마예요', 'again', id), say('아동수당 얼마예요', 'again', id)])
      assert.deepEqual(again.map(({ status, body }) => [status, body]), [[200, first.body], [200, first.body]])
      assert.equal(await turns(), count)
      assert.equal(house.outbox.list().length, letters)
    })

    test('a very long message is answered, a longer one refused, and what is no text is neither', async () => {
      assert.equal((await say(`아동수당 얼마예요 ${'가'.repeat(33_000)}`, 'long')).status, 200)
      assert.equal((await say('가'.repeat(200_000), 'long')).status, 413)
      if (side.name === 'email') return
      const broken = Buffer.concat([Buffer.from(side.body({ sender: 'x', text: 'QQQ' })).subarray(0, -4), Buffer.from([0xff, 0xfe])])
      const headers = side.name === 'alexa' ? { ...side.headers(''), 'signature-256': signBytes(broken) } : side.headers('')
      assert.equal((await fetch(`${house.origin}/channels/${side.name}`, { method: 'POST', headers, body: broken })).status, 400)
    })

    test('one’s own matters are told to nobody, and then to whom the conversation has been connected with', async () => {
      const { text } = await say('내 알림 보여줘', 'own')
      assert.doesNotMatch(text, /알림이 .*있습니다|알림이 없습니다/)
      const browser = await resident(side.name)
      const page = await browser.get('/ask/channels')
      const refused = await browser.submit(page, '/ask/channels', { code: '99999999', pin: '2468' })
      assert.match(refused.text, /쓸 수 없습니다|does not work/)
      const connected = await browser.submit(page, '/ask/channels', { code: codeIn(text), pin: '2468' })
      assert.match(connected.text, /Disconnect|끊기/)
      const told = /알림|message/
      if (side.voice) {
        const asked = await say('내 알림 보여줘', 'own')
        assert.match(asked.text, /비밀번호를 말씀하세요/)
        assert.match((await say('1111', 'own')).text, /맞지 않습니다/)
        const count = await turns()
        assert.match((await say('2 4 6 8', 'own')).text, told)
        assert.equal(await turns(), count, 'a PIN is kept nowhere')
      } else assert.match((await say('내 알림 보여줘', 'own')).text, told)
      // One conversation, wherever it is read.
      assert.match((await browser.get('/ask')).text, /내 알림 보여줘/)
      const [, link] = /\/ask\/channels\/([0-9a-f-]{36})\/end/.exec((await browser.get('/ask/channels')).html) ?? assert.fail('no link')
      await browser.submit(await browser.get('/ask/channels'), `/ask/channels/${link}/end`)
      assert.match((await say('내 알림 보여줘', 'own')).text, /누구인지 알지 못합니다/)
    })

    test('what one has to do is told of the month or the thing that was asked for, to whom it is connected with and to nobody else', async () => {
      const browser = await resident(`${side.name}-due`)
      const person = residents.get(`${side.name}-due`)!
      await house.rooms.ask('delete from notices.due where person = $1', [person])
      const today = house.clock.today()
      for (const [duty, on] of [['vehicle-tax', today], ['driving-licence-renewal', today.add({ months: 2 })]] as const) await house.rooms.ask(`insert into notices.due (person, duty, of_person, thing, due_on, amount, told, pass) values ($1, $2, '', 'car', $3, null, null, '01990000-0000-7000-8000-000000000001')`, [person, duty, on.toString()])
      const asked = await say('이번 달 할 일 알려 주세요', 'due')
      assert.doesNotMatch(asked.text, /자동차세/)
      await browser.submit(await browser.get('/ask/channels'), '/ask/channels', { code: codeIn(asked.text), pin: '2468' })
      for (const [words, told, untold] of [['이번 달 할 일 알려 주세요', /자동차세/, /운전면허/], ['운전면허 언제까지 갱신해야 해요?', /운전면허 갱신/, /자동차세/]] as const) {
        const first = (await say(words, 'due')).text
        const text = side.voice && /비밀번호/.test(first) ? (await say('2 4 6 8', 'due')).text : first
        assert.match(text, told)
        assert.doesNotMatch(text, untold)
      }
      assert.deepEqual(await house.rooms.ask(`select 1 from assistant.turn where answer::text like $1`, [`%${today.add({ months: 2 }).toString()}%`]), [])
    })

    test('a human answers with everything said so far, and is heard here', async () => {
      await say('첫만남이용권 얼마예요', 'human')
      await say('사람과 이야기하고 싶어요', 'human')
      const agency = '/console/conversations'
      const found = await Promise.all(['municipality', 'ssis'].map(async (one) => {
        const desk = new TextBrowser(house.origin)
        await signInOfficial(desk, `demo-${one}-caseworker`)
        return { desk, html: (await desk.get(agency)).html }
      }))
      const place = found.flatMap(({ desk, html }) => [...html.matchAll(/conversations\/([0-9a-f-]{36})/g)].map(([, id]) => ({ desk, id: id! }))).at(-1) ?? assert.fail('nobody waits')
      const claimed = await place.desk.submit(await place.desk.get(`${agency}/${place.id}`), `${agency}/${place.id}/claim`)
      assert.match(claimed.text, /첫만남이용권/)
      await place.desk.submit(claimed, `${agency}/${place.id}/answers`, { answer: '신분증을 가져오세요.' })
      assert.match((await say('언제 가면 되나요', 'human')).text, /신분증을 가져오세요/)
      await place.desk.submit(await place.desk.get(`${agency}/${place.id}`), `${agency}/${place.id}/return`)
    })

    test('whoever writes without end is asked to wait; others are not', async () => {
      const statuses = await Promise.all(Array.from({ length: 25 }, (_, at) => say(`아동수당 ${at}`, 'flood').then(({ status }) => status)))
      assert.ok(statuses.filter((status) => status === 429).length >= 5, statuses.join(' '))
      assert.equal((await say('아동수당 얼마예요', 'calm')).status, 200)
    })
  })
}

const signBytes = (body: Buffer) => authority.sign(body as unknown as string)

test('KakaoTalk waits five seconds at most: a later answer goes to the callback, and to no other address', async () => {
  const ask = async (callbackUrl: string) => {
    const body = JSON.parse(kakao.body({ sender: 'late', text: '아동수당 얼마예요' })) as { userRequest: object }
    const response = await fetch(`${house.origin}/channels/kakao`, { method: 'POST', headers: kakao.headers(''), body: JSON.stringify({ ...body, userRequest: { ...body.userRequest, callbackUrl } }) })
    return { status: response.status, body: await response.json() as Record<string, unknown> }
  }
  const { body } = await ask(`${callbackOrigin}/v1/bots/1/callback/2`)
  assert.deepEqual(body, { version: '2.0', useCallback: true })
  await until(() => Promise.resolve(callbacks.length), (count) => count === 1)
  assert.match(JSON.stringify(callbacks[0]), /아동수당/)
  assert.equal((await ask('http://169.254.169.254/latest')).status, 400)
  assert.equal(callbacks.length, 1)
})

test('groups, programs and mailing lists are not answered', async () => {
  const group = JSON.parse(telegram.body({ sender: 'g', text: '아동수당' })) as { message: { chat: { id: number } } }
  group.message.chat.id = -1001
  const inGroup = await fetch(`${house.origin}/channels/telegram`, { method: 'POST', headers: telegram.headers(''), body: JSON.stringify(group) })
  assert.equal(await inGroup.text(), '{}')
  const count = house.outbox.list().length
  const away = `Auto-Submitted: auto-replied\r\n${email.body({ sender: 'away', text: '아동수당' })}`
  assert.equal((await fetch(`${house.origin}/channels/email`, { method: 'POST', headers: email.headers(''), body: away })).status, 200)
  assert.equal(house.outbox.list().length, count)
})
