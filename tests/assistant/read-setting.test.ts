/** What is taken for a wish about notices, in five languages, and what is not. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { kinds as all } from '../../src/modules/notices/index.ts'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { readQuestions, readOutOfScope } from './ask-questions.ts'
import { openReplies } from './open-replies.ts'
import { readWishes } from './say-wishes.ts'

let kr: Awaited<ReturnType<typeof openReplies>>
let farland: Awaited<ReturnType<typeof openReplies>>
before(async () => { [kr, farland] = await Promise.all([openReplies(), openReplies({ folder: 'packs/farland' })]) })
after(() => Promise.all([kr.close(), farland.close()]))

const off = (channel: string) => [{ set: 'channel-off', channel }]
const first = (channel: string) => [{ set: 'channel-first', channel }]
const quiet = (from: string, until: string) => [{ set: 'quiet', from, until }]
const daily = [{ set: 'frequency', frequency: 'daily' }]
const kinds = (set: 'kinds-off' | 'kinds-on', ...of: string[]) => [{ set, kinds: of }]

const wishes: [words: string, changes: unknown][] = [
  ["don't send me text messages any more", off('sms')], ['please stop the text messages', off('sms')], ['No more e-mails please', off('email')], ['turn off paper letters', off('letter')],
  ['send me e-mail instead of text messages', first('email')], ["Don't text me, send e-mails", [...off('sms'), ...first('email')]], ["I'd like to get notices by e-mail", first('email')],
  ['send my notices once a day', daily], ['Send my notices once a day, not at night', [...daily, ...quiet('21:00', '08:00')]], ['아무것도 보내지 마세요', kinds('kinds-off', ...all)], ["don't send me anything", kinds('kinds-off', ...all)], ["don't send me anything between 9 pm and 7 am", quiet('21:00', '07:00')], ['no messages at night please', quiet('21:00', '08:00')],
  ['send me messages in Vietnamese', [{ set: 'language', language: 'vi' }]], ["don't send me notices about new benefits", kinds('kinds-off', 'entitled', 'entitlements')], ['stop telling me about mandates', kinds('kinds-off', 'mandate-begun', 'mandate-ended', 'mandate-used')],
  ['turn notices about the wallet back on', kinds('kinds-on', 'wallet-revoked', 'wallet-restored', 'card-changed', 'card-ready')],
  ['문자 말고 이메일로 받을게요', first('email')], ['문자 그만 보내 주세요', off('sms')], ['문자그만보내주세요', off('sms')], ['종이 우편은 이제 안 받을래요', off('letter')], ['알림은 카카오톡으로 받고 싶어요', first('messenger')],
  ['알림을 하루에 한 번 모아서 보내 주세요', daily], ['밤 9시부터 아침 7시까지는 알림 보내지 마세요', quiet('21:00', '07:00')], ['밤에는 문자 보내지 마세요', quiet('21:00', '08:00')], ['알림을 영어로 보내 주세요', [{ set: 'language', language: 'en' }]],
  ['혜택 알림은 꺼 주세요', kinds('kinds-off', 'entitled', 'entitlements')], ['지갑 알림 다시 켜 주세요', kinds('kinds-on', 'wallet-revoked', 'wallet-restored', 'card-changed', 'card-ready')],
  ['đừng gửi tin nhắn cho tôi nữa', off('sms')], ['thay vì tin nhắn hãy gửi email', first('email')], ['dung gui tin nhan nua', off('sms')], ['đừng gửi thông báo về quyền lợi nữa', kinds('kinds-off', 'entitled', 'entitlements')],
  ['đừng gửi thông báo từ 9 giờ tối đến 7 giờ sáng', quiet('21:00', '07:00')], ['gửi thông báo mỗi ngày một lần', daily], ['gửi thông báo cho tôi bằng tiếng Anh', [{ set: 'language', language: 'en' }]],
]
const wishesThere: [words: string, changes: unknown][] = [
  ["Ne m'envoyez plus de SMS", off('sms')], ['Envoyez-moi des courriels au lieu de SMS', first('email')], ['Plus de messages la nuit', quiet('21:00', '08:00')], ["N'envoyez plus d'avis sur mes droits", kinds('kinds-off', 'entitled', 'entitlements')],
  ['Envoyez-moi les avis une fois par jour', daily], ['Envoyez-moi les avis une fois par jour, pas de messages la nuit', [...daily, ...quiet('21:00', '08:00')]], ['Envoyez-moi les messages en arabe', [{ set: 'language', language: 'ar' }]],
  ['لا ترسلوا رسائل نصية بعد الآن', off('sms')], ['أرسلوا بالبريد الإلكتروني بدلا من الرسائل النصية', first('email')], ['لا ترسلوا إشعارات ليلا', quiet('21:00', '08:00')], ['أرسلوا الإشعارات مرة في اليوم', daily],
]

test('wishes about notices are read as the change that is meant', async () => {
  const wrong: string[] = []
  for (const [replies, said, reader] of [[kr, wishes, 'ko'], [farland, wishesThere, 'fr']] as const) {
    for (const [words, changes] of said) {
      const { answer } = await replies.assistant.reply(words, reader, emptyThread)
      try { assert.deepEqual(answer.setting, changes) } catch { wrong.push(`${words}: ${answer.kind} ${JSON.stringify(answer.setting)}`) }
    }
  }
  assert.deepEqual(wrong, [])
})

test('what the law or one’s own safety forbids to switch off is said with its law, and nothing is offered', async () => {
  const { answer } = await kr.assistant.reply('결정 알림은 보내지 마세요', 'ko', emptyThread)
  assert.deepEqual([answer.kind, answer.phrase, answer.setting], ['setting', 'setting-kept', undefined])
  assert.match(answer.statements[0]!.text, /행정절차법 §24/)
  assert.match(answer.sources[0]!.law!, /행정절차법/)
  assert.match((await kr.assistant.reply("don't notify me about logins", 'en', emptyThread)).answer.statements[0]!.text, /protects you/)
  assert.match((await farland.assistant.reply("N'envoyez plus d'avis de décision", 'fr', emptyThread)).answer.statements[0]!.text, /§12/)
  // All of them at once: what can be refused is offered, what comes all the same is said.
  const all = (await kr.assistant.reply("don't send me any notices", 'en', emptyThread)).answer
  assert.deepEqual([all.phrase, all.setting?.[0]?.set], ['setting', 'kinds-off'])
  assert.ok(all.statements.some(({ text }) => text.includes('Administrative Procedures Act')))
})

test('no question about anything else is taken for one', async () => {
  const others = JSON.parse(readFileSync(new URL('attacks.json', import.meta.url), 'utf8')) as { message?: string }[]
  const asked = [
    ...readQuestions().map(({ question }) => question), ...readQuestions('held-out').map(({ question }) => question), ...readOutOfScope('dev').map(({ question }) => question), ...readWishes('wishes').map(({ wish }) => wish),
    ...others.flatMap(({ message }) => message ?? []),
    '문자를 못 받았어요', 'I did not get your text message', 'tôi không nhận được tin nhắn', '이메일로 신청할 수 있나요', 'can I apply by e-mail', '내 알림 보여 주세요', 'show my messages', 'cancel', '그만', '결정을 아직 받지 못했어요', 'do you send letters', '편지도 보내나요', 'I don’t want anything', 'có gửi thư giấy không',
  ]
  const taken: string[] = []
  for (const words of asked) if ((await kr.assistant.reply(words, 'ko', emptyThread)).answer.kind === 'setting') taken.push(words)
  assert.deepEqual(taken, [])
})
