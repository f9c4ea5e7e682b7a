/** The house's own questions, every third of them here and all of them in `npm run bench -- assistant-answers`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { eventToStart } from '../../src/modules/assistant/answer/event-to-start.ts'
import { askQuestions, readOutOfScope, readQuestions } from './ask-questions.ts'
import { openReplies } from './open-replies.ts'
import { readWishes, sayWish } from './say-wishes.ts'

test('questions over the Korea pack, in three languages: right, in the language of the question, and every sentence cited', async () => {
  const replies = await openReplies()
  try {
    const outcomes = await askQuestions(replies.assistant, readQuestions().filter((_, at) => at % 3 === 0 || at % 7 === 0))
    const wrong = outcomes.filter(({ right }) => !right).map(({ question, answer }) => `${question.question}: ${answer.kind} ${answer.trace.topic} ${answer.trace.intent}`)
    assert.ok(wrong.length <= outcomes.length * 0.04, wrong.join('\n'))
    assert.ok(outcomes.every(({ cited }) => cited))
    const near = await askQuestions(replies.assistant, readOutOfScope('dev'))
    const answered = near.filter(({ right }) => !right).map(({ question, answer }) => `${question.question}: ${answer.trace.topic}`)
    assert.ok(answered.length <= near.length * 0.1, answered.join('\n'))
    assert.ok(outcomes.every(({ answer }) => answer.trace.checks.every(({ missing }) => missing.length === 0)), JSON.stringify(outcomes.flatMap(({ answer }) => answer.trace.checks.filter(({ missing }) => missing.length > 0)).slice(0, 3)))
  } finally {
    await replies.close()
  }
})

test('who asks how or where is told it, with the way to start beneath; who wants it done is led to it at once', async () => {
  const replies = await openReplies()
  try {
    const ask = async (question: string, language: string) => (await replies.assistant.reply(question, language, emptyThread)).answer
    for (const [question, language] of [['which office should one go to for registering a birth', 'en'], ['부모급여는 어디에 신청하나요', 'ko'], ['khai sinh cho con thì nộp ở đâu', 'vi']] as const) {
      const answer = await ask(question, language)
      assert.deepEqual([answer.kind, eventToStart(replies.pack, answer)?.id], ['answered', 'birth'], question)
    }
    for (const [wish, language] of [['I want to register the birth of our daughter', 'en'], ['부모급여 신청할게요', 'ko'], ['tôi muốn khai sinh cho con gái', 'vi']] as const) assert.equal((await ask(wish, language)).act?.event, 'birth', wish)
  } finally {
    await replies.close()
  }
})

test('who tells it in words that nobody has listed is asked which of a few it is, and says so by place, by its name, or in other words', async () => {
  const replies = await openReplies()
  try {
    const asked = await replies.assistant.reply('어제부로 백수가 됐습니다', 'ko', emptyThread)
    assert.deepEqual([asked.answer.kind, asked.answer.act], ['clarify', null])
    const places = asked.answer.options.map(({ event }) => event)
    assert.ok(places.includes('job-loss') && places.length <= 3, places.join())
    const at = places.indexOf('job-loss')
    for (const said of [String(at + 1), asked.answer.options[at]!.label, '회사에서 잘린 거예요']) assert.equal((await replies.assistant.reply(said, 'ko', asked.thread)).answer.act?.event, 'job-loss', said)
    assert.equal((await replies.assistant.reply('9', 'ko', asked.thread)).answer.options.length, places.length)
    assert.equal((await replies.assistant.reply('아동수당은 얼마예요', 'ko', asked.thread)).answer.trace.topic, 'child-allowance')
    assert.deepEqual((await replies.assistant.reply('오늘 날씨 어때요', 'ko', emptyThread)).answer.options, [])
  } finally {
    await replies.close()
  }
})

test('a noun that only holds the name of a service is not that service', async () => {
  const replies = await openReplies()
  try {
    for (const question of ['자동차세는 몇 월에 내나요', '올해 자동차세 얼마예요']) assert.notEqual((await replies.assistant.reply(question, 'ko', emptyThread)).answer.kind, 'answered', question)
  } finally {
    await replies.close()
  }
})

test('another country answers in its own languages, with its own currency, from its own pack', async () => {
  const replies = await openReplies({ folder: 'packs/farland' })
  try {
    const ask = async (question: string, language: string) => (await replies.assistant.reply(question, language, emptyThread)).answer
    const french = await ask('Combien pour la prime de bienvenue ?', 'fr')
    assert.match(french.statements[0]!.text, /450,75/)
    assert.deepEqual(french.trace.checks.flatMap(({ missing }) => missing), [])
    const arabic = await ask('من يستحق تخفيض الحضانة', 'fr')
    assert.deepEqual([arabic.language, arabic.kind, arabic.trace.topic], ['ar', 'answered', 'nursery-discount'])
    assert.deepEqual((await ask('Il ne respire plus', 'fr')).urgent, ['rescue'])
  } finally {
    await replies.close()
  }
})

test('what happened to people, said in their own words, leads to its life event: with honorifics, without spaces or marks, mistyped', async (context) => {
  const replies = await openReplies()
  try {
    const demand = async (set: 'wishes' | 'wishes-unseen', least: number) => {
      const said = []
      for (const wish of readWishes(set)) said.push(await sayWish(replies.assistant, wish))
      const wrong = said.filter(({ right }) => !right)
      context.diagnostic(`${set}: ${said.length - wrong.length} of ${said.length}`)
      assert.ok(said.length - wrong.length >= said.length * least, wrong.map(({ wish, answer }) => `${wish.wish}: ${answer.act?.event ?? answer.kind}`).join('\n'))
    }
    await demand('wishes', 0.9)
    await demand('wishes-unseen', 0.7)
    const { answer } = await replies.assistant.reply('아버지께서 돌아가셔서 정리하고 싶어요', 'ko', emptyThread)
    assert.equal(answer.act?.event, 'bereavement')
  } finally {
    await replies.close()
  }
})
