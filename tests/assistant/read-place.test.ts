/** What can be chosen is chosen by its place, at once and in every language; of several questions it is asked which one was meant, and what is a day or a number of something else stays that. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { openAlone } from './fill-alone.ts'

let alone: Awaited<ReturnType<typeof openAlone>>
before(async () => { alone = await openAlone() })
after(() => alone.close())

const second: Record<string, string[]> = {
  ko: ['2', '2번', '2번이요', '두 번째', '두번째', '두 번째요', '두 번째 거요', '②'],
  en: ['2', '2.', 'number 2', 'the second', 'the second one', 'second please', 'I choose the second one', 'option 2', '2nd'],
  vi: ['2', 'số 2', 'cái thứ hai', 'câu thứ hai', 'cai thu hai', 'chọn cái thứ hai', 'thứ hai ạ'],
}
const child = { name: '달하늘', birthDate: '2026-11-20', sex: '' }
const boy = loadPack('packs/kr').lifeEvents.find(({ id }) => id === 'birth')!.steps.flatMap(({ questions }) => questions).find(({ fact }) => fact === 'newborn.sex')!.choices![1]!.value

for (const [language, said] of Object.entries(second)) {
  test(`the second of what can be chosen, without any miss before it (${language})`, async () => {
    for (const message of said) {
      for (const from of [[child], []]) {
        // Where a day is asked too, "the second" is one of the month, and thứ hai a Monday.
        if (from.length === 0 && language !== 'ko' && !/^(?:.*[ ]?2[.]?|②)$/u.test(message)) continue
        const filling = alone.begin('birth', language, { done: ['known'], newborns: from })
        assert.equal((await filling.say(message)).kind, 'kept', message)
        assert.equal(filling.draft().newborns[0]?.sex, boy, message)
      }
      const bereaved = alone.begin('bereavement', language, { done: ['known'] })
      await bereaved.say(message)
      assert.equal(bereaved.draft().subject, 'KR-DEMO-900003', message)
    }
  })
}

test('of several questions with the same answers it is asked which was meant', async () => {
  for (const [language, message] of [['ko', '두 번째'], ['en', 'the second'], ['vi', 'số 2']] as const) {
    const filling = alone.begin('birth', language, { done: ['known', 'child'], newborns: [{ ...child, sex: 'F' }] })
    const first = filling.slots().asked[0]!
    const taken = await filling.say(message)
    assert.deepEqual([taken.kind, taken.kind === 'read-back' && taken.slot, taken.kind === 'read-back' && taken.value, filling.draft().answers], ['read-back', first, 'no', {}], message)
  }
})

test('a place that holds nothing, a number that is of something else, and a day are no choice', async () => {
  for (const [language, message] of [['ko', '7'], ['ko', '0'], ['en', 'the ninth'], ['vi', 'số 9'], ['ko', '하나'], ['en', 'one'], ['vi', 'hai']] as const) {
    const filling = alone.begin('birth', language, { done: ['known'], newborns: [child] })
    await filling.say(message)
    assert.equal(filling.draft().newborns[0]?.sex, '', message)
  }
  const filling = alone.begin('birth', 'vi', { done: ['known'], newborns: [{ ...child, birthDate: '' }] })
  await filling.say('thứ hai tuần trước')
  assert.deepEqual(filling.draft().newborns, [{ ...child, birthDate: '2026-11-16' }])
})

test('once the answers stand there with numbers, the number alone is enough', async () => {
  for (const [language, message] of [['ko', '둘'], ['en', 'two'], ['vi', 'hai']] as const) {
    const filling = alone.begin('birth', language, { done: ['known'], newborns: [child] })
    await filling.say(message, undefined, 1)
    assert.equal(filling.draft().newborns[0]?.sex, boy, message)
  }
})

test('of what a question in the conversation lists, too: services and what happened', async () => {
  for (const [language, question, message] of [['ko', '좋은 일이 생겼어요', '두 번째'], ['en', 'something good happened', 'the second'], ['vi', 'có chuyện vui', 'cái thứ hai']] as const) {
    const { answer, thread } = await alone.replies.assistant.reply(question, language, emptyThread)
    const { answer: then } = await alone.replies.assistant.reply(message, language, thread)
    assert.equal(then.act?.event ?? /^event:(.*)/u.exec(then.sources[0]?.id ?? '')?.[1], answer.options[1]!.event, message)
  }
})
