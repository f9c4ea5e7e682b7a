/** What others wrote down that residents say, each said alone as an answer to its question: most of it is read, and little of it as something else. Of every list each third; all of them: `npm run campaign -- conversations --alone`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawThird } from './draw-third.ts'
import { openAlone } from './fill-alone.ts'
import { type Outcome, readAlone, utterancesOf } from './read-alone.ts'

test('tasks drawn in the words that the reading was mended with are filled in rightly, whatever else is said in between', async () => {
  const alone = await openAlone()
  try {
    const held = []
    for (const conversation of drawThird('dev', 5, 12)) held.push(await alone.hold(conversation))
    const wrong = held.flatMap(({ why }) => why ?? [])
    assert.ok(wrong.length <= held.length * 0.05, wrong.join('\n'))
  } finally {
    await alone.close()
  }
})

test('a yes beside a day is to the day that was told, and opens no second child', async () => {
  const alone = await openAlone()
  try {
    for (const [language, said, birthDate] of [['ko', '지지난주 목요일이 맞아요', '2026-11-12'], ['en', 'Thursday of last week is correct', '2026-11-19'], ['vi', 'ngày 12 tháng 11 mới đúng', '2026-11-12']] as const) {
      const filling = alone.begin('birth', language, { done: ['known'], newborns: [{ name: '달하늘', birthDate: '2026-11-20', sex: 'F' }] })
      await filling.say(said)
      assert.deepEqual([filling.draft().newborns, filling.draft().done], [[{ name: '달하늘', birthDate, sex: 'F' }], ['known']], said)
    }
  } finally {
    await alone.close()
  }
})

test('of what residents say in words that nothing was learnt from, seven tenths are read in each language, and at most a tenth as something else', async (context) => {
  const alone = await openAlone()
  try {
    for (const language of ['ko', 'en', 'vi'] as const) {
      const outcomes: Outcome[] = []
      for (const utterance of utterancesOf(language).filter((_, at) => at % 3 === 0)) outcomes.push((await readAlone(alone, language, utterance)).outcome)
      const count = (outcome: string) => outcomes.filter((one) => one === outcome).length
      const [read, wrong] = [count('right') + count('asked'), count('wrong')]
      context.diagnostic(`${language}: ${read} read, ${wrong} as something else, of ${outcomes.length}`)
      assert.ok(read >= outcomes.length * 0.7, `${language}: ${read} of ${outcomes.length} are read`)
      assert.ok(wrong <= outcomes.length * 0.1, `${language}: ${wrong} of ${outcomes.length} are read as something else`)
    }
  } finally {
    await alone.close()
  }
})
