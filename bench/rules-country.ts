/**
 * A whole country: the Korea pack for a month, a synthetic catalogue of pre-selection rules, and a slider. Measured on some people; the
 * line through a quarter, a half and all of them says what 52 million take. `--people 52000000` is the full run. The peer evaluates a
 * sample of the same rules for a sample of the same people one by one, and must say the same.
 */
import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { loadPack } from '../packages/pack-kit/load-pack.ts'
import { openStore, type ColumnStore } from '../src/modules/rules/columns/store.ts'
import { openLaw, type OpenLaw } from '../src/modules/rules/evaluate/open-law.ts'
import { irOfPack } from '../src/modules/rules/ir/ir-of-pack.ts'
import { drawPeople } from '../src/modules/rules/people/draw-people.ts'
import { marginsOf } from '../src/modules/rules/people/margins.ts'
import { createCrew } from '../src/modules/rules/population/crew.ts'
import { factsOf, prepare, type Prepared } from '../src/modules/rules/population/prepare.ts'
import { resultsOf } from '../src/modules/rules/population/results-of.ts'
import { runPopulation } from '../src/modules/rules/population/run-population.ts'
import { askJsonLogic } from './support/ask-json-logic.ts'
import { firstHouseholds } from './support/first-households.ts'
import { drawFlags, pageOfFlags, preselectionFacts } from './rules/preselection.ts'
import { round, tell } from './support/figures.ts'

const { values: { people: wanted, rules, seed } } = parseArgs({
  options: { people: { type: 'string', default: '5000000' }, rules: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})
const people = Number(wanted)
const country = 52_000_000
const on = '2026-06-01'
const day = { on, knownAt: on }
interface Took { people: number; seconds: number; cpuSeconds: number }

await using crew = createCrew()
const pack = await measurePack()
tell(JSON.stringify(pack))
const catalogue = await measureCatalogue()
tell(JSON.stringify(catalogue))
const { peer, ...figures } = catalogue
console.log(JSON.stringify({
  bench: 'rules-country', people, rules: Number(rules), figures: { ...pack, ...figures, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }, peer,
  ratio: round(peer.nanosecondsARuleAndPerson / figures.nanosecondsARuleAndPerson),
}))

/** Every service of the Korea pack in one month: who is granted it, and what it pays. */
async function measurePack() {
  const kr = loadPack('packs/kr')
  const { ir, results } = resultsOf(irOfPack(kr))
  const law = openLaw(ir, kr.holidays)
  const asked = results.filter(({ kind }) => kind === 'granted' || kind === 'paid').map((result) => ({ ...result, tally: true }))
  tell(`Drawing ${people} people of the Korea pack …`)
  const store = draw(kr.facts, factsOf(ir, asked.map(({ node }) => node)), marginsOf(kr))
  const lines = await drawLine(store, law, (part) => prepare(law, kr.holidays, part.columns, { wanted: asked, day, given: new Map() }))
  const slider = await moveSlider(store)
  return { services: ir.rules.length, ...extrapolate('pack', lines), sliderSeconds: round(slider, 3), slider52MSeconds: round((slider * country) / people) }
}

/** One benefit whose amount is changed, the columns resident: compiling the new law is in it. */
async function moveSlider(store: ColumnStore): Promise<number> {
  const kr = loadPack('packs/kr')
  const times: number[] = []
  for (const amount of ['110,000', '120,000', '130,000']) {
    const began = performance.now()
    const reform = { path: 'slider.md', text: `\`\`\`maru\nlaw en "Slider" as of 2026-11-01\nparameter child_allowance: money from 2018-09-01: ${amount}\n\`\`\`\n` }
    const { ir, results } = resultsOf(irOfPack(kr, reform))
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
  tell(`${flags.length} rules read in ${round((performance.now() - began) / 1_000)} s; drawing their people …`)
  const store = draw(preselectionFacts, null, [])
  const years = { name: 'person.years', node: ir.variables[0]!.node }
  const ask = (count: number) => (part: ColumnStore) => prepare(law, [], part.columns, {
    wanted: [years, ...granted.slice(0, count)], day, given: new Map(),
  })
  const lines = await drawLine(store, law, ask(flags.length))
  const half = await time(store, law, ask(Math.ceil(flags.length / 2)))
  tell(`Half of the rules: ${round(half.cpuSeconds)} CPU-s`)
  const peer = await askJsonLogic(flags, store, law, ask(flags.length))
  return {
    ...extrapolate('catalogue', lines), catalogueHalfOfRulesCpuSeconds: round(half.cpuSeconds),
    nanosecondsARuleAndPerson: round((lines.at(-1)!.cpuSeconds * 1e9) / flags.length / people, 3), peer,
  }
}

function draw(facts: Parameters<typeof drawPeople>[0]['facts'], only: ReadonlySet<string> | null, margins: Parameters<typeof drawPeople>[0]['margins']): ColumnStore {
  const read = facts.filter(({ fact, list }) => !only || only.has(fact) || (list && [...only].some((name) => name.startsWith(fact.slice(0, fact.indexOf('.') + 1)))))
  return openStore([...drawPeople({ facts: read, margins, people, seed: Number(seed), on }).store.columns.values()])
}

async function drawLine(store: ColumnStore, law: OpenLaw, ask: (part: ColumnStore) => Prepared): Promise<Took[]> {
  const lines: Took[] = []
  for (const share of [0.25, 0.5, 1]) {
    const households = Math.round(store.households * share)
    lines.push({ people: Math.round((people * households) / store.households), ...await time(firstHouseholds(store, households), law, ask) })
    tell(JSON.stringify(lines.at(-1)))
  }
  return lines
}

async function time(store: ColumnStore, law: OpenLaw, ask: (part: ColumnStore) => Prepared): Promise<Omit<Took, 'people'>> {
  const prepared = ask(store)
  // Warm: V8 makes fast code of a function after some calls.
  for (let round = 0; round < 3; round += 1) await runPopulation(prepared, law, firstHouseholds(store, Math.min(store.households, 60_000)), crew)
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  const { aside } = await runPopulation(prepared, law, store, crew)
  const { user, system } = process.cpuUsage(cpu)
  if (aside > 0) tell(`${aside} households answered one by one`)
  return { seconds: (performance.now() - began) / 1_000, cpuSeconds: (user + system) / 1e6 }
}

/** What a country takes, and how far the middle of three runs lies beside the line through the others. */
function extrapolate(name: string, lines: readonly Took[]) {
  const last = lines.at(-1)!
  // CPU time: who else uses the machine does not bend the line.
  const slope = (last.cpuSeconds - lines[0]!.cpuSeconds) / (last.people - lines[0]!.people)
  const expected = lines[0]!.cpuSeconds + slope * (lines[1]!.people - lines[0]!.people)
  return {
    [`${name}Seconds`]: round(last.seconds), [`${name}CpuSeconds`]: round(last.cpuSeconds), [`${name}52MSeconds`]: round((last.seconds * country) / people), [`${name}52MCpuSeconds`]: round((last.cpuSeconds * country) / people),
    [`${name}OffTheLine`]: round(Math.abs(lines[1]!.cpuSeconds - expected) / expected),
  }
}
