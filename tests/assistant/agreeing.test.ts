/** Agreement to what the registers say is taken from a sure yes alone: here for a fifth of the examples, in `npm run campaign -- conversations --agreement` for all of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureAgreeing } from './agreeing.ts'
import { openAlone } from './fill-alone.ts'

test('nothing that is no agreement is taken as one, with and without spaces and marks, mistyped, and before answers; of what agrees, at most two fifths are asked again', async (context) => {
  for (const [language, { of, taken, agreeing, asked }] of Object.entries(await measureAgreeing(1))) {
    context.diagnostic(`${language}: ${taken.length} of ${of} taken as agreement, ${asked} of ${agreeing} asked again`)
    assert.deepEqual(taken, [], language)
    assert.ok(asked <= agreeing * 0.4, `${language}: ${asked} of ${agreeing} are asked again`)
  }
})

test('what is answered beside it is kept, whether it is agreed to is asked, and only a sure yes or the button is one', async () => {
  const alone = await openAlone()
  try {
    for (const [language, said, doubt, yes] of [['en', 'Her name is Mina Park, born on 12 November, a girl', 'there is something odd in it', 'yes, that is right'], ['ko', '이름은 김서윤, 11월 12일에 태어났고 딸이에요', '이상한 게 있어요', '네 맞아요'], ['vi', 'Tên bé là Nguyễn Minh Anh, sinh ngày 12 tháng 11, bé gái', 'có chỗ hơi lạ', 'vâng đúng ạ']] as const) {
      const filling = alone.begin('birth', language)
      const told = await filling.say(said)
      assert.deepEqual([told.kind, told.kind === 'read-back' && told.slot.kind, filling.draft().newborns[0]?.birthDate, filling.draft().done.includes('known')], ['read-back', 'known', '2026-11-12', false], said)
      const back = { field: 'known', value: 'yes' }
      assert.notEqual((await filling.say(doubt, back)).kind, 'kept', doubt)
      assert.ok(!filling.draft().done.includes('known'), doubt)
      await filling.say(yes, back)
      assert.ok(filling.draft().done.includes('known'), yes)
    }
  } finally {
    await alone.close()
  }
})

test('what was read back is kept by a sure yes alone', async () => {
  const alone = await openAlone()
  try {
    for (const [language, said] of [['en', 'right name, wrong spelling'], ['en', 'yes but without the h'], ['ko', '맞는데 한 글자가 틀려요'], ['vi', 'đúng nhưng thiếu một chữ']] as const) {
      const filling = alone.begin('birth', language, { done: ['known'] })
      const field = filling.slots().asked.find((slot) => slot.kind === 'question')!.field
      await filling.say(said, { field, value: 'Sara' })
      assert.notEqual(filling.draft().newborns[0]?.name, 'Sara', said)
    }
  } finally {
    await alone.close()
  }
})
