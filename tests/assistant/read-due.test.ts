/** Who asks what they have to do by a day is told it from their own entries, each with its law and the way to do it; who tells what happened to them, or asks of a service, is not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { endOf } from '../../src/modules/assistant/due/within.ts'
import { readQuestions } from './ask-questions.ts'
import { openReplies } from './open-replies.ts'

let replies: Awaited<ReturnType<typeof openReplies>>
before(async () => { replies = await openReplies() })
after(() => replies.close())
const ask = async (said: string, language: string) => (await replies.assistant.reply(said, language, emptyThread)).answer

test('what one has to do, in a week, a month or a year, and when one thing is due', async () => {
  for (const [said, language, duty, within] of [
    ['무엇을 해야 하나요?', 'ko', null, null], ['무엇을해야하나요', 'ko', null, null], ['이번 달 할 일 알려 주세요', 'ko', null, 'month'], ['운전면허 언제까지 갱신해야 해요?', 'ko', 'driving-licence-renewal', null], ['자동차세는 몇 월에 내나요', 'ko', 'vehicle-tax', null], ['자동차세 얼마예요', 'ko', 'vehicle-tax', null],
    ['what do I have to do this month', 'en', null, 'month'], ['is there anything due this week', 'en', null, 'week'], ['when does my driving licence expire', 'en', 'driving-licence-renewal', null], ['when do I have to pay the car tax', 'en', 'vehicle-tax', null],
    ['khi nào hết hạn bằng lái', 'vi', 'driving-licence-renewal', null], ['khi nao het han bang lai', 'vi', 'driving-licence-renewal', null], ['tháng này tôi phải làm gì', 'vi', null, 'month'],
  ] as const) {
    const answer = await ask(said, language)
    assert.deepEqual([answer.kind, answer.due, answer.statements, answer.sources], ['own-due', { duty, within }, [], []], said)
  }
})

test('what happened to somebody, and what is asked of a service, stays that', async () => {
  for (const [said, language] of [['we had a baby what do I have to do', 'en'], ['이사했는데 뭐부터 해야 돼요', 'ko'], ['tôi vừa sinh con phải làm gì', 'vi'], ['what is the deadline for child allowance', 'en'], ['what documents do I have to bring', 'en']] as const) assert.notEqual((await ask(said, language)).kind, 'own-due', said)
  for (const { question, language } of readQuestions().filter((_, at) => at % 4 === 0)) assert.notEqual((await ask(question, language)).kind, 'own-due', question)
})

test('how, where, by whom and at what cost the thing is done that is due is asked of its page', async () => {
  for (const [said, language, service, asked] of [
    ['운전면허 갱신은 어디서 하나요', 'ko', 'licence-renewal-class-2', 'agency'], ['제2종 운전면허 갱신 며칠 안에 결정돼요', 'ko', 'licence-renewal-class-2', 'time'], ['자동차세 세액에 이의가 있어요', 'ko', 'vehicle-tax', 'complaint'],
    ['whom do I call about driving licence renewal', 'en', 'licence-renewal-class-2', 'agency'], ['which law is behind the vehicle tax', 'en', 'vehicle-tax', 'law'], ['thuế xe do cơ quan nào thu', 'vi', 'vehicle-tax', 'agency'],
  ] as const) {
    const { kind, trace } = await ask(said, language)
    assert.deepEqual([kind, trace.understood], ['answered', { kind: 'tell', service, asked }], said)
  }
})

test('a week ends on Sunday, a month and a year on their last day', () => {
  assert.deepEqual([endOf('week', '2026-11-24'), endOf('week', '2026-11-29'), endOf('month', '2028-02-10'), endOf('year', '2026-11-24')], ['2026-11-29', '2026-11-29', '2028-02-29', '2026-12-31'])
})
