/** The service studio: a question more, reviewed and published; what that means for a form that somebody has begun; and a form that is there no more. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

const list = '/console/services'

export async function walkStudio(walk: Walk) {
  const { cast, house: { pack } } = walk
  const service = pack.services.find(({ id }) => id === cast.signed)!
  const owner = await walk.official(`demo-${service.agency}-services`)
  const colleague = await walk.official(`demo-${service.agency}-lead`)
  const resident = await walk.resident(cast.impatient)
  const known = await resident.submit(await resident.get('/life-events/birth'), '/apply', { event: 'birth' })
  const application = known.path.slice(0, known.path.lastIndexOf('/'))

  await walk.see('studio: nothing changed yet', owner, list)
  await walk.see('studio: questions without a good answer', owner, `${list}/questions`)
  await walk.see('studio: a new service', owner, `${list}/new`)
  await walk.send('studio: a new service, empty', owner, `${list}/new`, {})
  await walk.see('studio: a BPMN file', owner, `${list}/bpmn`)
  await walk.send('studio: a BPMN file, none', owner, `${list}/bpmn`, {})
  const model = readFileSync('src/modules/catalogue/bpmn/in/fixtures/dog-licence.bpmn', 'utf8')
  await walk.send('studio: who acts in a BPMN file', owner, `${list}/bpmn`, { text: model })
  await walk.send('studio: who acts in a BPMN file, with mistakes', owner, `${list}/bpmn`, { 'text': model, 'target': 'NEW', 'id': 'Dog', 'event': 'no', 'place.0': 'out', 'place.1': 'out' })
  const taken = await owner.submit(await owner.submit(await owner.get(`${list}/bpmn`), `${list}/bpmn`, { file: model }), `${list}/bpmn`, { id: 'dog-licence', event: 'birth' })
  await walk.see('studio: what became of a BPMN file', owner, taken.path)
  const draft = taken.path.replace(/\/origin$/, '')
  await walk.see('studio: a draft that was a BPMN file', owner, draft)
  const page = /\/pages\/page-\d+/.exec((await owner.get(draft)).html)![0]
  await walk.see('studio: a page of the form', owner, `${draft}${page}`)
  await walk.send('studio: a page of the form, empty', owner, `${draft}${page}`, {})
  await owner.submit(await owner.get(draft), `${draft}/acts`, { act: 'drop' })
  const begun = await owner.submit(await owner.get(list), `${list}/versions`, { service: service.id, event: 'birth' })
  const path = begun.path
  await walk.see('studio: a draft', owner, path)
  await walk.see('studio: texts', owner, `${path}/details`)
  await walk.send('studio: texts, empty', owner, `${path}/details`, {})
  const letters = (said: string) => Object.fromEntries(pack.languages.map(({ tag }) => [`letters.refused.${tag}`, said]))
  await walk.see('studio: letters, none yet', owner, `${path}/letters`)
  await walk.send('studio: letters, with mistakes', owner, `${path}/letters`, { ...letters('{name}'), [`letters.refused.${pack.defaultLanguage}`]: '', [`letters.approved.${pack.defaultLanguage}`]: '{' })
  await owner.submit(await owner.get(`${path}/letters`), `${path}/letters`, letters('{service}: {reason}'))
  await walk.see('studio: letters, with a real case', owner, `${path}/letters/preview`)
  await walk.see('studio: a new question', owner, `${path}/questions/new`)
  await walk.send('studio: a new question, empty', owner, `${path}/questions/new`, { type: 'choice' })
  const [step] = pack.lifeEvents.find(({ id }) => id === 'birth')!.steps.filter(({ repeat }) => !repeat)
  const words = Object.fromEntries(pack.languages.map(({ tag }) => [`label.${tag}`, cast.words.address]))
  await owner.submit(await owner.get(`${path}/questions/new`), `${path}/questions/new`, { ...words, name: 'cradle', place: step!.id, type: 'yes-no' })
  await walk.see('studio: a question that is changed', owner, `${path}/questions/birth.cradle`)
  await walk.see('studio: the form tried', owner, `${path}/try`)
  await walk.see('studio: what people would be told', owner, `${path}/answers`)
  await walk.send('studio: the form tried, empty', owner, `${path}/try`, { person: cast.family })
  await owner.submit(await owner.get(path), `${path}/acts`, { act: 'ask' })
  await walk.see('studio: waits for a colleague', owner, path)
  await walk.see('studio: to review', colleague, path)
  await walk.send('studio: given back without a reason', colleague, `${path}/acts`, { 'act': 'give-back', 'words-give-back': ' ' })
  await colleague.submit(await colleague.get(path), `${path}/acts`, { act: 'publish' })
  await walk.see('studio: published', owner, path)
  await walk.see('studio: files', owner, `${path}/files.json`)
  await walk.see('studio: the process', owner, `${path}/process.bpmn`)
  await walk.see('studio: begun applications', owner, `${path}/drafts`)
  await walk.see('application, there is a newer form', resident, known.path)
  await walk.see('application, what the newer form means', resident, `${application}/newer-form`)
  await atCounter(walk, resident, application)
  await resident.submit(await resident.get(`${application}/newer-form`), `${application}/newer-form`)
  await walk.see('application, goes on with the newer form', resident, known.path)
  await colleague.submit(await colleague.get(path), `${path}/acts`, { 'act': 'withdraw', 'words-withdraw': cast.words.refusal })
  await walk.see('application, its form is there no more', resident, known.path)
  await walk.see('studio: withdrawn', owner, path)
  await walk.see('studio: what there was', owner, list)
}

/** The same draft, opened at a counter. */
async function atCounter(walk: Walk, resident: TextBrowser, application: string) {
  const clerk = await walk.official(`demo-${walk.house.pack.counters!.agencies[0]!}-counter`)
  const sheet = await resident.submit(await resident.get(`${application}/counter`), `${application}/counter`)
  const code = /<p class="amount"><code>([^<]+)<\/code>/.exec(sheet.html)?.[1] ?? assert.fail(sheet.text)
  const opened = await clerk.submit(await clerk.get('/console/counter'), '/console/counter/code', { code })
  const visit = opened.path.split('/').slice(0, 4).join('/')
  await walk.see('counter: what the newer form means', clerk, `${visit}/newer-form`)
  await clerk.submit(await clerk.get(`${visit}/newer-form`), `${visit}/finish`)
}
