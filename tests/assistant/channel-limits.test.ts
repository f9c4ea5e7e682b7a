/** What each channel has room for, as its service documents it: too long an answer ends with a sentence, every number whole, and says where it stands whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numbersIn } from '../../src/modules/assistant/answer/verify.ts'
import { alexaChannel } from '../../src/modules/assistant/channels/alexa.ts'
import type { Channel, Message, Saying } from '../../src/modules/assistant/channels/channel.ts'
import { kakaoChannel } from '../../src/modules/assistant/channels/kakao.ts'
import { nuguChannel } from '../../src/modules/assistant/channels/nugu.ts'
import { smsChannel } from '../../src/modules/assistant/channels/sms.ts'
import { telegramChannel } from '../../src/modules/assistant/channels/telegram.ts'
import { alexaAuthority, alexaSide, kakao, nugu, type OtherSide, settings, sms, telegram } from './speakers.ts'

const authority = await alexaAuthority()
const letters: { subject: string; link: string }[] = []
const out = { accepts: () => true, close: () => undefined, send: (envelope: { letter: { subject: string; link: string } }) => { letters.push(envelope.letter); return Promise.resolve() } } as never
const whole = 'https://services.example/ask/answers/019a0000-0000-7000-8000-000000000000'

/** Sums that must not be halved, with signs that XML marks. @param most sentences; one that never ends where `endless` */
function saying(sentences: number, endless = false): Saying {
  const sentence = (at: number) => `첫만남이용권 <${at}> & "둘째"는 ${(2_000_000 + at).toLocaleString('en')}원${endless ? ' 그리고' : '입니다.'}`
  const text = Array.from({ length: sentences }, (_, at) => sentence(at)).join(' ')
  return { language: { html: 'ko', dir: 'ltr' }, before: ['프로그램이 답합니다.'], paragraphs: [text, text], choices: ['아동수당', '부모급여'], foot: '', links: [{ title: '첫만남이용권', href: 'https://services.example/services/first-meeting-voucher' }, { title: '아동수당', href: 'https://services.example/services/child-allowance' }, { title: '부모급여', href: 'https://services.example/services/parental-benefit' }, { title: '이 답의 주소', href: whole }] }
}

async function answered(channel: Channel, side: OtherSide, said: Saying): Promise<string> {
  const body = side.body({ sender: 'limits', text: '얼마예요' })
  const read = await channel.read({ headers: side.headers(body), body: Buffer.from(body) }) as Message
  return JSON.stringify(await read.answer(said))
}

/** Each number that is said stands in what was to be said. */
function demandWhole(text: string, said: Saying) {
  const known = new Set(numbersIn(JSON.stringify(said)))
  assert.deepEqual(numbersIn(text).filter((number) => !known.has(number)), [], text.slice(-200))
}

for (const [sentences, endless] of [[3, false], [400, false], [400, true]] as const) {
  const said = saying(sentences, endless)
  const cut = sentences > 3

  test(`KakaoTalk: three outputs of a thousand signs (${sentences}${endless ? ', endless' : ''})`, async () => {
    const { template } = JSON.parse(await answered(kakaoChannel({ key: settings.kakao!.key }), kakao, said)) as { template: { outputs: { simpleText?: { text: string }; textCard?: { buttons: { webLinkUrl: string }[] } }[]; quickReplies: unknown[] } }
    assert.ok(template.outputs.length <= 3)
    for (const { simpleText } of template.outputs) if (simpleText) {
      assert.ok(simpleText.text.length <= 1_000 && simpleText.text !== '', String(simpleText.text.length))
      demandWhole(simpleText.text, said)
    }
    const buttons = template.outputs.at(-1)!.textCard!.buttons.map(({ webLinkUrl }) => webLinkUrl)
    assert.ok(buttons.length <= 3)
    if (cut) assert.ok(buttons.includes(whole) && template.outputs.at(-2)!.simpleText!.text.endsWith('…'))
    assert.equal(template.quickReplies.length, 2)
  })

  test(`Alexa: speech of 8,000 characters with its marks, a card as long, 120 KB (${sentences}${endless ? ', endless' : ''})`, async () => {
    const long: Saying = endless ? { ...said, before: said.paragraphs } : said
    const json = await answered(alexaChannel({ ...settings.alexa!, certificates: authority.certificates }), alexaSide(authority.sign), long)
    assert.ok(Buffer.byteLength(json) <= 120 * 1024, String(Buffer.byteLength(json)))
    const { response } = JSON.parse(json) as { response: { outputSpeech: { ssml: string }; card: { type: string; title: string; content: string } } }
    assert.ok(response.outputSpeech.ssml.length <= 8_000 && response.card.title.length + response.card.content.length <= 8_000 + 100)
    demandWhole(response.outputSpeech.ssml.replaceAll(/&#?\w+;/g, ' '), long)
    demandWhole(response.card.content.replaceAll(whole, ''), long)
    assert.ok(response.card.content.includes(whole), 'the rest stands there')
  })

  test(`Telegram, SMS and NUGU (${sentences}${endless ? ', endless' : ''})`, async () => {
    const message = JSON.parse(await answered(telegramChannel({ key: settings.telegram!.key }), telegram, said)) as { text: string }
    assert.ok(message.text.length <= 4_096 && message.text.includes(whole))
    demandWhole(message.text.replaceAll(/https:\S+/g, ''), said)
    await answered(smsChannel({ key: settings.sms!.key }, out), sms, said)
    const letter = letters.at(-1)!
    assert.ok(letter.subject.length <= 400)
    demandWhole(letter.subject, said)
    if (cut) assert.equal(letter.link, whole)
    const { output } = JSON.parse(await answered(nuguChannel({ key: settings.nugu!.key }), nugu, said)) as { output: { answer: string } }
    assert.ok(output.answer.length <= 1_000)
    demandWhole(output.answer, said)
  })
}

test('what is a person’s own is in no card of the speaker’s app', async () => {
  const json = await answered(alexaChannel({ ...settings.alexa!, certificates: authority.certificates }), alexaSide(authority.sign), { ...saying(1), own: true })
  assert.doesNotMatch(json, /"card"/)
})
