/** A name that is told as family name and given name: into one question in the order of the country, into two where the form has two, and never one part of it as the whole. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openAlone } from './fill-alone.ts'

const labels = { family: { 'ko': '보호자의 성', 'ko-easy': '보호자의 성', 'en': 'Family name of the guardian', 'vi': 'Họ của người giám hộ' }, given: { 'ko': '보호자의 이름', 'ko-easy': '보호자의 이름', 'en': 'Given name of the guardian', 'vi': 'Tên của người giám hộ' } }
const folder = mkdtempSync(join(tmpdir(), 'two-names-'))
let [one, two]: Awaited<ReturnType<typeof openAlone>>[] = []

before(async () => {
  cpSync('packs/kr', folder, { recursive: true })
  const file = join(folder, 'life-events/job-loss.json')
  const event = JSON.parse(readFileSync(file, 'utf8')) as { steps: unknown[] }
  const questions = (['family', 'given'] as const).map((name) => ({ fact: `guardian.${name}`, type: 'text', name, label: labels[name], maxLength: 40 }))
  event.steps.unshift({ id: 'guardian', title: labels.given, questions })
  writeFileSync(file, JSON.stringify(event))
  one = await openAlone()
  two = await openAlone(folder)
})
after(async () => {
  await one?.close()
  await two?.close()
  rmSync(folder, { recursive: true, force: true })
})

const told: Record<string, [family: string, given: string, whole: string, said: string[]][]> = {
  ko: [
    ['김', '하늘', '김하늘', ['성은 김이고 이름은 하늘이에요', '성은김이고이름은하늘이에요', '성은 김, 이름은 하늘', '이름은 하늘이고 성은 김이에요', '성이 김이고 이름이 하늘입니다', '김씨 성에 이름은 하늘이에요', '성은 김씨이고 이름은 하늘이라고 지었어요', '김이 성이고 하늘이 이름이에요', '성 : 김 / 이름 : 하늘', '성은 김해 김씨고 이름은 하늘이야']],
    ['남궁', '민수', '남궁민수', ['성씨는 남궁이고 이름은 민수예요', '이름은 민수고 성은 남궁입니다']],
    ['이', '서윤', '이서윤', ['성은 이이고 이름은 서윤이에요', '성은 이고 이름은 서윤이요']],
    ['김', '성은', '김성은', ['이름은 성은이고 성은 김이에요']],
    ['Kim', 'Haneul', 'Kim Haneul', ['성은 Kim이고 이름은 Haneul이에요']],
  ],
  en: [
    ['Kim', 'Haneul', 'Kim Haneul', ['family name Kim, given name Haneul', 'Her family name is Kim and her given name is Haneul', 'last name Kim first name Haneul', 'first name: Haneul, last name: Kim', 'surname Kim, first name Haneul', 'Kim is the family name and Haneul the given name', 'Kim (family name) Haneul (given name)', 'her first name’s Haneul, her surname’s Kim']],
    ['Kim', 'Rose Haneul', 'Kim Rose Haneul', ['first name Haneul, middle name Rose, last name Kim']],
  ],
  vi: [
    ['Nguyễn', 'Lan', 'Nguyễn Lan', ['Họ Nguyễn, tên Lan', 'họ là Nguyễn và tên là Lan', 'Họ của cháu là Nguyễn còn tên là Lan', 'tên Lan, họ Nguyễn', 'bé họ Nguyễn nhé, tên bé là Lan']],
    ['Nguyen', 'Lan', 'Nguyen Lan', ['Ho Nguyen, ten Lan']],
    ['Hồ', 'Thị Lan', 'Hồ Thị Lan', ['Họ Hồ tên đệm Thị tên Lan']],
  ],
}

for (const [language, all] of Object.entries(told)) {
  test(`family name and given name in one sentence are one name where the form asks for one, and two where it asks for two (${language})`, async () => {
    for (const [family, given, whole, said] of all) {
      for (const message of said) {
        const birth = one!.begin('birth', language, { done: ['known'] })
        assert.equal((await birth.say(message)).kind, 'kept', message)
        assert.deepEqual(birth.draft().newborns, [{ name: whole, birthDate: '', sex: '' }], message)
        const guardian = two!.begin('job-loss', language, { done: ['known'] })
        assert.equal((await guardian.say(message)).kind, 'kept', message)
        assert.deepEqual(guardian.draft().answers, { 'guardian.family': family, 'guardian.given': given }, message)
      }
    }
  })
}

test('what is told beside it is read too, and what is a part in one sentence and something else in another stays that', async () => {
  for (const [language, said, expected] of [
    ['ko', '네 성은 이고 이름은 서윤이요, 어제 태어난 딸이에요', { name: '이서윤', birthDate: '2026-11-23', sex: 'F' }],
    ['en', 'family name: Kim, born on 12 November, first name: Sol, a girl', { name: 'Kim Sol', birthDate: '2026-11-12', sex: 'F' }],
    ['vi', 'Họ Trần, tên Gia Bảo, sinh hôm qua, con trai', { name: 'Trần Gia Bảo', birthDate: '2026-11-23', sex: 'M' }],
    // 성 is a sex too.
    ['ko', '이름은 김하늘이고 성은 여자예요', { name: '김하늘', birthDate: '', sex: 'F' }],
    ['ko', '성명은 김하늘입니다', { name: '김하늘', birthDate: '', sex: '' }],
    ['en', 'her full name is Kim Haneul', { name: 'Kim Haneul', birthDate: '', sex: '' }],
    ['vi', 'họ tên là Nguyễn Minh Anh', { name: 'Nguyễn Minh Anh', birthDate: '', sex: '' }],
    ['ko', '성은 김이고 이름은 김하늘이에요', { name: '김하늘', birthDate: '', sex: '' }],
  ] as const) {
    const filling = one!.begin('birth', language, { done: ['known'] })
    await filling.say(said)
    assert.deepEqual(filling.draft().newborns, [expected], said)
  }
})

test('what is not surely a part is read back whole; the family’s name alone is nobody’s name', async () => {
  for (const [language, said, value] of [['en', 'family name kim, given name haneul', 'kim haneul'], ['en', 'the surname is Kim and we called her Haneul', 'Kim Haneul'], ['vi', 'ho nguyen ten lan', 'nguyen lan'], ['ko', '성은 남이고 이름은 하늘이에요', '남하늘']] as const) {
    const filling = one!.begin('birth', language, { done: ['known'] })
    const taken = await filling.say(said)
    assert.deepEqual(taken.kind === 'read-back' && [taken.value, filling.draft().newborns], [value, []], said)
  }
  for (const [language, said] of [['ko', '성은 김이에요'], ['en', 'the family name is Kim'], ['vi', 'họ Nguyễn']] as const) {
    const birth = one!.begin('birth', language, { done: ['known'] })
    assert.notEqual((await birth.say(said)).kind, 'kept', said)
    const guardian = two!.begin('job-loss', language, { done: ['known'] })
    await guardian.say(said)
    assert.deepEqual(Object.keys(guardian.draft().answers), ['guardian.family'], said)
  }
})

test('a name that stands is put right in its parts', async () => {
  const child = { name: '이하늘', birthDate: '2026-11-20', sex: 'F' }
  for (const [language, said, name] of [['ko', '아니요, 성은 김이고 이름은 하늘이에요', '김하늘'], ['en', 'Sorry, her family name is Kim and her given name is Haneul', 'Kim Haneul'], ['vi', 'à nhầm, họ Nguyễn, tên Lan', 'Nguyễn Lan']] as const) {
    const filling = one!.begin('birth', language, { done: ['known'], newborns: [child] })
    await filling.say(said)
    assert.deepEqual(filling.draft().newborns, [{ ...child, name }], said)
  }
})

test('another country writes the given name first, in its own words', async () => {
  const farland = await openAlone('packs/farland')
  try {
    for (const [language, said, name] of [['fr', 'Son nom de famille est Duval et son prénom est Lina', 'Lina Duval'], ['fr', 'nom : Duval, prénom : Lina', 'Lina Duval'], ['ar', 'اسم العائلة الساحلي، الاسم الأول ليلى', 'ليلى الساحلي']] as const) {
      const filling = farland.begin('birth', language, { done: ['known'] })
      await filling.say(said)
      assert.equal(filling.draft().newborns[0]?.name, name, said)
    }
  } finally {
    await farland.close()
  }
})
