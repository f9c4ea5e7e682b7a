/** Analysts try a reform; programs do the same through the API. */
import Type from 'typebox'
import { Fault } from '../../../kernel/faults/faults.ts'
import { File } from '../../../kernel/http/answers.ts'
import { limitRate } from '../../../kernel/http/limit-rate.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { dayOf } from '../language/day-of.ts'
import { marginsOf } from '../people/margins.ts'
import type { RulesRoutes } from '../routes-contract.ts'
import { rulesFaults } from '../rules-faults.ts'
import type { Study } from '../simulate/simulate.ts'
import { SimulateBody, SimulateReply } from './lab-contract.ts'
import { csvOf } from './lab-csv.ts'
import { type Asked, choices, labPage, labPath } from './lab-page.tsx'
import { figuresOfLaw, setFigure } from './figures-of-law.ts'
import { createSimulateElsewhere } from './simulate-elsewhere.ts'

const body = strict({
  figure: Type.String({ maxLength: 100 }), value: Type.String({ maxLength: 40 }), reform: Type.String({ maxLength: 60_000 }), people: Type.String({ maxLength: 10 }), on: Type.String({ maxLength: 40 }),
  knownAt: Type.Optional(Type.String({ maxLength: 40 })), against: Type.Optional(Type.String({ maxLength: 40 })),
  act: Type.Optional(Type.Literal('csv')),
})
const path = 'reform.md'
/** Anyone may ask, for it reads nobody's data (docs/decisions/0016); each study takes a core for seconds. */
const studiesAMinute = { anyone: 12, signedIn: 30 }
/** One seed for all: two reforms are compared on the same people. */
const seed = 1

export function labRoutes(http: Http<View>, { clock }: RulesRoutes) {
  const simulate = createSimulateElsewhere()
  const limit = limitRate(studiesAMinute)
  const today = () => clock.today().toString()
  const studyOf = ({ pack }: View, study: Pick<Study, 'people' | 'seed' | 'on' | 'knownAt' | 'reform' | 'against'>): Study =>
    ({ pack: { rules: pack.rules, facts: pack.facts, holidays: pack.holidays, services: pack.services }, margins: marginsOf(pack), ...study })

  http.page(labPath, { who: 'official', query: strict({ reform: Type.Optional(Type.String({ maxLength: 100 })) }) }, ({ query, view }) => {
    const ready = view.pack.reforms.find(({ id }) => id === query.reform)
    const on = ready?.on ?? today()
    const asked: Asked = { figure: '', value: '', reform: ready?.page.text ?? '', people: choices[ready ? 2 : 1], on, knownAt: ready?.knownAt ?? '', against: ready?.against ?? '' }
    return labPage(view, asked, figuresOfLaw(view.pack, on), null)
  })
  http.form(labPath, { who: 'official', body }, async ({ body: { act, ...sent }, view }) => {
    const day = (said = '') => (dayOf(said.trim()) === null ? undefined : said.trim())
    const on = day(sent.on) ?? today()
    const [knownAt, against] = [day(sent.knownAt), day(sent.against)]
    const people = choices.find((choice) => choice === sent.people) ?? choices[1]
    const asked: Asked = { ...sent, on, knownAt: knownAt ?? '', against: against ?? '', people, reform: sent.reform.replaceAll('\r\n', '\n') }
    const figures = figuresOfLaw(view.pack, on)
    const reform = reformOf(asked, figures)
    const answered = await simulate(studyOf(view, { people: Number(people), seed, on, knownAt: knownAt ?? on, ...(reform === null ? {} : { reform: { path, text: reform }, ...(against === undefined ? {} : { against }) }) }), 'office')
    if (act === 'csv' && 'simulation' in answered) return new File(csvOf(answered.simulation), 'text/csv; charset=utf-8', { name: `policy-lab-${on}.csv` })
    return labPage(view, asked, figures, answered)
  })

  http.api('POST', '/api/rules/v1/simulate', {
    who: 'anyone', body: SimulateBody, summary: 'What the law, or a reform of it, does to a synthetic population. Open to anyone: it reads no personal data; 12 studies a minute of one address, 30 of one session', tag: 'rules', reply: { 200: SimulateReply },
  }, async ({ body: { people, seed: drawn, on, knownAt, reform, against }, principal, request, view }) => {
    const day = on ?? today()
    for (const [pointer, asked] of [['/on', day], ['/knownAt', knownAt ?? day], ['/against', against ?? day]] as const) if (dayOf(asked) === null) throw new Fault(rulesFaults.noSuchDay, { pointer, values: { wanted: '1600–2399' } })
    await limit(request, principal)
    const answered = await simulate(studyOf(view, { people, seed: drawn ?? seed, on: day, knownAt: knownAt ?? day, ...(reform === undefined ? {} : { reform: { path, text: reform } }), ...(typeof against === 'string' ? { against } : {}) }), principal.kind === 'official' ? 'office' : 'public')
    if ('mistake' in answered) throw new Fault(rulesFaults.reformMistaken, { pointer: '/reform', values: { mistake: answered.mistake } })
    return answered.simulation
  })
}

/** The text of a reform counts before a figure. */
function reformOf({ figure, value, reform }: Asked, figures: ReturnType<typeof figuresOfLaw>): string | null {
  if (reform.trim() !== '') return reform
  const chosen = figures.find(({ name }) => name === figure)
  return chosen && value.trim() !== '' ? setFigure(chosen, value.trim()) : null
}
