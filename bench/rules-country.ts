/**
 * A whole country: the Korea pack for a month, a synthetic catalogue of pre-selection rules, and a slider, each measured on an eighth, a
 * quarter, a half and all of the people, and on as much of the rules. `--people 52000000 --data <folder>` is the full run: people and what
 * was measured stay in the folder, and a run that was stopped goes on. `--draw` writes the picture. The peer evaluates a sample of the same
 * rules for a sample of the same people one by one, and must say the same.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadPack } from '../packages/pack-kit/load-pack.ts'
import { loadStore, openStore, type ColumnStore } from '../src/modules/rules/columns/store.ts'
import { writeColumn } from '../src/modules/rules/columns/write-column.ts'
import { openLaw } from '../src/modules/rules/evaluate/open-law.ts'
import { irOfPack } from '../src/modules/rules/ir/ir-of-pack.ts'
import { drawPeople } from '../src/modules/rules/people/draw-people.ts'
import { marginsOf } from '../src/modules/rules/people/margins.ts'
import { createCrew } from '../src/modules/rules/population/crew.ts'
import { factsOf, prepare } from '../src/modules/rules/population/prepare.ts'
import { resultsOf } from '../src/modules/rules/population/results-of.ts'
import { runPopulation } from '../src/modules/rules/population/run-population.ts'
import { askJsonLogic } from './support/ask-json-logic.ts'
import { drawScaling } from './support/draw-scaling.ts'
import { keepParts } from './support/keep-parts.ts'
import { exponentOf, measureScaling, type Scaling, type Took } from './support/measure-scaling.ts'
import { drawFlags, pageOfFlags, preselectionFacts } from './rules/preselection.ts'
import { round, tell } from './support/figures.ts'

const { values: { people: wanted, rules, seed, data, draw } } = parseArgs({
  options: {
    people: { type: 'string', default: '5000000' }, rules: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' }, data: { type: 'string' }, draw: { type: 'boolean', default: false },
  },
})
const people = Number(wanted)
const country = 52_000_000
const on = '2026-06-01'
const day = { on, knownAt: on }
const parts = keepParts<Took>(data === undefined ? null : join(data, 'measured.json'))

await using crew = createCrew()
const pack = await measurePack()
tell(JSON.stringify(pack.figures))
const catalogue = await measureCatalogue()
tell(JSON.stringify(catalogue.figures))
const measured = [...pack.scaling.byPeople, ...catalogue.scaling.byPeople]
if (draw) {
  drawScaling('docs/reference', [
    { title: `Korea pack, ${pack.figures.services} services`, colour: '#1d4ed8', scaling: pack.scaling },
    { title: `${Number(rules).toLocaleString('en')} synthetic pre-selection rules`, colour: '#b45309', scaling: catalogue.scaling },
  ], `${people.toLocaleString('en')} synthetic people on two cores, columns resident, compiled and warm; highest memory ${Math.max(...measured.map(({ peakMb }) => peakMb)).toLocaleString('en')} MB.`)
}
console.log(JSON.stringify({
  bench: 'rules-country', people, rules: Number(rules), figures: { ...pack.figures, ...catalogue.figures, peakMb: Math.max(...measured.map(({ peakMb }) => peakMb)) }, peer: catalogue.peer,
  ratio: round(catalogue.peer.nanosecondsARuleAndPerson / catalogue.figures.nanosecondsARuleAndPerson),
}))

/** Every service of the Korea pack in one month: who is granted it, and what it pays. */
async function measurePack() {
  const kr = loadPack('packs/kr')
  const { ir, results } = resultsOf(irOfPack(kr))
  const law = openLaw(ir, kr.holidays)
  const services = ir.rules.map(({ service }) => service)
  const asked = results.filter(({ kind }) => kind === 'granted' || kind === 'paid').map((result) => ({ ...result, tally: true }))
  const store = once(() => peopleOf('korea', { facts: kr.facts, margins: marginsOf(kr) }, factsOf(ir, asked.map(({ node }) => node))))
  const scaling = await measureScaling({
    name: `Korea pack ${ir.edition.slice(0, 12)}`, law, rules: services.length, people, store,
    ask: (part, count) => prepare(law, kr.holidays, part.columns, { wanted: asked.filter(({ of }) => services.indexOf(of) < count), day, given: new Map() }),
  }, crew, parts)
  const slider = (await parts.measure(`slider ${ir.edition.slice(0, 12)} ${people}`, async () => {
    const seconds = await moveSlider(await store())
    return { people, rules: 1, seconds, cpuSeconds: seconds, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }
  })).seconds
  return { scaling, figures: { services: services.length, ...figuresOf('pack', scaling), sliderSeconds: round(slider, 3), slider52MSeconds: round((slider * country) / people) } }
}

/** One benefit whose amount is changed, the columns resident: compiling the new law is in it. */
async function moveSlider(store: ColumnStore): Promise<number> {
  const kr = loadPack('packs/kr')
  const times: number[] = []
  for (const amount of ['110,000', '120,000', '130,000']) {
    const began = performance.now()
    const reform = { path: 'slider.md', text: `\`\`\`maru\nlaw en "Slider" as of 2026-11-01\nparameter child_allowance: money from 2018-09-01: ${amount}\n\`\`\`\n` }
    const { ir, results } = resultsOf(irOfPack(kr, { reform }))
    const law = openLaw(ir, kr.holidays)
    const asked = results.filter(({ of, kind }) => of === 'child-allowance' && kind === 'paid').map((result) => ({ ...result, tally: true }))
    const { tallies } = await runPopulation(prepare(law, kr.holidays, store.columns, { wanted: asked, day, given: new Map() }), law, store, crew)
    assert.ok([...tallies.values()].some(({ sum }) => sum > 0n), 'the slider moves a benefit that is paid')
    times.push((performance.now() - began) / 1_000)
    tell(`Slider at ${amount}: ${round(times.at(-1)!, 3)} s`)
  }
  return Math.min(...times)
}

async function measureCatalogue() {
  const flags = drawFlags(Number(rules), Number(seed))
  const began = performance.now()
  const { ir, results } = resultsOf(irOfPack({ rules: [{ path: 'preselection.md', text: pageOfFlags(flags) }], facts: preselectionFacts }))
  const granted = results.filter(({ kind }) => kind === 'granted').map(({ of, node }) => ({ name: of, node, tally: true }))
  const law = openLaw(ir, [])
  tell(`${flags.length} rules read in ${round((performance.now() - began) / 1_000)} s`)
  const store = once(() => peopleOf('catalogue', { facts: preselectionFacts, margins: [] }, null))
  const years = { name: 'person.years', node: ir.variables[0]!.node }
  const ask = (part: ColumnStore, count: number) => prepare(law, [], part.columns, { wanted: [years, ...granted.slice(0, count)], day, given: new Map() })
  const scaling = await measureScaling({ name: `catalogue ${ir.edition.slice(0, 12)}`, law, rules: flags.length, people, store, ask }, crew, parts)
  const peer = await askJsonLogic(flags, await store(), law, (part) => ask(part, flags.length))
  return { scaling, peer, figures: { ...figuresOf('catalogue', scaling), nanosecondsARuleAndPerson: round((scaling.byPeople.at(-1)!.cpuSeconds * 1e9) / flags.length / people, 3) } }
}

function once<T>(make: () => T): () => Promise<T> {
  let made: { value: T } | undefined
  return () => { made ??= { value: make() }; return Promise.resolve(made.value) }
}

/** Drawn once; with a folder they are read from it the next time. */
function peopleOf(name: string, { facts, margins }: Pick<Parameters<typeof drawPeople>[0], 'facts' | 'margins'>, only: ReadonlySet<string> | null): ColumnStore {
  const folder = data === undefined ? null : join(data, `${name}-${people}-${seed}`)
  const began = performance.now()
  if (folder !== null && existsSync(join(folder, 'whole'))) return loadStore(folder)
  tell(`Drawing ${people.toLocaleString('en')} people for the ${name} …`)
  const read = facts.filter(({ fact, list }) => !only || only.has(fact) || (list && [...only].some((one) => one.startsWith(fact.slice(0, fact.indexOf('.') + 1)))))
  const { columns } = drawPeople({ facts: read, margins, people, seed: Number(seed), on, told: (fact) => tell(`  ${fact} at ${round((performance.now() - began) / 1_000)} s`) }).store
  if (folder !== null) {
    for (const { header: { entity, name: own, type, codes }, values } of columns.values()) writeColumn(folder, { entity, name: own, type, ...(codes ? { codes } : {}) }, values)
    writeColumn(join(folder, 'whole'), { entity: 'household', name: 'whole', type: 'bool' }, Uint8Array.of(1))
  }
  return openStore([...columns.values()])
}

/** What was measured, and what a country takes: by CPU time, since who else uses the machine does not bend the line. */
function figuresOf(name: string, { byPeople, byRules }: Scaling) {
  const last = byPeople.at(-1)!
  return {
    [`${name}Seconds`]: round(last.seconds), [`${name}CpuSeconds`]: round(last.cpuSeconds), [`${name}52MSeconds`]: round((last.seconds * country) / people), [`${name}52MCpuSeconds`]: round((last.cpuSeconds * country) / people),
    [`${name}PeopleExponent`]: exponentOf(byPeople, 'people'), [`${name}RulesExponent`]: exponentOf(byRules, 'rules'),
  }
}
