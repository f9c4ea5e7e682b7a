/** That something happened, in words that many things happen in, starts nothing: it is asked back which it was, with a few to choose from. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { openReplies } from './open-replies.ts'

let replies: Awaited<ReturnType<typeof openReplies>>
before(async () => { replies = await openReplies() })
after(() => replies.close())

const ask = async (said: string, language: string, thread = emptyThread) => replies.assistant.reply(said, language, thread)

test('something glad, sad, or nothing in particular is asked back, and answered with no event', async () => {
  for (const [said, language] of [
    ['좋은 일이 생겼어요', 'ko'], ['좋은일이생겼어요', 'ko'], ['축하받을 일이 생겼어요', 'ko'], ['나쁜 일이 생겼어요', 'ko'], ['무슨 일이 생겼어요', 'ko'], ['새로운 일이 생겼어요', 'ko'], ['가족에게 일이 생겼어요', 'ko'], ['우리 가족이 달라졌어요', 'ko'], ['큰일 났어요', 'ko'], ['생겼어요', 'ko'],
    ['nhà tôi có thay đổi', 'vi'], ['gia đình tôi có chuyện', 'vi'], ['cuộc sống của tôi thay đổi rồi', 'vi'], ['집안에 일이 있었어요', 'ko'], ['집안에일이있었어요', 'ko'], ['우리 집에 일이 좀 생겼어요', 'ko'], ['남편에게 일이 생겼어요', 'ko'], ['my husband changed', 'en'], ['상황이 많이 바뀌었어요', 'ko'], ['my life changed', 'en'], ['things have changed at home', 'en'], ['something came up in our family', 'en'],
    ['something good happened', 'en'], ['something happened', 'en'], ['our family changed', 'en'], ['I need help', 'en'], ['có chuyện vui', 'vi'], ['tôi cần giúp đỡ', 'vi'],
  ] as const) {
    const { answer } = await ask(said, language)
    assert.deepEqual([answer.kind, answer.act, answer.statements, answer.sources], ['clarify', null, [], []], said)
    assert.ok(answer.options.length > 0 && answer.options.length <= 3 && answer.options.every(({ event }) => event !== undefined), said)
  }
})

test('who wants to apply and says for nothing is asked what for, and no service is begun that only shares a word', async () => {
  for (const [said, language] of [['신청하고 싶어요', 'ko'], ['도움이 필요해요', 'ko'], ['I want to apply', 'en'], ['tôi muốn nộp đơn', 'vi']] as const) {
    const { answer } = await ask(said, language)
    assert.deepEqual([answer.kind, answer.act], ['clarify', null], said)
  }
})

test('a part of the only name of something is a part of others, too: what is asked of another tax begins no payment of the one on vehicles', async () => {
  for (const [said, language] of [['when is inheritance tax due', 'en'], ['when do I pay income tax', 'en'], ['상속세 언제까지 내요', 'ko'], ['hạn nộp thuế nhà đất', 'vi'], ['when is property tax due', 'en'], ['how much is inheritance tax', 'en'], ['where do I pay gift tax', 'en'], ['재산세 언제 내요', 'ko'], ['thuế nhà đất nộp ở đâu', 'vi']] as const) {
    const { answer } = await ask(said, language)
    assert.deepEqual([['clarify', 'unknown'].includes(answer.kind), answer.act, answer.sources, answer.phrase !== 'choose-event' || answer.options.length > 0], [true, null, [], true], said)
  }
  for (const [said, language] of [['자동차세 납부하고 싶어요', 'ko'], ['tôi muốn nộp thuế xe', 'vi']] as const) assert.equal((await ask(said, language)).answer.act?.event, 'vehicle-tax', said)
})

test('what was asked back is chosen by its place or told in other words', async () => {
  for (const [said, language, told, event] of [['좋은 일이 생겼어요', 'ko', '아기가 태어났어요', 'birth'], ['something good happened', 'en', 'we had a baby', 'birth'], ['có chuyện vui', 'vi', 'em có bầu rồi', 'pregnancy']] as const) {
    const { answer, thread } = await ask(said, language)
    const at = answer.options.findIndex((one) => one.event === event)
    for (const next of [told, String(at + 1)]) {
      const { answer: then } = await ask(next, language, thread)
      assert.equal(then.act?.event ?? /^event:(.*)/u.exec(then.sources[0]?.id ?? '')?.[1], event, `${said} | ${next}`)
    }
  }
})

test('one word that tells what happened is enough', async () => {
  for (const [said, language, event] of [['my address changed', 'en', 'moving'], ['주소가 바뀌었어요', 'ko', 'moving'], ['địa chỉ nhà tôi thay đổi rồi', 'vi', 'moving'], ['we changed houses', 'en', 'moving'], ['결혼했어요', 'ko', 'marriage'], ['배우자가 생겼습니다', 'ko', 'marriage'], ['좋은 소식인데 아기가 태어났어요', 'ko', 'birth'], ['just became a father, what now?', 'en', 'birth'], ['I was fired', 'en', 'job-loss'], ['tôi bị sa thải', 'vi', 'job-loss']] as const) {
    const { answer } = await ask(said, language)
    assert.equal(answer.act?.event ?? /^event:(.*)/u.exec(answer.sources[0]?.id ?? '')?.[1], event, said)
  }
})
