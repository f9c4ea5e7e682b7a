/** A service's letter names what a case does not hold: whoever decides reads which value is missing, whoever runs the house is told once, and the person reads a whole letter all the same. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, csrfOf, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-letter-gap-'))
const logged: Record<string, unknown>[] = []
const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) })
const missing = 'the case lacks values of its letter'
let house: TestHouse
before(async () => {
  cpSync('packs/farland', folder, { recursive: true })
  const file = join(folder, 'services/welcome-grant.json')
  const service = JSON.parse(readFileSync(file, 'utf8')) as { letters: { approved: Record<string, string> } }
  // A grant that is paid once begins on no day.
  service.letters.approved['fr'] = 'Pour {newborn_name}, dès le {begins}.'
  writeFileSync(file, JSON.stringify(service))
  house = await openHouse({ pack: folder, log, clock: fixedClock('2026-11-24T10:00:00+01:00', 'Africa/Tunis') })
})
after(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

const browserIn = () => Object.assign(new TextBrowser(house.origin), { language: 'fr' })

test('the official reads what is missing before they decide, the operator is told once which letter, and nobody is sent a hole', async () => {
  const resident = browserIn()
  await signIn(resident, 'FA-DEMO-000001')
  const known = await resident.submit(await resident.get('/life-events/birth'), '/apply')
  const child = await resident.submit(known, known.path)
  const home = await resident.submit(child, child.path, { 'newborn.1.name': 'Perlenuit Brumelac', 'newborn.1.birth_date': '2026-11-20', 'newborn.1.sex': 'F' })
  const consent = await resident.submit(home, home.path, { 'household.nursery': 'yes', 'household.account': 'Banque du Large 10-2030-41' })
  const owed = await consentAll(resident, consent)
  const check = await resident.submit(owed, owed.path)
  const receipt = (await resident.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!

  const official = browserIn()
  await signInOfficial(official, 'demo-family-fund-caseworker')
  const inbox = await until(() => official.get('/console'), ({ html }) => html.includes(receipt))
  const path = /href="(\/console\/parts\/[^"]+)"/.exec(inbox.html.split('<tr>').find((row) => row.includes(receipt))!)![1]!
  const part = await official.get(path)
  const said = 'La lettre du service est inutilisable, le texte général y figure'
  assert.ok(part.text.includes(said), part.text)
  assert.match(part.html, /\{begins\}/)
  assert.equal(part.text.split(said).length, 2, 'only the letter that lacks something')
  const line = /outcome-([0-9a-f-]{36})/.exec(part.html.split('Prime de bienvenue').slice(1).join(''))![1]!
  assert.ok((await official.get(`${path}/letters/${line}`)).text.includes(said))
  const outcomes = [...new Set(part.html.match(/outcome-[0-9a-f-]{36}/g))]
  await official.post(`${path}/decisions`, { _csrf: csrfOf(part), ...Object.fromEntries(outcomes.map((name) => [name, 'approve'])) })

  const told = await until(async () => logged.filter(({ msg }) => String(msg).includes(missing)), (lines) => lines.length > 0)
  assert.deepEqual(told.map(({ service, outcome, values, language, receipt: of }) => ({ service, outcome, values, language, of })), [{ service: 'welcome-grant', outcome: 'approved', values: ['begins'], language: 'fr', of: receipt }])
  assert.doesNotMatch(JSON.stringify(told), /FA-DEMO|Perlenuit|Brumelac|10-2030/, 'the log names no person')
  const application = await until(() => resident.get(`/my/applications/${receipt}`), ({ html }) => /\/letters\/[0-9a-f-]{36}/.test(html))
  const own = await resident.get(`/my/applications/${receipt}/letters/${line}`)
  assert.equal(own.status, 200)
  for (const { html } of [application, own]) assert.doesNotMatch(html, /\{begins\}|dès le \./)
  assert.match(own.text, /Prime de bienvenue/)
  assert.match(own.text.replaceAll(/[\u202f\u00a0]/g, ' '), /300,25 FLR/, 'the general text says what is paid')
})
