/**
 * `npm run bench -- rules-person`: everything one person is owed, with every sentence of the explanation, and worked examples a second.
 * The law of Korea gives the figures; a small law written twice is asked of us and of publicodes, household by household, in the same run,
 * and the amounts are compared.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { loadPack } from '../packages/pack-kit/load-pack.ts'
import { createRules, prepareExamples, type FactSet } from '../src/modules/rules/index.ts'
import { drawFacts } from '../src/modules/rules/test-families.ts'
import { familyLaw } from './support/family-law.ts'
import { percentile, round, tell } from './support/figures.ts'
import { installPublicodes } from './support/install-publicodes.ts'

const { values } = parseArgs({ options: { people: { type: 'string', default: '4000' }, examples: { type: 'string', default: '40000' }, rounds: { type: 'string', default: '5' } } })
const [people, examples, rounds] = [Number(values.people), Number(values.examples), Number(values.rounds)]
const seed = 20_261_126

const pack = loadPack('packs/kr')
const rules = createRules(pack)
const families = fc.sample(drawFacts(pack, 0.2), { numRuns: people, seed })
const dayOf = (facts: FactSet) => (facts['application'] as { date: string }).date

tell(`${people} families, everything the Korea pack decides (${rules.evaluate({ facts: families[0]!, on: dayOf(families[0]!) }).length} services), explained …`)
for (const facts of families) rules.evaluate({ facts, on: dayOf(facts) })
const [wall, turning] = [[] as number[], [] as number[]]
const used = process.threadCpuUsage()
for (const facts of families) wall.push(timed(() => rules.evaluate({ facts, on: dayOf(facts) })))
const cpu = process.threadCpuUsage(used)
const meanCpu = (cpu.user + cpu.system) / 1000 / families.length
tell(`p50 ${round(percentile(wall, 50))} ms, p99 ${round(percentile(wall, 99))} ms; wanted: 5 ms`)

for (const facts of families.slice(0, people / 10)) {
  const situation = { facts, on: dayOf(facts) }
  for (const { service, outcome } of rules.evaluate(situation)) if (outcome === 'not-owed') turning.push(timed(() => rules.turns(service, situation)))
}
tell(`what would turn each of ${turning.length} refusals: p99 ${round(percentile(turning, 99))} ms; wanted: 50 ms`)

const runAll = prepareExamples(pack)
runAll()
const [started, before] = [performance.now(), process.threadCpuUsage()]
let ran = 0
while (ran < examples) ran += runAll().length
const seconds = (performance.now() - started) / 1000
const spent = process.threadCpuUsage(before)
tell(`${Math.round(ran / seconds)} worked examples a second; wanted: 10,000`)

const Publicodes = await installPublicodes()
const ours = familyLaw(readFileSync('bench/peers/family.md', 'utf8'))
const theirs = new Publicodes(JSON.parse(readFileSync('bench/peers/family-publicodes.json', 'utf8')) as object)
const theirNames: Record<string, string> = { livelihood: 'livelihood', 'child-allowance': 'child allowance', rent: 'rent benefit', heating: 'heating', work: 'work' }
const homes = fc.sample(fc.record({
  size: fc.integer({ min: 1, max: 8 }), income: fc.integer({ min: 0, max: 6_000_000 }), children: fc.integer({ min: 0, max: 4 }), rent: fc.integer({ min: 0, max: 900_000 }), tenant: fc.boolean(),
}), { numRuns: 1000, seed })
const askOurs = (home: (typeof homes)[number]) => ours.evaluate({ facts: { household: home }, on: '2026-05-01' })
const askTheirs = (home: (typeof homes)[number]) => {
  theirs.setSituation({ ...home, tenant: home.tenant ? 'oui' : 'non' })
  return Object.keys(theirNames).map((service) => theirs.evaluate(theirNames[service]!))
}
tell('A small law, written twice: are the amounts equal?')
let unequal = 0
for (const home of homes) {
  const own = new Map(askOurs(home).map(({ service, amounts }) => [service, amounts[0]?.value ?? 0]))
  for (const [index, { nodeValue }] of askTheirs(home).entries()) {
    const service = Object.keys(theirNames)[index]!
    if (own.get(service) !== (typeof nodeValue === 'number' ? nodeValue : 0)) unequal += 1
  }
}
const rate = (ask: (home: (typeof homes)[number]) => unknown) => {
  const begun = process.threadCpuUsage()
  for (const home of homes) ask(home)
  const { user, system } = process.threadCpuUsage(begun)
  return (homes.length * 1e6) / (user + system)
}
const [own, peer]: [number[], number[]] = [[], []]
for (let number = 1; number <= rounds; number += 1) {
  own.push(rate(askOurs))
  peer.push(rate(askTheirs))
  tell(`round ${number} of ${rounds}: maru ${Math.round(own.at(-1)!)}, publicodes ${Math.round(peer.at(-1)!)} households per CPU-second`)
}
const [best, other] = [percentile(own, 50), percentile(peer, 50)]
process.stdout.write(`${JSON.stringify({
  bench: 'rules-person',
  figures: {
    p50Ms: round(percentile(wall, 50), 3), p99Ms: round(percentile(wall, 99), 3), meanCpuMs: round(meanCpu, 3), turnsP50Ms: round(percentile(turning, 50), 3), turnsP99Ms: round(percentile(turning, 99), 3),
    examplesPerSecond: Math.round(ran / seconds), examplesPerCpuSecond: Math.round((ran * 1e6) / (spent.user + spent.system)), householdsPerCpuSecond: Math.round(best), unequalAmounts: unequal,
  },
  peer: { name: 'publicodes 1.10.3, the same law', householdsPerCpuSecond: Math.round(other) }, ratio: round(best / other, 1),
})}\n`)

function timed(run: () => unknown): number {
  const begun = performance.now()
  run()
  return performance.now() - begun
}
