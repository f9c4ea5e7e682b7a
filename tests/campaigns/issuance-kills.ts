/**
 * `npm run campaign -- issuance-kills --kills 1000`: wallets are given batches without a pause; in every round the platform, PostgreSQL or one of its sessions
 * is killed, once to four times, at moments drawn from a seed. No credential without its entry in a status list, no entry without its request, no code used twice. Its state
 * stands in a file after every round: the same command goes on. Another `--seed` has a folder and a port of its own, and may run beside it. Ends with one JSON line.
 */
import { chmodSync, globSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findEntries } from '../crash/support/find-entries.ts'
import { freePort, type Platform, startPlatform } from '../crash/support/platform.ts'
import { type HeldCredential, issuanceVictims, planIssuances, playIssuances, tellIssuances } from '../crash/support/play-issuances.ts'
import { endLeftovers } from '../crash/support/victims.ts'
import { keepProgress, spread, tell } from '../support/keep-progress.ts'

const { values } = parseArgs({ options: {
  kills: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, folder: { type: 'string' }, again: { type: 'boolean', default: false },
} })
const wanted = Number(values.kills)
const seed = Number(values.seed)
const folder = values.folder ?? join(tmpdir(), `maru-campaign-issuance-kills${seed === 1 ? '' : `-${seed}`}`)
const kinds = ['unlisted', 'leaked', 'twice', 'fallen'] as const

interface Progress extends Record<(typeof kinds)[number], string[]> {
  seed: number
  /** Rounds. */
  done: number
  codes: number
  requests: number
  credentials: number
  /** Kills between the record of a batch and its signatures. */
  paused: number
  /** From each kill until the platform was ready again. */
  restartMs: Record<string, number[]>
  /** From the last kill of each round until a later batch was in its wallet. */
  givenMs: number[]
  /** Of every round, with its kills. */
  roundMs: number[]
}

const { progress, save } = keepProgress<Progress>({ folder, again: values.again }, { seed, done: 0, codes: 0, requests: 0, credentials: 0, paused: 0, restartMs: {}, givenMs: [], roundMs: [], unlisted: [], leaked: [], twice: [], fallen: [] }, ({ done }) => done)

const kills = () => Object.values(progress.restartMs).reduce((sum, { length }) => sum + length, 0)

/** A fresh house now and then: each round looks at every entry of its own. */
const roundsAHouse = 25
let platform: Platform | undefined
try {
  while (kills() < wanted) await playHouse()
} finally {
  await platform?.stop()
}

const { codes, requests, credentials, paused } = progress
process.stdout.write(`${JSON.stringify({
  campaign: 'issuance-kills', rounds: progress.done, kills: Object.fromEntries(issuanceVictims.map((victim) => [victim, progress.restartMs[victim]?.length ?? 0])), paused, codes, requests, credentials,
  ...Object.fromEntries(kinds.map((kind) => [kind, progress[kind].length])),
  restartMs: Object.fromEntries(issuanceVictims.map((victim) => [victim, spread(progress.restartMs[victim] ?? [])])),
  givenMs: spread(progress.givenMs), killMs: Math.round(progress.roundMs.reduce((sum, ms) => sum + ms, 0) / kills()),
})}\n`)
for (const kind of kinds) for (const line of progress[kind]) tell(`${kind}: ${line}`)
process.exitCode = kinds.every((kind) => progress[kind].length === 0) ? 0 : 1

async function playHouse() {
  const data = await beginAnew()
  const port = await freePort(seed)
  let running = platform = await startPlatform({ data, port })
  const asked = { held: [] as HeldCredential[], requests: 0 }
  for (let number = 0; number < roundsAHouse && kills() < wanted; number += 1) {
    const began = performance.now()
    const plan = planIssuances(progress.seed * 100_000 + progress.done)
    const { platform: next, round } = await playIssuances(running, { data, port, plan, number })
    platform = running = next
    asked.held.push(...round.held)
    asked.requests += round.requests
    const found = await findEntries(data, asked)
    progress.done += 1
    progress.codes += round.codes
    progress.requests += round.requests
    progress.credentials += round.held.length
    if (plan.pause) progress.paused += 1
    for (const { victim, restartMs } of round.kills) (progress.restartMs[victim] ??= []).push(Math.round(restartMs))
    progress.givenMs.push(Math.round(round.givenMs))
    progress.roundMs.push(Math.round(performance.now() - began))
    const faults = kinds.flatMap((kind) => {
      const lines = (kind === 'fallen' ? round.fallen : kind === 'twice' ? [...round.twice, ...found.twice] : found[kind]).map((line) => `${tellIssuances(plan)}: ${line}`)
      progress[kind].push(...lines)
      return lines
    })
    save()
    tell(`${faults.length === 0 ? '✓' : '✖'} ${kills()} of ${wanted}, ${tellIssuances(plan)}, ${round.held.length} credentials in ${progress.roundMs.at(-1)} ms, given again after ${Math.round(round.givenMs)} ms${faults.map((line) => `\n    ${line}`).join('')}`)
    // What is missing once is missing in every later round, too.
    if (faults.length > 0) return
  }
}

/** Also after a campaign that was killed within a round: what it left runs and knows half of that round. */
async function beginAnew(): Promise<string> {
  await platform?.stop()
  platform = undefined
  for (const before of globSync('data-*', { cwd: folder })) {
    await endLeftovers(join(folder, before))
    rmSync(join(folder, before), { recursive: true })
  }
  const data = join(folder, `data-${progress.done}`)
  mkdirSync(data)
  chmodSync(data, 0o711)
  return data
}
