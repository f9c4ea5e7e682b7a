/** The house's own questions, every third of them here and all of them in `npm run bench -- assistant-answers`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { askQuestions, readQuestions } from './ask-questions.ts'
import { openReplies } from './open-replies.ts'
import { readWishes, sayWish } from './say-wishes.ts'

test('questions over the Korea pack, in three languages: right, in the language of the question, and every sentence cited', async () => {
  const replies = await openReplies()
  try {
    const outcomes = await askQuestions(replies.assistant, readQuestions().filter((_, at) => at % 3 === 0 || at % 7 === 0))
    const wrong = outcomes.filter(({ right }) => !right).map(({ question, answer }) => `${question.question}: ${answer.kind} ${answer.trace.topic} ${answer.trace.intent}`)
    assert.ok(wrong.length <= outcomes.length * 0.08, wrong.join('\n'))
    assert.ok(outcomes.every(({ cited }) => cited))
    assert.ok(outcomes.every(({ answer }) => answer.trace.checks.every(({ missing }) => missing.length === 0)), JSON.stringify(outcomes.flatMap(({ answer }) => answer.trace.checks.filter(({ missing }) => missing.length > 0)).slice(0, 3)))
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
