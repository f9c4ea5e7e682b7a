/** Ten variables of OpenFisca's country template for everybody, beside OpenFisca itself over the same people, in one run. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadStore } from '../src/modules/rules/columns/store.ts'
import { createCrew } from '../src/modules/rules/population/crew.ts'
import { factsOf, prepare } from '../src/modules/rules/population/prepare.ts'
import { makeRoom, runPopulation, type Outcome } from '../src/modules/rules/population/run-population.ts'
import { openCountryTemplate, tenVariables, wantedOf } from './rules/country-template.ts'
import { compareWithPeer } from './support/compare-with-openfisca.ts'
import { writePeople } from './support/country-template-people.ts'
import { round, tell } from './support/figures.ts'
import { openOpenFisca, type Measured } from './support/openfisca.ts'

const { values: { people, runs, seed } } = parseArgs({
  options: { people: { type: 'string', default: '5000000' }, runs: { type: 'string', default: '5' }, seed: { type: 'string', default: '20250101' } },
})
const day = { on: '2025-01-01', knownAt: '2025-01-01' }
const folder = mkdtempSync(join(tmpdir(), 'maru-bench-population-'))
try {
  tell(`Writing ${people} people …`)
  writePeople(folder, Number(people), Number(seed))
  const ours = await measureOurs()
  tell(`Maru: ${JSON.stringify(ours.figures)}`)
  const peer = await openOpenFisca(folder)
  try {
    const measured: Measured[] = []
    for (let run = 0; run <= Number(runs); run += 1) {
      measured.push(await peer.run())
      tell(`OpenFisca, run ${run}: ${JSON.stringify(measured.at(-1))}`)
    }
    const best = lowest(measured.slice(1))
    const { equal, rounded, spoilt, different } = compareWithPeer(await peer.dump(), ours.outcome.results)
    tell(`${rounded} values that a float32 holds to its last bits, ${spoilt} that it does not hold; ${different} others that differ`)
    const peerFigures = { cpuSeconds: round(best.cpuSeconds, 3), calculationCpuSeconds: round(best.calculationCpuSeconds, 3), peakMb: Math.round(best.peakMb) }
    console.log(JSON.stringify({
      bench: 'rules-population', people: Number(people), equal, float32Rounds: rounded, float32Spoils: spoilt, figures: ours.figures, peer: peerFigures,
      calculationRatio: round(peerFigures.calculationCpuSeconds / ours.figures.calculationCpuSeconds), ratio: round(peerFigures.cpuSeconds / ours.figures.cpuSeconds),
    }))
    assert.ok(equal, `${different} values differ from OpenFisca's`)
  } finally {
    peer.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The best of several runs, the first left out: no start of a process, no import, no compilation is in it; reading the files is. Memory stays. */
async function measureOurs() {
  const law = openCountryTemplate()
  const wanted = wantedOf(law, tenVariables)
  const facts = factsOf(law.ir, wanted.map(({ node }) => node))
  const resident = loadStore(folder, facts)
  const prepared = prepare(law, [], resident.columns, { wanted, day, given: new Map() })
  const room = makeRoom(prepared, resident)
  await using crew = createCrew(availableParallelism())
  const measured: Measured[] = []
  let outcome: Outcome | undefined
  for (let run = 0; run <= Number(runs); run += 1) {
    const began = cpuSeconds()
    const store = loadStore(folder, facts, resident)
    const loaded = cpuSeconds()
    outcome = await runPopulation(prepared, law, store, crew, room)
    const done = cpuSeconds()
    measured.push({ cpuSeconds: done - began, calculationCpuSeconds: done - loaded, peakMb: process.resourceUsage().maxRSS / 1024 })
    tell(`Maru, run ${run}: ${JSON.stringify(measured.at(-1))}; ${outcome.aside} households answered one by one`)
  }
  const best = lowest(measured.slice(1))
  return { outcome: outcome!, figures: { cpuSeconds: round(best.cpuSeconds, 3), calculationCpuSeconds: round(best.calculationCpuSeconds, 3), peakMb: Math.round(best.peakMb) } }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function lowest(measured: readonly Measured[]): Measured {
  const of = (figure: keyof Measured) => Math.min(...measured.map((run) => run[figure]))
  return { cpuSeconds: of('cpuSeconds'), calculationCpuSeconds: of('calculationCpuSeconds'), peakMb: Math.max(...measured.map(({ peakMb }) => peakMb)) }
}
