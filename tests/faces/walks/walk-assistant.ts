/** A conversation: empty, answered, unclear, urgent, about one's own, with a human; and the human's desk. */
import assert from 'node:assert/strict'
import { speakerService } from '../../assistant/speaker-service.ts'
import { linking, nugu, send } from '../../assistant/speakers.ts'
import { until } from '../../support/birth-journey.ts'
import type { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

export async function walkAssistant(walk: Walk) {
  const { cast: { talk, applicant } } = walk
  // Signed in, as in the walk of what one is owed: requests of people unknown are counted together, and the other walks make many.
  const asking = await walk.resident(applicant)
  await walk.see('ask: nothing yet', asking, '/ask')
  await walk.see('ask: with a question at hand', asking, `/ask?q=${encodeURIComponent(talk.amount)}`)
  await walk.send('ask: nothing', asking, '/ask', { message: ' ' })
  const say = async (message: string) => asking.post('/ask', { _csrf: String(/name="_csrf" value="([^"]+)"/.exec((await asking.get('/ask')).html)?.[1]), message })
  for (const [state, words] of Object.entries(talk)) {
    await say(words)
    await walk.see(`ask: ${state}`, asking, '/ask')
  }
  await say(talk.amount)
  const rating = /\/ask\/answers\/[0-9a-f-]{36}\/rating/.exec((await asking.get('/ask')).html)?.[0] ?? assert.fail('nothing to rate')
  await asking.submit(await asking.get('/ask'), rating, { helped: 'no' })
  await walk.see('ask: it did not help', asking, '/ask')
  await asking.submit(await asking.get('/ask'), rating, { helped: 'no', reason: 'hard' })
  await walk.see('ask: thanks for saying why', asking, '/ask')
  const amount = await say(talk.amount)
  await walk.see('answer, its sources, and who put it into words', asking, [...amount.html.matchAll(/\/ask\/answers\/[0-9a-f-]{36}/g)].at(-1)?.[0] ?? assert.fail('no permalink'))
  await walk.see('answer, asked again', asking, `${[...amount.html.matchAll(/\/ask\/answers\/[0-9a-f-]{36}/g)].at(-1)![0]}/again`)
  await walkDeleting(walk, asking)
  const start = /\/ask\/start\/[0-9a-f-]{36}/.exec((await say(talk.start)).html)?.[0] ?? assert.fail('nothing to start')
  await walk.see('ask: start', asking, start)
  const fill = (await asking.submit(await asking.get(start), `${start}/talk`)).path
  await walk.see('ask: what the registers know', asking, fill)
  await walk.send('ask: nothing answered', asking, fill, { message: ' ' })
  await walk.send('ask: something else in between', asking, fill, { message: talk.amount })
  await asking.submit(await asking.get(fill), fill, { message: walk.cast.words.yes })
  await walk.see('ask: the first questions', asking, fill)
  await walk.send('ask: a field is wrong', asking, fill, { 'newborn.1.birth_date': '2027-02-30' })
  // One word without a capital may be anything: it is read back.
  await walk.send('ask: a name is read back', asking, fill, { message: 'saebom' })
  await asking.submit(await asking.get(fill), fill, { 'newborn.1.name': walk.cast.child.name, 'newborn.1.birth_date': walk.cast.child.birthDate })
  await walk.send('ask: not understood, with an example and numbers', asking, fill, { message: nothing })
  await walk.send('ask: not understood again, with the form', asking, fill, { message: nothing, misses: '1' })
  const setting = /\/ask\/setting\/[0-9a-f-]{36}/.exec((await say(talk.setting)).html)?.[0] ?? assert.fail('nothing to confirm')
  await walk.see('ask: how one is told, before it changes', asking, setting)
  await walk.send('ask: how one is told, changed meanwhile', asking, setting, { version: 'another' })
  await asking.submit(await asking.get(setting), setting)
  await walk.see('ask: how one is told, changed', asking, '/ask')
  await walk.see('ask: nothing to change', asking, setting)
  await walk.see('ask: the conversations, to take along', asking, '/ask/conversations.json')
  await say(talk.own)
  await walk.see('ask: own matters', asking, '/ask')
  await asking.submit(await asking.get('/ask'), '/ask', { message: talk.certificates })
  await walk.see('ask: own certificates', asking, '/ask')
  const put = await asking.submit(await asking.get('/ask'), '/ask', { message: talk.wallet })
  await walk.see('ask: a certificate into the wallet', asking, '/ask')
  await walk.see('ask: what that does', asking, /\/ask\/certificate\/[0-9a-f-]{36}/.exec(put.html)?.[0] ?? assert.fail(put.text))
  await asking.submit(await asking.get('/ask'), '/ask/human', { application: fill.split('/').at(-1)! })
  await walk.see('ask: a human is asked', asking, '/ask')
  await walkChannels(walk)
  await walkDesk(walk)
  await walkTeaching(walk, asking)
  await walk.see('ask: a human has answered', asking, '/ask')
  await walkGone(walk, asking, fill)
  await walkModel(walk)
  await walkSwitch(walk, asking)
}

/** Words of no language. */
const nothing = 'qwv zzk blorp'

const deleteOf = (id: string) => `/apply/${id}/delete`

/** What an earlier walk has filled in is deleted: the talk begins with nothing answered. */
async function walkDeleting(walk: Walk, asking: TextBrowser) {
  const [, , id] = (await asking.submit(await asking.get('/life-events/birth'), '/apply')).path.split('/')
  await walk.see('draft: what goes when it is deleted', asking, deleteOf(id!))
  const list = await asking.submit(await asking.get(deleteOf(id!)), deleteOf(id!))
  await walk.see('my applications: one was deleted', asking, list.path)
}

/** The draft that the conversation began is deleted: it says so, and leads on. */
async function walkGone(walk: Walk, asking: TextBrowser, fill: string) {
  const path = deleteOf(fill.split('/').at(-1)!)
  await asking.submit(await asking.get(path), path)
  await walk.see('ask: the application is gone', asking, fill, 404)
  await until(() => asking.get('/ask'), ({ html }) => /\/ask\/start\//.test(html))
  await walk.see('ask: the application was deleted', asking, '/ask')
}

/** The whole assistant, switched off and on again: what people meet meanwhile. */
async function walkSwitch(walk: Walk, asking: TextBrowser) {
  const path = '/console/assistant'
  const lead = await walk.official(`demo-${walk.cast.asks}-lead`)
  await walk.see('switch: the assistant answers', lead, path)
  await walk.send('switch: no reason', lead, path, { off: 'yes', reason: ' ' })
  await lead.submit(await lead.get(path), path, { off: 'yes', reason: walk.cast.words.answer })
  await walk.see('switch: the assistant is off', lead, path)
  await asking.submit(await asking.get('/ask'), '/ask/forget')
  await walk.see('ask: switched off', asking, '/ask')
  await lead.submit(await lead.get(path), path, { off: 'no', reason: walk.cast.words.answer })
}

/** In one house there is a model: what it said and did not say, and the switch. In the other there is none. */
async function walkModel(walk: Walk) {
  const path = '/console/model'
  const lead = await walk.official(`demo-${walk.cast.asks}-lead`)
  await walk.see('language model', lead, path)
  if (!(await lead.get(path)).html.includes('name="off"')) return
  await lead.submit(await lead.get(path), path, { off: 'yes' })
  await walk.see('language model, switched off', lead, path)
  await lead.submit(await lead.get(path), path, { off: 'no' })
}

/** An answer does not help; one official teaches, another publishes, and everybody may read it. */
async function walkTeaching(walk: Walk, asking: TextBrowser) {
  const { cast: { asks, talk, words } } = walk
  const [lead, caseworker] = [await walk.official(`demo-${asks}-lead`), await walk.official(`demo-${asks}-caseworker`)]
  await walk.see('lessons: none', lead, '/console/lessons')
  await walk.see('console: what no page answers', lead, '/console/questions')
  await walk.see('lesson: a new one', lead, `/console/lessons/new?question=${encodeURIComponent(talk.unknown)}`)
  await walk.send('lesson: no words', lead, '/console/lessons', { language: walk.cast.language === 'en' ? 'ko' : walk.cast.language, words: ' ', answer: '', service: '' })
  const lesson = await lead.submit(await lead.get(`/console/lessons/new?question=${encodeURIComponent(talk.unknown)}`), '/console/lessons', { answer: words.answer })
  await walk.see('lesson: mine', lead, lesson.path)
  await walk.see('lesson: to decide', caseworker, lesson.path)
  await caseworker.submit(await caseworker.get(lesson.path), `${lesson.path}/decision`, { outcome: 'published' })
  await walk.see('lesson: published', lead, lesson.path)
  await walk.see('lessons: one', lead, '/console/lessons')
  await walk.see('lesson: for everybody', asking, `/ask/lessons/${lesson.path.split('/').at(-1)}`)
}

/** Somebody asks a speaker about their own matters, and connects it. */
async function walkChannels(walk: Walk) {
  const { cast: { talk, applicant }, house } = walk
  const reader = await walk.resident(applicant)
  await walk.see('channels: none connected', reader, '/ask/channels')
  const { text } = await send(house, nugu, { sender: 'session', text: talk.own })
  const code = /\d{8}/.exec(text.replaceAll(/(?<=\d) (?=\d)/g, ''))?.[0] ?? assert.fail(text)
  await walk.send('channels: a wrong code', reader, '/ask/channels', { code: '22222222', pin: '' })
  await walk.send('channels: no PIN', reader, '/ask/channels', { code, pin: '12' })
  await reader.submit(await reader.get('/ask/channels'), '/ask/channels', { code, pin: '2468' })
  await walk.see('channels: one connected', reader, '/ask/channels')
  const service = speakerService(house.origin, linking.alexa)
  await walk.see('channels: a speaker asks to be linked', reader, (await reader.get(service.authorizePath())).path)
  await service.link(reader)
  await walk.see('channels: a speaker without a PIN', reader, '/ask/channels')
  await walk.send('channels: no PIN for a linked speaker', reader, '/ask/channels/speaker/alexa/pin', { pin: '12' })
  await reader.submit(await reader.get('/ask/channels'), '/ask/channels/speaker/alexa/pin', { pin: '2468' })
  await walk.see('channels: a linked speaker', reader, '/ask/channels')
}

async function walkDesk(walk: Walk) {
  const list = '/console/conversations'
  const caseworkers = walk.house.identity.demonstration!.officials.filter(({ roles }) => roles.includes('caseworker'))
  for (const { id } of caseworkers) {
    const official = await walk.official(id)
    const path = /\/console\/conversations\/[0-9a-f-]{36}/.exec((await official.get(list)).html)?.[0]
    if (path === undefined) continue
    await walk.see('conversations: one waits', official, list)
    const other = walk.house.pack.languages.findLast(({ tag }) => tag !== walk.cast.language)!.tag
    await official.submit(await official.get(list), `${list}/skills`, { languages: [other] })
    await walk.see('conversations: none fits', official, list)
    await official.submit(await official.get(list), `${list}/skills`, { languages: [] })
    await walk.see('conversation, waiting', official, path)
    await official.submit(await official.get(path), `${path}/claim`)
    await walk.see('conversation, taken on', official, path)
    if (/ratings/.test((await official.get(path)).html)) await official.submit(await official.get(path), `${path}/ratings`, { helped: 'no' })
    await walk.send('conversation: empty answer', official, `${path}/answers`, { answer: ' ' })
    await official.submit(await official.get(path), `${path}/answers`, { answer: walk.cast.words.answer })
    await walk.see('conversation, answered', official, path)
    return
  }
  assert.fail('nobody was asked')
}
