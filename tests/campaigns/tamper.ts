/**
 * `npm run campaign -- tamper --rounds 1000`: a thousand tamperings by a superuser of the database, drawn from a seed, each found by the sweeps
 * and the witnesses, with the first entry it touched. Ends with one JSON line.
 */
import { parseArgs } from 'node:util'
import { seeded } from '../support/seeded.ts'
import { tamperings } from '../support/tamper.ts'
import { openTamperTrial, type Round } from '../support/tamper-rounds.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, looks: { type: 'string', default: '600' } } })
const rounds = Number(values.rounds)
const trial = await openTamperTrial(Number(values.looks), seeded(Number(values.seed)))
const played: Round[] = []
try {
  for (let at = 0; at < rounds; at += 1) {
    const round = await trial.play(tamperings[at % tamperings.length]!)
    played.push(round)
    if (!round.named || at % 50 === 49) process.stderr.write(`${round.named ? '✓' : '✖'} ${at + 1} of ${rounds}: ${round.kind}: ${round.told ?? 'NOT FOUND'}\n`)
  }
} finally {
  await trial.close()
}
/** Until a keeper looks by itself, in milliseconds. */
const rhythm = 45_000
const found = played.filter(({ told }) => told !== undefined).length
console.log(JSON.stringify({
  campaign: 'tamper', rounds: played.length, found, named: played.filter(({ named }) => named).length, slowestMs: Math.round(Math.max(...played.map(({ ms }) => ms))), slowestWithRhythmMs: Math.round(rhythm + Math.max(...played.map(({ ms }) => ms))),
  perKind: Object.fromEntries(tamperings.map((kind) => [kind, played.filter((round) => round.kind === kind && round.named).length])),
}))
process.exitCode = found === played.length ? 0 : 1
