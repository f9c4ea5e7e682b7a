/** An owner adds a question to a service, a colleague publishes it, residents meet it; what was begun before stays on its form, and a form that is withdrawn loses nothing. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { checkPack } from '../../packages/pack-kit/check.ts'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { openEditions } from '../../src/modules/catalogue/index.ts'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ pack: 'packs/farland', clock: fixedClock('2026-11-24T10:00:00+01:00', 'Africa/Tunis') }) })
after(() => house.close())

const list = '/console/services'
const fact = 'birth.cradle'
const [label, labelInArabic] = ['Avez-vous un berceau ?', 'هل لديك مهد؟']
const answers = (name: string) => ({ 'newborn.1.name': name, 'newborn.1.birth_date': '2026-11-20', 'newborn.1.sex': 'F', 'household.nursery': 'yes', 'household.account': 'Banque du Large 10-2030-40' })
const why = 'La question était de trop.'

async function as(enter: typeof signIn, who: string) {
  const browser = new TextBrowser(house.origin)
  browser.language = 'fr'
  await enter(browser, who)
  return browser
}
const owner = () => as(signInOfficial, 'demo-town-hall-services')
const reviewer = () => as(signInOfficial, 'demo-town-hall-lead')

/** Begins an application and fills in the child, up to the page of the home. */
async function begin(person: string, name: string) {
  const browser = await as(signIn, person)
  const known = await browser.submit(await browser.get('/life-events/birth'), '/apply')
  const child = await browser.submit(known, known.path)
  const { 'household.nursery': _nursery, 'household.account': _account, ...own } = answers(name)
  const home = await browser.submit(child, child.path, own)
  return { browser, path: home.path.slice(0, home.path.lastIndexOf('/')), home }
}

/** One journey: each step rests on the one before. */
let version = ''
let receipt = ''
let early: Awaited<ReturnType<typeof begin>>
let late: Awaited<ReturnType<typeof begin>>
let files: Record<string, string> = {}

test('an owner adds a question, and nobody but a colleague publishes it', async () => {
  early = await begin('FA-DEMO-000001', 'Perlenuit Brumelac')
  late = await begin('FA-DEMO-000005', 'Ondine Ventclair')
  const browser = await owner()
  const begun = await browser.submit(await browser.get(list), `${list}/versions`, { service: 'nursery-discount', event: 'birth' })
  version = begun.path.split('/').at(-1)!
  const path = `${list}/versions/${version}`
  const wrong = await browser.submit(await browser.get(`${path}/questions/new`), `${path}/questions/new`, { 'name': 'Berceau 1', 'label.fr': label, 'place': 'home', 'type': 'yes-no' })
  assert.match(wrong.html, /href="#label\.ar"/)
  assert.match(wrong.html, /href="#name"/)
  const added = await browser.submit(await browser.get(`${path}/questions/new`), `${path}/questions/new`, { 'name': 'cradle', 'label.fr': label, 'label.ar': labelInArabic, 'place': 'home', 'type': 'yes-no' })
  assert.equal(added.path, path, added.text)
  assert.match(added.text, /Avez-vous un berceau/)
  assert.match(added.html, /<svg[^>]+role="img"/)
  const details = await browser.get(`${path}/details`)
  const unsaid = await browser.submit(details, `${path}/details`, { 'name.ar': '', 'processing.source.article': '' })
  assert.match(unsaid.text, /Nom \(العربية\)/, 'the summary says which text, and in which language')
  assert.match(unsaid.html, /href="#processing\.source\.article"/)
  await browser.submit(details, `${path}/details`, { 'processing.days': '20', 'secondSignature.approved': 'yes' })
  const letters = await browser.get(`${path}/letters`)
  const muddled = await browser.submit(letters, `${path}/letters`, { 'letters.refused.fr': 'Refusé : {motif}', 'letters.refused.ar': 'رُفض في {date, date}.', 'letters.approved.fr': 'Accordé {' })
  assert.match(muddled.text, /accolades[^]*Ligne 1, signe 10 : Il n’y a pas de valeur motif[^]*ne s’emploie pas ainsi/)
  for (const field of ['letters\\.refused\\.fr', 'letters\\.refused\\.ar', 'letters\\.approved\\.ar']) assert.match(muddled.html, new RegExp(`href="#${field}"`))
  const written = await browser.submit(letters, `${path}/letters`, { 'letters.refused.fr': 'Refusé le {date} : {reason}\nRecours jusqu’au {until}.', 'letters.refused.ar': 'رُفض في {date}: {reason}' })
  assert.match(written.text, /Refusé le \{date\}/)
  const tried = await browser.submit(await browser.get(`${path}/try`), `${path}/try`, { ...answers('Perlenuit'), [fact]: 'yes', person: 'FA-DEMO-000001' })
  assert.match(tried.text, /Avez-vous un berceau \? oui/i)
  const asked = await browser.submit(await browser.get(path), `${path}/acts`, { act: 'ask' })
  assert.equal(asked.path, path, asked.text)
  const own = await browser.submit(asked, `${path}/acts`, { act: 'publish' })
  assert.equal(own.status, 403)
  assert.doesNotMatch((await early.browser.get(`${early.path}/home`)).text, /berceau/)
  const colleague = await reviewer()
  const review = await colleague.get(path)
  for (const file of ['life-events/birth.json', 'facts.json', 'purposes.json']) assert.ok(review.text.includes(file), file)
  assert.match(review.text, /processing › days\s*15\s*20/)
  assert.match(review.text, /secondSignature › outcomes › approved/)
  assert.match(review.text, /refused › fr[^]*Refusé le/)
  assert.match(review.text, /Revenu du foyer de 1 500 florins/, 'what a register says instead of papers')
  const published = await colleague.submit(review, `${path}/acts`, { act: 'publish' })
  assert.equal(published.path, path, published.text)
  assert.equal(house.editions.current, 1)
  const acts = await house.rooms.ask<{ act: string }>(`select act from kernel.audit where object = $1 order by at`, [`version:${version}`])
  assert.deepEqual(acts.map(({ act }) => act), ['begin', 'change', 'change', 'change', 'ask for review of', 'publish'].map((act) => `${act} service version`))
})

test('from then on it is asked, and the agency reads the answer; an earlier draft keeps its form until its person says otherwise', async () => {
  const { browser, home: asking } = await begin('FA-DEMO-000003', 'Brise Orphare')
  const consent = await browser.submit(asking, asking.path, { 'household.nursery': 'yes', 'household.account': 'Banque du Large 10-2030-40', [fact]: 'no' })
  const owed = await consentAll(browser, consent)
  const check = await browser.submit(owed, owed.path)
  assert.match(check.text, /Avez-vous un berceau \?\s*Non/)
  receipt = (await browser.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!
  const [part] = await house.rooms.ask<{ answers: Record<string, string>; pack_edition: number }>(`select part.answers, a.pack_edition from cases.part join cases.application a on a.id = application_id where receipt = $1 and agency = 'town-hall'`, [receipt])
  assert.equal(part!.answers[fact], 'no')
  assert.equal(part!.pack_edition, 1)
  const home = await early.browser.get(`${early.path}/home`)
  assert.doesNotMatch(home.html, new RegExp(fact))
  const answered = await early.browser.submit(home, home.path, { 'household.nursery': 'yes', 'household.account': 'Banque du Large 10-2030-40' })
  assert.ok(answered.path.endsWith('/consent'), answered.path)
  const plan = await early.browser.get(`${early.path}/newer-form`)
  assert.match(plan.text, /Demandé à nouveau\s*Avez-vous un berceau/)
  assert.match(plan.text, /Banque du Large 10-2030-40/)
  const renewed = await early.browser.submit(plan, plan.path)
  assert.ok(renewed.path.endsWith('/home'), renewed.path)
  assert.match(renewed.html, /Banque du Large 10-2030-40/)
  assert.match(renewed.html, new RegExp(fact))
})

test('the owner moves what was begun before, with the plan shown', async () => {
  const browser = await owner()
  const plan = await browser.get(`${list}/versions/${version}/drafts`)
  assert.match(plan.text, /Demandé à nouveau.*Avez-vous un berceau/)
  const moved = await browser.submit(plan, `${list}/versions/${version}/drafts`)
  assert.match(moved.text, /1 demande déplacée/)
  assert.match((await late.browser.get(`${late.path}/home`)).html, new RegExp(fact))
})

test('exported files put into a copy of the pack pass its check and say the same service', async () => {
  const browser = await owner()
  files = JSON.parse((await browser.get(`${list}/versions/${version}/files.json`)).html) as Record<string, string>
  const copy = mkdtempSync(join(tmpdir(), 'maru-studio-'))
  try {
    cpSync('packs/farland', copy, { recursive: true })
    for (const [path, text] of Object.entries(files)) writeFileSync(join(copy, path), text)
    assert.deepEqual(checkPack(copy), [])
    const { services, lifeEvents, facts, purposes } = loadPack(copy)
    assert.deepEqual({ services, lifeEvents, facts, purposes }, { services: house.pack.services, lifeEvents: house.pack.lifeEvents, facts: house.pack.facts, purposes: house.pack.purposes })
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
})

test('another process, and the next start, run on what was published', async () => {
  const other = await openEditions(house.rooms.database, loadPack('packs/farland'), pino({ level: 'silent' }))
  other.close()
  assert.equal(other.current, 1)
  assert.ok(other.pack.facts.some((one) => one.fact === fact))
  assert.equal(other.pack.services.find(({ id }) => id === 'nursery-discount')!.processing.days, 20)
})

test('a form is withdrawn: whoever filled it in is told why, loses nothing, and goes on; what was sent is decided as it was', async () => {
  const colleague = await reviewer()
  const path = `${list}/versions/${version}`
  const silent = await colleague.submit(await colleague.get(path), `${path}/acts`, { act: 'withdraw' })
  assert.match(silent.html, /href="#words-withdraw"/)
  await colleague.submit(await colleague.get(path), `${path}/acts`, { 'act': 'withdraw', 'words-withdraw': why })
  const gone = await early.browser.get(`${early.path}/home`)
  assert.match(gone.text, /La question était de trop/)
  assert.match(gone.text, /rien de ce que vous avez écrit n’est perdu/)
  assert.match(gone.text, /Banque du Large 10-2030-40/)
  const on = await early.browser.submit(gone, `${early.path}/newer-form`)
  assert.ok(on.path.endsWith('/consent'), `${on.path} ${on.text}`)
  assert.equal(house.pack.facts.some((one) => one.fact === fact), false)
  const [sent] = await until(() => house.rooms.ask<{ id: string }>(`select part.id from cases.part join cases.application a on a.id = application_id where pack_edition = 1 and agency = 'town-hall' and part.status <> 'arriving'`), (rows) => rows.length === 1)
  const office = await as(signInOfficial, 'demo-town-hall-caseworker')
  const part = `/console/parts/${sent!.id}`
  const desk = await office.get(part)
  assert.match(desk.text, /Avez-vous un berceau/)
  const { lines } = JSON.parse((await office.get(`/api/parts/${sent!.id}`)).html) as { lines: { line: string; service: string }[] }
  const { line } = lines.find(({ service }) => service === 'nursery-discount')!
  await office.submit(desk, `${part}/decisions`, { [`outcome-${line}`]: 'refuse', [`reason-${line}`]: 'Le berceau est loué.' })
  const toSign = await colleague.get(part)
  await colleague.submit(toSign, `${part}/signatures`, { [`act-${/name="act-([0-9a-f-]{36})"/.exec(toSign.html)![1]!}`]: 'sign' })
  const own = await (await as(signIn, 'FA-DEMO-000003')).get(`/my/applications/${receipt}`)
  assert.match(own.text, /Refusé le .+ : Le berceau est loué\.\s*Recours jusqu’au/, 'the letter of the edition that it began with')
  const letter = /\/my\/applications\/[^/"]+\/letters\/[0-9a-f-]{36}/.exec(own.html)![0]
  const resident = await as(signIn, 'FA-DEMO-000003')
  const read = await resident.get(letter)
  assert.match(read.text, /Refusé le[^]*Pourquoi\s*Le berceau est loué\.[^]*Loi fictive sur les crèches[^]*Si vous n’êtes pas d’accord[^]*jusqu’au 24 décembre 2026[^]*Code des démarches, §12[^]*tribunal du bout du monde/)
  const paper = await resident.get(`${letter}.pdf`)
  assert.match(paper.html, /^%PDF-1\.7/)
  assert.equal((await (await as(signIn, 'FA-DEMO-000001')).get(letter)).status, 404, 'nobody reads another’s letter')
  const asSent = await office.get(`${part}/letters/${line}`)
  assert.match(asSent.text, /Refusé le .+ : Le berceau est loué/)
  const preview = await colleague.get(`${path}/letters/preview`)
  assert.match(preview.text, new RegExp(`${receipt}[^]*Refusé le .+ : Le berceau est loué`))
  assert.match(preview.html, /lang="ar" dir="rtl">[^]*?<p>رُفض/)
  const byOwner = await (await owner()).get(`${path}/letters/preview`)
  assert.match(byOwner.text, /Refusé le .+ : \(le motif de l’agent\)/, 'why it was refused is for those who decide')
})
