/** One contract for every channel on which people ask; the requests have the form that each service documents. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { speakerService } from './speaker-service.ts'
import { alexaAuthority, alexaSide, email, kakao, linking, nugu, type OtherSide, send, settings, sms, telegram } from './speakers.ts'

const authority = await alexaAuthority()
const stranger = await alexaAuthority()
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
const residents = new Map<string, string>()
/** Signed in, each for one channel. */
async function resident(name: string) {
  residents.set(name, residents.get(name) ?? `KR-DEMO-0000${String(20 + residents.size).padStart(2, '0')}`)
  const browser = new TextBrowser(house.origin)
  await signIn(browser, residents.get(name)!)
  return browser
}
const codeIn = (text: string) => /\d{8}/.exec(text.replaceAll(/(?<=\d) (?=\d)/g, ''))?.[0] ?? assert.fail(text)

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

test('a speaker that hears three wrong PINs is disconnected', async () => {
  const say = (text: string) => send(house, nugu, { sender: 'guest', text })
  const browser = await resident('pin')
  await browser.submit(await browser.get('/ask/channels'), '/ask/channels', { code: codeIn((await say('내 신청 어떻게 됐어요')).text), pin: '13579' })
  const without = await browser.submit(await browser.get('/ask/channels'), '/ask/channels', { code: codeIn((await send(house, nugu, { sender: 'guest-2', text: '내 알림 보여줘' })).text), pin: '' })
  assert.match(without.text, /비밀번호가 필요합니다|needs a PIN/)
  await say('내 알림 보여줘')
  for (const pin of ['0000', '0001']) assert.match((await say(pin)).text, /맞지 않습니다/)
  assert.match((await say('0002')).text, /연결을 끊었습니다/)
  assert.match((await say('내 알림 보여줘')).text, /누구인지 알지 못합니다/)
})

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

test('Alexa: an old request, one for another skill, another name and an unknown root are refused', async () => {
  const status = async (side: OtherSide) => (await send(house, side, { sender: 'x', text: '아동수당' })).status
  assert.equal(await status(alexaSide(authority.sign, { at: new Date(Date.now() - 200_000) })), 401)
  assert.equal(await status(alexaSide(authority.sign, { skill: 'amzn1.ask.skill.other' })), 401)
  assert.equal(await status(alexaSide(stranger.sign)), 401)
  for (const chain of ['http://s3.amazonaws.com/echo.api/c.pem', 'https://s3.amazonaws.com:8443/echo.api/c.pem', 'https://notamazon.com/echo.api/c.pem', 'https://s3.amazonaws.com/EcHo.aPi/c.pem', 'https://s3.amazonaws.com/invalid.path/c.pem']) {
    assert.equal(await status(alexaSide(authority.sign, { chain })), 401, chain)
  }
})

test('an Alexa certificate must be Amazon’s and lead to a root that is trusted', async () => {
  const { demandSignature } = await import('../../src/modules/assistant/channels/alexa-signature.ts')
  const check = (certificates: typeof authority.certificates, sign: typeof authority.sign, name: string) => {
    const body = '{}'
    return demandSignature({ headers: { signaturecertchainurl: `https://s3.amazonaws.com/echo.api/${name}.pem`, 'signature-256': sign(body) }, body: Buffer.from(body) }, certificates)
  }
  await check(authority.certificates, authority.sign, 'right')
  const other = await alexaAuthority('api.evil.example')
  await assert.rejects(check(other.certificates, other.sign, 'name'), { code: 'assistant.forged' })
  await assert.rejects(check({ ...stranger.certificates, roots: authority.certificates.roots }, stranger.sign, 'root'), { code: 'assistant.forged' })
})

for (const side of [nugu, alexa]) {
  describe(`${side.name}: a linked account`, () => {
    const terms = linking[side.name as 'nugu' | 'alexa']
    const say = (text: string, token?: string) => send(house, side, { sender: `${side.name}-kitchen`, text, ...(token === undefined ? {} : { token }) })
    const own = '내 알림 보여줘'
    const card = ({ body }: { body: string }) => (JSON.parse(body) as { response?: { card?: { type: string } } }).response?.card?.type
    /** A request that is not linked: said in words, and shown by the service that has cards. */
    const asksToLink = (heard: Awaited<ReturnType<typeof say>>) => {
      assert.match(heard.text, /앱에서 계정을/)
      if (side.name === 'alexa') assert.equal(card(heard), 'LinkAccount')
    }

    test('is asked for on our page, in words, and its token makes the conversation the person’s, aloud only after a PIN', async () => {
      const browser = await resident(`${side.name}-account`)
      const { page, tokens } = await speakerService(house.origin, terms).link(browser)
      assert.match(page.text, /Answer you by voice as yourself/)
      assert.ok(tokens.expires_in <= 900 && tokens.token_type === 'Bearer')
      asksToLink(await say(own))
      assert.match((await say(own, tokens.access_token)).text, /비밀번호를 정하세요/)
      const listed = await browser.get('/ask/channels')
      const form = `/ask/channels/speaker/${side.name}/pin`
      assert.match((await browser.submit(listed, form, { pin: '12' })).text, /needs a PIN/)
      assert.match((await browser.submit(await browser.get('/ask/channels'), form, { pin: '8642' })).text, /after your PIN/)
      const asked = await say(own, tokens.access_token)
      assert.match(asked.text, /비밀번호를 말씀하세요/)
      assert.equal(card(asked), undefined)
      assert.match((await say('8642', tokens.access_token)).text, /알림/)
      assert.match((await browser.get('/ask')).text, /내 알림 보여줘/, 'one conversation, wherever it is read')
      // The other service, or nobody, cannot use it.
      const other = side === nugu ? alexa : nugu
      assert.match((await send(house, other, { sender: 'x', text: '아동수당 얼마예요', token: tokens.access_token })).text, /앱에서 계정을 다시/)
      assert.equal((await fetch(`${house.origin}/mcp`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.access_token}` } })).status, 401)
      // The next token comes without the person, and the one for it stays good: an answer may be lost on the way.
      const service = speakerService(house.origin, terms)
      for (let round = 0; round < 2; round += 1) {
        const next = await service.ask({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })
        assert.equal(next.status, 200)
        assert.match((await say(own, next.body.access_token)).text, /알림/)
      }
    })

    test('that the person has ended is nobody’s with the next word, and danger is heard all the same', async () => {
      const browser = await resident(`${side.name}-account`)
      const { tokens } = await speakerService(house.origin, terms, { pkce: false }).link(browser)
      await browser.submit(await browser.get('/ask/channels'), `/ask/channels/speaker/${side.name}/end`)
      asksToLink(await say(own, tokens.access_token))
      const answered = await say('아동수당 얼마예요', tokens.access_token)
      asksToLink(answered)
      assert.match(answered.text, /아동수당/)
      const danger = await say('죽고 싶어요', tokens.access_token)
      assert.match(danger.text, /109/)
      assert.doesNotMatch(danger.text, /앱에서/)
      const refused = await speakerService(house.origin, terms).ask({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })
      assert.deepEqual([refused.status, refused.body.error], [400, 'invalid_grant'])
      assert.doesNotMatch((await browser.get('/ask/channels')).html, /speaker\//)
    })

    test('ends with three wrong PINs', async () => {
      const browser = await resident(`${side.name}-account`)
      const { tokens } = await speakerService(house.origin, terms).link(browser)
      await browser.submit(await browser.get('/ask/channels'), `/ask/channels/speaker/${side.name}/pin`, { pin: '135790' })
      await say(own, tokens.access_token)
      for (const pin of ['0000', '0001']) assert.match((await say(pin, tokens.access_token)).text, /맞지 않습니다/)
      assert.match((await say('0002', tokens.access_token)).text, /연결을 끊었습니다/)
      asksToLink(await say(own, tokens.access_token))
    })

    test('goes to the addresses of the service alone, to residents alone, and to whoever knows its secret', async () => {
      const browser = await resident(`${side.name}-account`)
      const service = speakerService(house.origin, terms)
      assert.match((await browser.get(service.authorizePath({ redirect_uri: 'https://evil.example/back' }))).path, /refused/)
      const wider = await fetch(house.origin + service.authorizePath({ scope: 'conversations.link notices.read' }), { redirect: 'manual' })
      assert.match(wider.headers.get('location') ?? '', /error=invalid_scope/)
      const official = new TextBrowser(house.origin)
      await signInOfficial(official, 'demo-municipality-caseworker')
      assert.match((await official.get(service.authorizePath())).text, /resident/i)
      const { tokens } = await service.link(browser)
      const forged = await service.ask({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }, 'another')
      assert.deepEqual([forged.status, forged.body.error], [401, 'invalid_client'])
    })
  })
}

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
