/** A service owner takes over a process of another tool: reads what became of it, puts right what is missing, and a colleague publishes it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ pack: 'packs/farland', clock: fixedClock('2026-11-24T10:00:00+01:00', 'Africa/Tunis') }) })
after(() => house.close())

const list = '/console/services'
const upload = `${list}/bpmn`
const dog = readFileSync('src/modules/catalogue/bpmn/in/fixtures/dog-licence.bpmn', 'utf8')

async function as(who: string) {
  const browser = new TextBrowser(house.origin)
  browser.language = 'fr'
  await signInOfficial(browser, who)
  return browser
}
const inBoth = (name: string, fr: string, ar: string) => ({ [`${name}.fr`]: fr, [`${name}.ar`]: ar })

test('a file becomes a draft, what does not fit is named, and what the draft lacks is written in the studio', async () => {
  const browser = await as('demo-town-hall-services')
  const none = await browser.submit(await browser.get(upload), upload)
  assert.match(none.html, /href="#text"/)
  const laughs = await browser.submit(none, upload, { file: dog.replace('<bpmn:definitions', '<!DOCTYPE d [<!ENTITY a "b">]><bpmn:definitions') })
  assert.match(laughs.text, /DOCTYPE/)
  const read = await browser.submit(laughs, upload, { file: dog })
  assert.match(read.text, /Citizen[^]*Veterinary office/)
  assert.match(read.html, /<option value="applicant" selected>/)
  assert.equal((await house.rooms.ask('select id from catalogue.overlay_version')).length, 0, 'nothing is made before the button')
  const wrong = await browser.submit(read, upload, { id: 'Dog licence', event: 'birth', language: 'fr' })
  assert.match(wrong.html, /href="#id"/)
  const made = await browser.submit(wrong, upload, { id: 'dog-licence', event: 'birth', language: 'fr' })
  assert.match(made.path, /\/origin$/, made.text)
  assert.match(made.text, /Ask the dog register[^]*serviceTask Ask_register[^]*La tâche d’un programme[^]*camunda:class/)
  assert.match(made.text, /Eight hours[^]*PT8H/)
  const path = made.path.replace('/origin', '')
  const draft = await browser.get(path)
  assert.match(draft.text, /file\.bpmn : \d+ éléments n’ont pas été repris/)
  for (const words of ['The dog', 'Was the dog born abroad?', 'Kind of home']) assert.ok(draft.text.includes(words), words)
  const unready = await browser.submit(draft, `${path}/acts`, { act: 'ask' })
  assert.match(unready.text, /life-events\/birth\.json/, 'what is not said in every language is named before anybody reviews it')

  const details = await browser.get(`${path}/details`)
  assert.equal(/name="processing\.days"[^>]*value="14"|value="14"[^>]*name="processing\.days"/.test(details.html), true, 'two weeks are fourteen days')
  const texts = Object.assign({}, ...['name', 'summary', 'audience', 'howToApply', 'cost', 'complaint'].map((name) => inBoth(name, 'Permis de chien', 'رخصة كلب'))) as Record<string, string>
  await browser.submit(details, `${path}/details`, { ...texts, ...inBoth('source.law', 'Code rural', 'قانون القرى'), 'source.article': '12', 'source.asOf': '2026-01-01' })
  const now = async () => browser.get(path)
  for (const page of new Set([...(await now()).html.matchAll(/\/pages\/(page-\d+)"/g)].map(([, id]) => id!))) {
    const step = `${path}/pages/${page}`
    await browser.submit(await browser.get(step), step, { 'title.ar': 'صفحة', 'lead.fr': 'Prenez son passeport.', 'lead.ar': 'خذ جواز سفره.' })
  }
  for (const fact of new Set([...(await now()).html.matchAll(/\/questions\/(birth\.[a-z_]+)"/g)].map(([, id]) => id!))) {
    const question = `${path}/questions/${fact}`
    const shown = await browser.get(question)
    await browser.submit(shown, question, { 'label.ar': 'سؤال', ...(shown.html.includes('>flat') ? { 'choices.ar': 'شقة\nبيت' } : {}) })
  }
  const asked = await browser.submit(await now(), `${path}/acts`, { act: 'ask' })
  assert.doesNotMatch(asked.text, /\.json#/, asked.text)
  const colleague = await as('demo-town-hall-lead')
  const published = await colleague.submit(await colleague.get(path), `${path}/acts`, { act: 'publish' })
  assert.equal(house.editions.current, 1, published.text)
  assert.ok(house.pack.services.some(({ id }) => id === 'dog-licence'))
  assert.match((await colleague.get(`${path}/origin`)).text, /Ask_register/, 'whoever reviews sees it too')
  const out = await colleague.get('/services/dog-licence/process.bpmn')
  assert.match(out.html, /maru:service="dog-licence"/)
  const back = await browser.submit(await browser.get(upload), upload, { file: out.html })
  assert.match(back.html, /<option value="dog-licence birth" selected>/, 'our own file says which service it is')
})

test('a form of a file is of this route alone, and a larger one is refused', async () => {
  const browser = await as('demo-town-hall-services')
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (path: string, body: FormData) => fetch(house.origin + path, { method: 'POST', body, headers: { cookie, origin: house.origin, accept: 'text/html' } })
  const form = new FormData()
  form.append('service', 'nursery-discount')
  assert.equal((await send(`${list}/versions`, form)).status, 415)
  const large = new FormData()
  large.append('file', new File([new Uint8Array(10 * 1024 * 1024)], 'x.bpmn'))
  assert.equal((await send(upload, large)).status, 413)
  const broken = await fetch(house.origin + upload, { method: 'POST', body: '--x\r\nno', headers: { cookie, 'origin': house.origin, 'accept': 'text/html', 'content-type': 'multipart/form-data; boundary=x' } })
  assert.equal(broken.status, 400)
})
