/** What is agreed to in somebody's name was surely agreed to: everything else is asked, with and without spaces and marks, and mistyped. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { createWordings } from '../../../web/wordings.ts'
import { holdsDoubt, surelyAgrees } from './surely-agrees.ts'
import { wordsOf } from './words.ts'

const pack = loadPack('packs/kr')
const wordingIn = createWordings(pack, () => undefined)
const words = wordsOf(pack.languages.map(({ tag }) => wordingIn(tag)))

const yes = {
  ko: ['네', '네, 맞아요', '맞습니다', '다 맞아요', '네 다 맞네요', '틀린 거 없어요', '전부 맞습니다 진행해 주세요', '이상 없습니다', '그대로예요', '네 제 정보 맞아요', '고칠 것 없어요', '확인했습니다', 'ㅇㅇ', '안 틀렸어요'],
  en: ['yes', "Yes, that's right", 'it is correct', 'everything is correct', 'nothing wrong', 'no mistakes', 'looks good, thanks', 'all of it is right', 'Yes, go ahead', 'the details are right', "I don't see anything wrong"],
  vi: ['vâng', 'đúng rồi ạ', 'đúng hết', 'không có gì sai', 'vâng, thông tin đúng', 'chính xác ạ', 'khớp hết rồi', 'không phải sửa gì', 'dạ đúng', 'tôi xác nhận', 'tất cả đều đúng'],
}
const none = {
  ko: ['틀린 게 있어요', '고쳐 주세요', '네 근데 주소가 바뀌었어요', '맞나요', '맞는지 모르겠어요', '맞긴 한데 주소는 달라요', '주소만 빼고 맞아요', '안 맞아요', '정확하지 않아요', '네 고쳐 주세요', '맞으면 진행할게요', '아마 맞을 거예요', '맞다고 할 수 없어요', '좋지 않네요', '이상 있어요', '물론 아니죠', '네 아니요', '그대로 두면 안 돼요', '남편이 맞아요', '진행하지 마세요', '맞는 게 하나도 없어요', '달미르가 맞아요', '틀렸아요', '맞겠죠'],
  en: ['there is a mistake', 'please correct it', "that's wrong", 'correct it please', 'correct the name', 'right except the address', 'yes but we moved', 'is that right', 'not sure', 'maybe', 'nothing is right', 'not all of it is right', 'right name wrong address', 'it was right last year', 'go ahead and change it', 'perfect, you got my name wrong', 'if that is right then go on', 'no', 'ok where do I see it', 'is everything correct', 'yes and no', 'the address is correct', 'yse', 'theres a mistke', 'correct my name'],
  vi: ['sai rồi', 'làm ơn sửa lại', 'vâng nhưng tôi đã chuyển nhà', 'đúng không', 'không đúng', 'đúng trừ địa chỉ', 'phải sửa', 'phải đổi lại tên', 'chưa đúng', 'có lẽ đúng', 'nếu đúng thì sao', 'không có gì đúng', 'đúng một phần', 'được rồi để tôi xem', 'ổn chưa', 'dùng rồi', 'tên đúng', 'dnug roi', 'sia rồi', 'vâng mà khoan đã'],
}
const plainly = (text: string) => (/\p{Script=Hangul}/u.test(text) ? text.replaceAll(/(?<=\p{Script=Hangul}) (?=\p{Script=Hangul})/gu, '') : text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll(/[’']/gu, '').toLowerCase())
const withoutMarks = (text: string) => text.replaceAll(/[.,]/gu, '')

for (const language of ['ko', 'en', 'vi'] as const) {
  test(`a plain yes is one, as it is typed and without spaces or marks: ${language}`, () => {
    for (const text of yes[language].flatMap((one) => [one, plainly(one), withoutMarks(one), `${one}!`, `  ${one} `])) assert.ok(surelyAgrees(text, words), text)
    // Each with another behind it, as people repeat themselves.
    for (const [at, text] of yes[language].entries()) assert.ok(surelyAgrees(`${text}, ${yes[language].at(at - 1)!}.`, words), text)
  })

  test(`what corrects, denies, asks, limits or doubts is none, nor what is mistyped: ${language}`, () => {
    // Without its marks one word of Vietnamese is another.
    for (const text of none[language].flatMap((one) => [one, ...(one === 'dùng rồi' ? [] : [plainly(one)]), withoutMarks(one)])) assert.ok(!surelyAgrees(text, words), text)
    // Nor is any of it in front of a yes, or behind one.
    for (const text of none[language]) for (const one of [`${yes[language][0]!}. ${text}`, `${text}, ${yes[language][1]!}`, `${yes[language][0]!} ${text}`]) assert.ok(!surelyAgrees(one, words), one)
    for (const text of yes[language]) assert.ok(!surelyAgrees(`${text}?`, words), text)
  })
}

test('a yes with a letter missing, doubled or changed is asked about, or is still a yes; with any other word in it, it is none', () => {
  for (const text of [...yes.ko, ...yes.en, ...yes.vi]) for (const other of ['주소', 'address', 'sai', 'xyz', '12']) assert.ok(!surelyAgrees(`${text} ${other}`, words) && !surelyAgrees(`${other} ${text}`, words), `${other} ${text}`)
  assert.ok(!surelyAgrees('', words) && !surelyAgrees(' … ', words) && !surelyAgrees('네'.repeat(200), words))
})

test('a word that limits or asks is seen inside longer words of Korean, and nowhere else', () => {
  assert.deepEqual(['네 그런데요', 'yes but', 'butter', 'vâng nhưng'].map((text) => holdsDoubt(text, words)), [true, true, false, true])
})

test('every pack has words by which one surely agrees, and the one its button stands for is one', () => {
  for (const folder of ['packs/kr', 'packs/farland']) {
    const own = loadPack(folder)
    const wording = createWordings(own, () => undefined)
    const listed = wordsOf(own.languages.map(({ tag }) => wording(tag)))
    assert.ok(surelyAgrees(listed.yes[0]!, listed), folder)
    for (const { tag } of own.languages) for (const key of ['known-right', 'known-agree', 'read-back-yes']) assert.ok(surelyAgrees(wording(tag).t(`assistant.fill.${key}`), listed), `${tag} ${key}`)
  }
})
