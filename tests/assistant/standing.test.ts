/** What stands is put right by naming what is right or wrong of it; another child is begun by a word of another one, and by nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAlone } from './fill-alone.ts'

type Language = 'ko' | 'en' | 'vi'
const stood = { ko: '달하늘', en: 'Dal Hana', vi: 'Lê Minh' }

const names: [Language, string, string][] = [
  ['ko', '달미르가 맞아요', '달미르'], ['ko', '달미르가 맞습니다', '달미르'], ['ko', '이름은 달미르가 맞아요', '달미르'], ['ko', '달하늘 말고 달미르가 맞아요', '달미르'], ['ko', '달하늘이 아니고 달미르', '달미르'], ['ko', '아니 달미르요', '달미르'],
  ['en', 'Mina Park is right', 'Mina Park'], ['en', 'yes, Mina Park is correct', 'Mina Park'], ['en', 'Mina Park is the right name', 'Mina Park'], ['en', 'not Dal Hana but Mina Park', 'Mina Park'], ['en', 'correction, the name is Mina Park', 'Mina Park'],
  ['vi', 'Lê Gia Bảo mới đúng', 'Lê Gia Bảo'], ['vi', 'Lê Gia Bảo là đúng', 'Lê Gia Bảo'], ['vi', 'tên đúng là Lê Gia Bảo', 'Lê Gia Bảo'], ['vi', 'không phải Lê Minh mà là Lê Gia Bảo', 'Lê Gia Bảo'],
]
const agreeing = { ko: '네 맞아요', en: 'yes, that is right', vi: 'vâng đúng rồi' }
const others: [Language, string, Partial<{ birthDate: string; sex: string }>][] = [
  ['ko', '아들이 맞아요', { sex: 'M' }], ['en', 'a boy is right', { sex: 'M' }], ['vi', 'bé trai mới đúng', { sex: 'M' }],
  ['ko', '아니 그저께에 태어났어요', { birthDate: '2026-11-22' }], ['en', 'no, born on 12 November', { birthDate: '2026-11-12' }], ['vi', 'không, bé sinh ngày mười hai tháng mười một', { birthDate: '2026-11-12' }],
]
const bare: [Language, string][] = [['ko', '네'], ['ko', '네 맞아요'], ['en', 'yes'], ['en', 'yes that is right'], ['vi', 'vâng'], ['vi', 'đúng rồi ạ']]
const again: [Language, string][] = [['ko', '네 쌍둥이예요'], ['en', 'yes, twins'], ['vi', 'có, sinh đôi']]

test('what stands is put right, asked first where it only looks like it; neither it nor a yes behind it begins another child', async () => {
  const alone = await openAlone()
  const begin = (language: Language) => alone.begin('birth', language, { done: ['known'], newborns: [{ name: stood[language], birthDate: '2026-11-20', sex: 'F' }] })
  try {
    for (const [language, said, name] of names) {
      const filling = begin(language)
      const taken = await filling.say(said)
      const back = taken.kind === 'read-back' && taken.slot.kind === 'question' ? { field: taken.slot.field, value: taken.value } : undefined
      await filling.say(agreeing[language], back)
      assert.deepEqual([filling.draft().newborns, filling.draft().done, filling.draft().answers], [[{ name, birthDate: '2026-11-20', sex: 'F' }], ['known'], {}], said)
    }
    for (const [language, said, put] of others) {
      const filling = begin(language)
      await filling.say(said)
      assert.deepEqual([filling.draft().newborns, filling.draft().done], [[{ name: stood[language], birthDate: '2026-11-20', sex: 'F', ...put }], ['known']], said)
    }
    for (const [language, said] of bare) {
      const filling = begin(language)
      assert.equal((await filling.say(said)).kind, 'read-back', said)
      assert.deepEqual([filling.draft().newborns.length, filling.draft().answers], [1, {}], said)
    }
    for (const [language, said] of again) {
      const filling = begin(language)
      await filling.say(said)
      assert.equal(filling.draft().newborns.length, 2, said)
    }
  } finally {
    await alone.close()
  }
})

const gaps: [Language, string][] = [
  ['ko', '그건 나중에 말할게요, 네'], ['ko', '아직 안 정했어요, 아니요'], ['ko', '글쎄요, 없어요'], ['en', "I don't know, yes"], ['en', 'hard to say, no'], ['vi', 'để em xem đã, có'], ['vi', 'chưa rõ, không'],
]

test('of several questions the one that is not answered is asked again: it takes no neighbour’s yes or no', async () => {
  const alone = await openAlone()
  try {
    for (const [language, said] of gaps) {
      const filling = alone.begin('birth', language, { done: ['known', 'child'], newborns: [{ name: stood[language], birthDate: '2026-11-20', sex: 'F' }] })
      await filling.say(said)
      assert.deepEqual(filling.draft().answers, {}, said)
    }
    for (const [language, said] of [['ko', '아직 안 정했어요, 지역난방 써요'], ['en', "I don't know, we have district heating"], ['vi', 'chưa rõ, nhà có dùng sưởi khu vực']] as const) {
      const filling = alone.begin('birth', language, { done: ['known', 'child'], newborns: [{ name: stood[language], birthDate: '2026-11-20', sex: 'F' }] })
      await filling.say(said)
      assert.equal(filling.draft().answers['household.city_gas'], undefined, said)
      assert.notEqual(filling.draft().answers['household.district_heating'], 'no', said)
    }
  } finally {
    await alone.close()
  }
})
