/**
 * `npm run campaign -- exchange-kills --rounds 1000`: an agency asks a register through the platform without a pause; in every round the platform,
 * the register's connector, PostgreSQL or one of its sessions is killed at a moment drawn from a seed. No answer without its look and its entry in
 * the log, no receipt for an entry that is gone. Its state stands in a file after every round: the same command goes on. Ends with one JSON line.
 */
import { chmodSync, globSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connectorPrograms } from '../../src/modules/exchange/index.ts'
import { findDisclosures } from '../crash/support/find-disclosures.ts'
import { exchangeVictims, planExchanges, playExchanges, tellExchanges } from '../crash/support/play-exchanges.ts'
import { endLeftovers } from '../crash/support/victims.ts'
import { type ExchangeHouse, openExchangeHouse } from '../support/exchange-house.ts'
import { keepProgress, spread, tell } from '../support/keep-progress.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, folder: { type: 'string', default: join(tmpdir(), 'maru-campaign-exchange-kills') }, again: { type: 'boolean', default: false },
} })
const rounds = Number(values.rounds)
const kinds = ['unlogged', 'lost', 'twice', 'fallen'] as const

interface Progress extends Record<(typeof kinds)[number], string[]> {
  seed: number
  done: number
  answers: number
  refused: number
  /** From each kill until a later question was answered. */
  restartMs: Record<string, number[]>
}

const { progress, save } = keepProgress<Progress>(values, { seed: Number(values.seed), done: 0, answers: 0, refused: 0, restartMs: {}, unlogged: [], lost: [], twice: [], fallen: [] }, ({ done }) => done)

/** A fresh house now and then: each round reads all evidence of its own. */
const roundsAHouse = 50
let house: ExchangeHouse | undefined
try {
  while (progress.done < rounds) {
    await playHouse(Math.min(rounds, (Math.floor(progress.done / roundsAHouse) + 1) * roundsAHouse))
  }
} finally {
  await house?.stop()
}

const sound = kinds.every((kind) => progress[kind].length === 0)
process.stdout.write(`${JSON.stringify({
  campaign: 'exchange-kills', rounds: progress.done, kills: Object.fromEntries(exchangeVictims.map((victim) => [victim, progress.restartMs[victim]?.length ?? 0])), answers: progress.answers, refused: progress.refused,
  ...Object.fromEntries(kinds.map((kind) => [kind, progress[kind].length])),
  restartMs: Object.fromEntries(exchangeVictims.map((victim) => [victim, spread(progress.restartMs[victim] ?? [])])),
})}\n`)
for (const kind of kinds) for (const line of progress[kind]) tell(`${kind}: ${line}`)
process.exitCode = sound ? 0 : 1

async function playHouse(until: number) {
  const folder = await beginAnew()
  house = await openExchangeHouse(folder, 200)
  const ask = await (await connectorPrograms.ask())(house.requesterFolder, house.platform)
  const opened = new Set<string>()
  let answers = 0
  while (progress.done < until) {
    const plan = planExchanges(progress.seed * 100_000 + progress.done)
    const round = await playExchanges(house, ask, plan)
    for (const question of round.opened) opened.add(question)
    const found = await findDisclosures(house, opened)
    progress.done += 1
    progress.answers += found.answers - answers
    answers = found.answers
    progress.refused += round.refused
    ;(progress.restartMs[plan.victim] ??= []).push(Math.round(round.restartMs))
    const faults = kinds.flatMap((kind) => {
      const lines = (kind === 'fallen' ? round.fallen : found[kind]).map((line) => `${tellExchanges(plan)}: ${line}`)
      progress[kind].push(...lines)
      return lines
    })
    save()
    tell(`${faults.length === 0 ? '✓' : '✖'} ${progress.done} of ${rounds}, ${tellExchanges(plan)}, answered again after ${Math.round(round.restartMs)} ms${faults.map((line) => `\n    ${line}`).join('')}`)
    // What is missing once is missing in every later round, too.
    if (faults.length > 0) return
  }
}

/** Also after a campaign that was killed within a round: what it left runs and knows half of that round. */
async function beginAnew(): Promise<string> {
  await house?.stop()
  house = undefined
  for (const before of globSync('house-*', { cwd: values.folder })) {
    await endLeftovers(join(values.folder, before, 'data'))
    rmSync(join(values.folder, before), { recursive: true })
  }
  const folder = join(values.folder, `house-${progress.done}`)
  mkdirSync(folder)
  chmodSync(folder, 0o711)
  return folder
}
