/** A name as the answer to its question, in the ways in which people say one; of the second child it is no correction of the first. And what is glad or only resembles something is not answered with what it is not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { openAlone } from './fill-alone.ts'

let alone: Awaited<ReturnType<typeof openAlone>>
before(async () => { alone = await openAlone() })
after(() => alone.close())

const names: Record<string, [name: string, said: string[]]> = {
  ko: ['달미르', ['달미르예요', '달미르요', '달미르입니다', '이름은 달미르예요', '달미르라고 해요', '달미르 라고 합니다', '달미르라고 부릅니다', '달미르라고 지었어요', '이름을 달미르라고 붙였어요', '달미르랍니다', '달미르거든요', '음 달미르예요']],
  en: ['Dal Sol', ['it’s Dal Sol', "it's Dal Sol", 'she is called Dal Sol', 'we named her Dal Sol', 'her name is Dal Sol', 'Dal Sol it is', 'we went with Dal Sol', 'Dal Sol is her name']],
  vi: ['Lê Gia Bảo', ['tên là Lê Gia Bảo', 'bé tên Lê Gia Bảo', 'dạ là Lê Gia Bảo ạ', 'chúng tôi đặt tên con là Lê Gia Bảo', 'gọi là Lê Gia Bảo', 'Lê Gia Bảo']],
}
const child = { name: '달하늘', birthDate: '2026-11-20', sex: 'F' }
const blank = { name: '', birthDate: '', sex: '' }

for (const [language, [name, said]] of Object.entries(names)) {
  test(`a name alone is read in every wording (${language}), of the first child and of the second`, async () => {
    for (const message of said) {
      for (const from of [{ done: ['known'] }, { done: ['known'], newborns: [child, blank] }]) {
        const filling = alone.begin('birth', language, structuredClone(from))
        await filling.say(message)
        const { newborns } = filling.draft()
        assert.equal(newborns.at(-1)?.name, name, message)
        if (newborns.length > 1) assert.equal(newborns[0]!.name, child.name, `${message}: the first child keeps its name`)
      }
    }
  })
}

test('a consonant takes its 이 back, and the first child is still put right by whoever says so', async () => {
  for (const said of ['김서윤이래요', '김서윤이거든요', '김서윤이라고 합니다']) {
    const filling = alone.begin('birth', 'ko', { done: ['known'] })
    await filling.say(said)
    assert.equal(filling.draft().newborns[0]?.name, '김서윤', said)
  }
  const filling = alone.begin('birth', 'en', { done: ['known'], newborns: [{ ...child, name: 'Mina Park' }, blank] })
  await filling.say('Sorry, Mina Park is wrong, her name is Dal Sol')
  assert.deepEqual(filling.draft().newborns.map(({ name }) => name), ['Dal Sol', ''])
})

test('who speaks of something glad is offered nothing sad, and the other way round', async () => {
  const [glad, sad] = [['birth', 'pregnancy', 'marriage'], ['bereavement', 'job-loss', 'disability']]
  const offered = async (said: string, language: string) => {
    const { answer } = await alone.replies.assistant.reply(said, language, emptyThread)
    return [...answer.options.map(({ event }) => event), answer.act?.event, ...answer.sources.map(({ id }) => /^event:(.*)/.exec(id)?.[1])].filter((one) => one !== undefined)
  }
  for (const [said, language] of [['집에 경사가 났어요', 'ko'], ['축하할 일이 있어요', 'ko'], ['좋은 일이 생겼어요', 'ko'], ['we have a happy occasion in the family', 'en'], ['Nhà tôi có chuyện vui', 'vi']] as const) {
    const events = await offered(said, language)
    assert.ok(events.length > 0 && events.every((one) => glad.includes(one)), `${said}: ${events.join(', ')}`)
  }
  for (const [said, language] of [['안 좋은 일이 생겼어요', 'ko'], ['something terrible happened, very sad news', 'en'], ['Nhà tôi có chuyện buồn', 'vi']] as const) {
    const events = await offered(said, language)
    assert.ok(events.length > 0 && events.every((one) => sad.includes(one)), `${said}: ${events.join(', ')}`)
  }
  assert.ok((await offered('좋은 소식인데 아기가 태어났어요', 'ko')).includes('birth'))
})

test('what only resembles a service, and says nothing of what is asked, is asked back', async () => {
  for (const [said, language] of [['세금 환급 기한이 언제까지예요?', 'ko'], ['환급 신청은 언제까지 해야 하나요?', 'ko'], ['What is the deadline for claiming a tax refund?', 'en'], ['Hạn xin hoàn thuế là khi nào?', 'vi'], ['When is the deadline for property tax?', 'en']] as const) {
    const { answer } = await alone.replies.assistant.reply(said, language, emptyThread)
    assert.equal(answer.kind, 'clarify', said)
    assert.deepEqual(answer.sources, [], said)
  }
})
