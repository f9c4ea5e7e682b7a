/** What people leave out in a hurry: the spaces of Korean, the apostrophes of English. It is read as what was typed with care, in questions, wishes, and answers to a form. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { askQuestions, readQuestions } from './ask-questions.ts'
import { drawThird } from './draw-third.ts'
import { openAlone } from './fill-alone.ts'
import { readConversations } from './hold-conversations.ts'

let alone: Awaited<ReturnType<typeof openAlone>>
before(async () => { alone = await openAlone() })
after(() => alone.close())

const unspaced = (text: string) => text.replaceAll(/(?<=\p{Script=Hangul}) (?=\p{Script=Hangul})/gu, '')
const child = { name: '달하늘', birthDate: '2026-11-20', sex: 'F' }
const home = { 'household.city_gas': 'yes', 'household.district_heating': 'no', 'household.housing_benefit': 'no' }

test('Korean without spaces is spaced, and what is a name, or was typed with spaces, stays as it is', () => {
  const { spellOut } = alone.replies.assistant
  for (const spaced of ['네 맞아요', '아이가 전학해야 해요', '배우자가 생겼습니다', '이름은 달가온이고요', '아기 이름은 달가온으로 했어요', '도시가스는 안 써요', '출생신고 하고 싶어요', '주거급여를 받고 있어요', '딸 이름은 최서하예요']) assert.equal(spellOut(unspaced(spaced)), spaced)
  for (const text of ['달미르', '김서윤이에요', '서울특별시 마루구 별빛로 12', '', 'hello there', '이름은 남궁민수입니다', '12 345']) assert.equal(spellOut(text), text)
})

test('a negation without its apostrophe gets it back, in the letters in which it was typed; what is another word does not', () => {
  const { spellOut } = alone.replies.assistant
  for (const [typed, meant] of [['breastfeeding isnt possible', 'breastfeeding isn\'t possible'], ['We DONT', 'We DON\'T'], ['it wasn’t, and I cant', 'it wasn\'t, and I can\'t'], ['Hasnt he', 'Hasn\'t he']]) assert.equal(spellOut(typed!), meant)
  for (const text of ['I want the grant for my aunt', 'an account for the tenant', 'they went', 'plant']) assert.equal(spellOut(text), text)
})

test('answers to a form say the same with and without', async () => {
  const say = async (event: string, language: string, from: object, said: string) => {
    const filling = alone.begin(event, language, structuredClone(from))
    const taken = await filling.say(said)
    return { draft: filling.draft(), back: taken.kind === 'read-back' ? taken.value : undefined }
  }
  const hindered = { done: ['known', 'child'], newborns: [child], answers: home }
  const gas = { done: ['known', 'child'], newborns: [child], answers: {} }
  for (const [from, fact, said, value] of [
    [hindered, 'household.breastfeeding_hindered', 'breastfeeding isn\'t possible', 'yes'], [hindered, 'household.breastfeeding_hindered', 'I can\'t breastfeed', 'yes'],
    [hindered, 'household.breastfeeding_hindered', 'I couldn\'t breastfeed', 'yes'], [hindered, 'household.breastfeeding_hindered', 'it won\'t work', 'yes'],
    [hindered, 'household.breastfeeding_hindered', 'there isn\'t any reason not to', 'no'], [hindered, 'household.breastfeeding_hindered', 'it isn\'t a problem', 'no'],
    [gas, 'household.city_gas', 'we don\'t have city gas', 'no'], [gas, 'household.city_gas', 'we haven\'t got gas', 'no'], [gas, 'household.city_gas', 'we aren\'t on city gas', 'no'], [gas, 'household.city_gas', 'gas isn\'t used', 'no'], [gas, 'household.city_gas', 'we wouldn\'t have gas', 'no'],
  ] as const) {
    for (const typed of [said, said.replaceAll('\'', ''), said.replaceAll('\'', '’'), said.replaceAll('\'', '').toUpperCase()]) {
      const { draft, back } = await say('birth', 'en', from, typed)
      assert.equal(draft.answers[fact] ?? back, value, typed)
    }
  }
  const moved = { done: ['known'], answers: { 'move.address': '서울특별시 마루구 가람로 7', 'move.date': '2026-11-20' } }
  for (const [said, value] of [['아이가 전학해야 해요', 'yes'], ['큰애가 전학 가야 돼요', 'yes'], ['학교를 옮겨야 해요', 'yes'], ['전학은 안 해요', 'no'], ['아이 학교 안 옮겨요', 'no']] as const) {
    for (const typed of [said, unspaced(said)]) {
      for (const lease of [{}, { 'move.lease': 'yes' }]) {
        const { draft, back } = await say('moving', 'ko', { ...moved, answers: { ...moved.answers, ...lease } }, typed)
        assert.deepEqual([draft.answers['move.school'] ?? back, draft.answers['move.lease']], [value, lease['move.lease']], typed)
      }
    }
  }
})

test('wishes and questions get the same answer with and without', async () => {
  const answer = async (said: string, language: string) => {
    const { kind, act, trace, options } = (await alone.replies.assistant.reply(said, language, emptyThread)).answer
    return [kind, act?.event, trace.topic, trace.intent, options.map(({ event, service }) => event ?? service)]
  }
  for (const [said, language] of [['아이가 전학해야 해요', 'ko'], ['배우자가 생겼습니다', 'ko'], ['회사를 그만뒀어요', 'ko'], ['출생신고는 할머니가 해도 되나요', 'ko'], ['I don\'t have a job anymore', 'en'], ['I haven\'t got a job', 'en'], ['I can\'t work anymore', 'en'], ['my wife isn\'t alive anymore', 'en']] as const)
    assert.deepEqual(await answer(language === 'ko' ? unspaced(said) : said.replaceAll('\'', ''), language), await answer(said, language), said)
})

test('of the questions of our own that are answered rightly, 97 of a hundred are without spaces too; of applications by talking, eight of ten', async (context) => {
  const questions = readQuestions().filter(({ language }) => language === 'ko')
  const right = async (all: typeof questions) => (await askQuestions(alone.replies.assistant, all)).filter((one) => one.right).length
  const [typed, joined] = [await right(questions), await right(questions.map((one) => ({ ...one, question: unspaced(one.question) })))]
  context.diagnostic(`questions: ${joined} of ${typed}`)
  assert.ok(joined >= typed * 0.97, `${joined} of ${typed}`)
  const conversations = [...drawThird('dev', 21, 20), ...readConversations('conversations')].filter(({ language, pack }) => language === 'ko' && pack === 'packs/kr')
  const counts = { typed: 0, joined: 0 }
  for (const one of conversations) {
    if ((await alone.hold(one)).why !== undefined) continue
    counts.typed += 1
    if ((await alone.hold({ ...one, turns: one.turns.map(unspaced) })).why === undefined) counts.joined += 1
  }
  context.diagnostic(`applications: ${counts.joined} of ${counts.typed}`)
  assert.ok(counts.joined >= counts.typed * 0.8, JSON.stringify(counts))
})
