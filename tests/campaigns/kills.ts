/**
 * `npm run campaign -- kills --kills 1000`: round after round a birth and another or a bereavement, one `kill -9` to four drawn from a seed, and the count of what was
 * answered. Its state stands in a file after every round: the same command goes on where it was stopped. Ends with one JSON line.
 */
import { globSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort, type Platform } from '../crash/support/platform.ts'
import { planRound, playRound, tellPlan } from '../crash/support/play-round.ts'
import { endLeftovers, victims } from '../crash/support/victims.ts'
import { keepProgress, spread, tell } from '../support/keep-progress.ts'

const { values } = parseArgs({ options: {
  kills: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, folder: { type: 'string', default: join(tmpdir(), 'maru-campaign-kills') }, again: { type: 'boolean', default: false },
} })
const wanted = Number(values.kills)

interface Progress {
  seed: number
  /** Rounds. */
  done: number
  /** From each kill until the platform was ready again. */
  restartMs: Record<string, number[]>
  sentAgain: number
  lost: string[]
  twice: string[]
  stuck: string[]
  fallen: string[]
}

const { progress, save } = keepProgress<Progress>(values, { seed: Number(values.seed), done: 0, restartMs: {}, sentAgain: 0, lost: [], twice: [], stuck: [], fallen: [] }, ({ done }) => done)

const kills = () => Object.values(progress.restartMs).reduce((sum, { length }) => sum + length, 0)

/** A fresh data folder now and then, so that a round does not wait for the work of hundreds before it. */
const roundsAFolder = 25
const port = await freePort()
let platform: Platform | undefined
let data: string | undefined
try {
  while (kills() < wanted) {
    if (data === undefined || progress.done % roundsAFolder === 0) data = await beginAnew()
    const plan = planRound(progress.seed * 100_000 + progress.done)
    const { platform: running, result } = await playRound(platform, { data, port, plan, number: progress.done })
    platform = running
    progress.done += 1
    for (const { victim, restartMs } of result.kills) (progress.restartMs[victim] ??= []).push(Math.round(restartMs))
    progress.sentAgain += result.again
    for (const kind of ['lost', 'twice', 'stuck', 'fallen'] as const) progress[kind].push(...result[kind].map((line) => `${tellPlan(plan)}: ${line}`))
    save()
    const faults = [...result.lost, ...result.twice, ...result.stuck, ...result.fallen]
    tell(`${faults.length === 0 ? '✓' : '✖'} ${kills()} of ${wanted}, ${tellPlan(plan)}, well after ${result.kills.map(({ restartMs }) => Math.round(restartMs)).join(', ')} ms${faults.map((line) => `\n    ${line}`).join('')}`)
  }
} finally {
  await platform?.stop()
}

const restarts = victims.map((victim) => [victim, progress.restartMs[victim] ?? []] as const)
const sound = (['lost', 'twice', 'stuck', 'fallen'] as const).every((kind) => progress[kind].length === 0)
process.stdout.write(`${JSON.stringify({
  campaign: 'kills', rounds: progress.done, cases: progress.done * 2, kills: Object.fromEntries(restarts.map(([victim, { length }]) => [victim, length])),
  lost: progress.lost.length, twice: progress.twice.length, stuck: progress.stuck.length, fallen: progress.fallen.length, sentAgain: progress.sentAgain,
  restartMs: Object.fromEntries(restarts.map(([victim, ms]) => [victim, spread(ms)])),
})}\n`)
for (const kind of ['lost', 'twice', 'stuck', 'fallen'] as const) for (const line of progress[kind]) tell(`${kind}: ${line}`)
process.exitCode = sound ? 0 : 1

/** Also after a campaign that was killed within a round: what it left runs and knows half of that round. */
async function beginAnew(): Promise<string> {
  await platform?.stop()
  platform = undefined
  for (const before of globSync('data-*', { cwd: values.folder })) {
    await endLeftovers(join(values.folder, before))
    rmSync(join(values.folder, before), { recursive: true })
  }
  return join(values.folder, `data-${progress.done}`)
}
