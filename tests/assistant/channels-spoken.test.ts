/** Speakers: who has linked an account is answered as oneself after a PIN, and what does not come from the service is refused. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { codeIn, residentsOf } from './connected-residents.ts'
import { speakerService } from './speaker-service.ts'
import { alexaAuthority, alexaSide, linking, nugu, type OtherSide, send, settings } from './speakers.ts'

const authority = await alexaAuthority()
const stranger = await alexaAuthority()
const alexa = alexaSide(authority.sign)
let house: TestHouse
before(async () => { house = await openHouse({ channels: { conversations: settings }, origin: 'https://services.example', conversations: { alexa: { certificates: authority.certificates } } }) })
after(() => house.close())
const { resident } = residentsOf(() => house)

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
