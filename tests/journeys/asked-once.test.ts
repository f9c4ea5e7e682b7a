/**
 * A bundle asks for no document that a register holds, for nothing that a register holds of this person, and nothing twice. Counted over
 * every life event of the packs, with the registers' own answers: residents of every kind walk through the form as far as agreeing.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import type { LifeEvent, Question } from '../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import type { Draft } from '../../src/modules/cases/apply/draft.ts'
import { readAnswers } from '../../src/modules/cases/apply/read-answers.ts'
import { factOfRegisters } from '../../src/modules/exchange/index.ts'
import { signIn } from '../support/birth-journey.ts'
import { formsOf, TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

const today = '2026-11-24'
/** Residents who walk through each event: the first of the stories, and every so many of the others. */
const walkers = 12

/** What reads like something that a register holds, and is not. */
const another: Record<string, string> = {
  'packs/kr move.address': 'the new address: the register holds the old one until the move is reported',
}

const fits = ['yes', '2026-11-20', '2026-12-15', '달새봄', 'Aube', 'Maru Bank 110-123-456789', 'Banque du Large 10-2030-40', '서울특별시 마루구 가람로 7', '110-123-456789']
const answerTo = (question: Question) => [...(question.choices ?? []).map(({ value }) => value), ...fits].find((text) => readAnswers({ id: 'one', title: {}, questions: [question] }, { [question.fact]: text }, 1, today).mistakes.length === 0) ?? assert.fail(`nothing fits ${question.fact}`)

interface Walk { person: string; event: string; asked: string[]; uploads: number; draft: Draft | undefined; end: string }

/** From Start to the page on which one agrees to what agencies see; or to where the law or the registers end it. */
async function walk(house: TestHouse, browser: TextBrowser, person: string, event: LifeEvent): Promise<Walk> {
  const questions = event.steps.flatMap((step) => step.questions)
  const asked: string[] = []
  let uploads = 0
  let visit = await browser.submit(await browser.get(`/life-events/${event.id}`), '/apply', { event: event.id })
  for (let turns = 0; turns < 12; turns += 1) {
    if (visit.status >= 400 || !visit.path.startsWith('/apply/') || visit.path.endsWith('/consent')) break
    uploads += (visit.html.match(/type="file"/g) ?? []).length
    const fields = fieldsOf(visit)
    const named = fields.map((name) => name.replace(/^newborn\.\d+\./, 'newborn.'))
    asked.push(...named.filter((name) => questions.some(({ fact }) => fact === name)))
    const answers = fields.flatMap((field, at) => {
      const question = questions.find(({ fact }) => fact === named[at])
      return question ? [[field, answerTo(question)]] : []
    })
    if (!formsOf(visit.html).some(({ action }) => action === visit.path)) break
    const someone = /name="subject"[^>]*value="([^"]+)"/.exec(visit.html)?.[1]
    const next = await browser.submit(visit, visit.path, { ...Object.fromEntries(answers) as Record<string, string>, ...(someone === undefined ? {} : { subject: someone }) })
    if (next.path === visit.path) break
    visit = next
  }
  const [row] = await house.rooms.ask<{ draft: Draft }>(`select draft from cases.application where person = $1 and event = $2 and status = 'draft'`, [person, event.id])
  return { person, event: event.id, asked, uploads, draft: row?.draft, end: `${visit.status} ${visit.path}` }
}

const fieldsOf = (visit: Visit) => (visit.path.endsWith('/known') ? [] : Object.keys(formsOf(visit.html).find(({ action }) => action === visit.path)?.fields ?? {})).filter((name) => !name.startsWith('_') && name !== 'count')

/** Names under which registers hold something on people: their fields, and services that one of them knows the person to receive. */
function heldNames(pack: Pack): Set<string> {
  const { tag } = pack.languages[0]!
  const fields = pack.registers.flatMap((register) => Object.values(register.fields))
  const received = fields.some((field) => field.received) ? pack.services.map(({ name }) => name[tag]!.replace(/\s*\(.*/, '')) : []
  return new Set([...fields.map(({ label }) => label[tag]!), ...received].filter((name) => name.length > 1))
}

/** Whatever a question's words name of that. What repeats is about somebody whom no register knows yet. */
function namedByRegisters(pack: Pack, question: Question): string[] {
  const said = question.label[pack.languages[0]!.tag]!
  return [...heldNames(pack)].filter((name) => said.includes(name))
}

for (const [folder, zone, events] of [['packs/kr', 'Asia/Seoul', 6], ['packs/farland', 'Africa/Tunis', 1], ['packs/template', 'Etc/UTC', 1]] as const) {
  test(`${folder}: every life event, walked through by residents of every kind`, async () => {
    const house = await openHouse({ pack: folder, clock: fixedClock(`${today}T01:00:00Z`, zone) })
    try {
      const open = house.pack.lifeEvents.filter((event) => event.open)
      assert.ok(open.length >= events, String(open.length))
      const people = house.identity.demonstration!.people
      const chosen = people.filter((_one, at) => at % Math.ceil(people.length / walkers) === 0)
      const walks: Walk[] = []
      for (const { id } of chosen) {
        const browser = new TextBrowser(house.origin)
        await signIn(browser, id)
        for (const event of open) walks.push(await walk(house, browser, id, event))
      }
      const held = ({ asked, draft }: Walk) => asked.filter((name) => {
        const fact = house.pack.facts.find((one) => one.fact === name)
        return fact?.from !== undefined && factOfRegisters(fact, draft?.known ?? []) !== null
      })
      const counts = {
        documents: walks.reduce((sum, { uploads }) => sum + uploads, 0),
        twice: walks.filter(({ asked }) => new Set(asked).size < asked.length),
        held: walks.flatMap((one) => held(one).map((name) => `${one.event} ${one.person} ${name}`)),
      }
      assert.deepEqual(counts, { documents: 0, twice: [], held: [] })
      for (const { id } of open) assert.ok(walks.some(({ event, end }) => event === id && /^200 .*\/consent$/.test(end)), `${id}: ${walks.filter(({ event }) => event === id).map(({ end }) => end).join(' ')}`)
    } finally {
      await house.close()
    }
  })

  test(`${folder}: no question names what a register holds, and no text sends anybody for a paper that a register gives`, () => {
    const pack = loadPack(folder)
    const open = pack.lifeEvents.filter((event) => event.open)
    const named = open.flatMap(({ id, steps }) => steps.filter(({ repeat }) => !repeat).flatMap(({ questions }) => questions)
      .filter((question) => another[`${folder} ${question.fact}`] === undefined && !mayHoldNothing(pack, question))
      .flatMap((question) => namedByRegisters(pack, question).map((name) => `${id} ${question.fact}: ${name}`)))
    assert.deepEqual(named, [])
    const papers = pack.registers.flatMap(({ evidence }) => evidence.flatMap(({ name }) => Object.entries(name)))
    const services = new Set(open.flatMap((event) => event.services))
    const texts = JSON.stringify([open.map(({ steps, summary }) => [steps, summary]), pack.services.filter(({ id }) => services.has(id)).map(({ summary, audience, howToApply, letters }) => [summary, audience, howToApply, letters])])
    assert.deepEqual(papers.filter(([, paper]) => texts.includes(paper)), [])
  })
}

/** Asked only of whom the register holds nothing: the walk counts it. */
const mayHoldNothing = (pack: Pack, question: Question) => pack.facts.some(({ fact, from }) => fact === question.fact && from !== undefined)

test('the words of a question give away what a register holds', () => {
  const pack = loadPack('packs/kr')
  const asks = (ko: string): Question => ({ fact: 'household.benefit', type: 'yes-no', label: { ko } })
  assert.deepEqual(namedByRegisters(pack, asks('주거급여를 받고 있나요?')), ['주거급여'])
  assert.deepEqual(namedByRegisters(pack, asks('집에서 도시가스를 쓰나요?')), [])
})
