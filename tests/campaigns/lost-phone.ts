/**
 * `npm run campaign -- lost-phone --rounds 100`: phones lost, by turns by the printed sheet and from another browser, and replaced, in a real
 * browser. Its state stands in a file after every round: the same command goes on where it was stopped. Ends with one JSON line.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loseAndReturn, type LostPhone } from '../browser/lost-phone-round.ts'
import { noBrowser, openBrowser } from '../browser/open-browser.ts'
import { openHouse } from '../support/house.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '100' }, folder: { type: 'string', default: join(tmpdir(), 'maru-campaign-lost-phone') }, again: { type: 'boolean', default: false },
} })
if (noBrowser) throw new Error(noBrowser)
const rounds = Number(values.rounds)

interface Progress { done: LostPhone[]; failed: string[] }

const file = join(values.folder, 'progress.json')
if (values.again) rmSync(file, { force: true })
mkdirSync(values.folder, { recursive: true })
const progress: Progress = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Progress : { done: [], failed: [] }
const tried = () => progress.done.length + progress.failed.length
if (tried() > 0) tell(`Going on after ${tried()} rounds; --again begins anew`)

/** All comes from one address here. */
const house = await openHouse({ limits: { anyone: 100_000, signedIn: 100_000 } })
const browser = await openBrowser()
try {
  while (tried() < rounds) {
    const number = tried()
    const by = number % 2 === 0 ? 'sheet' : 'browser'
    try {
      const round = await loseAndReturn(house, browser, `KR-DEMO-${String(200 + number).padStart(6, '0')}`, by)
      progress.done.push(round)
      tell(`✓ ${number + 1} of ${rounds}, by the ${by}: revoked after ${Math.round(round.revokedMs)} ms, back after ${Math.round(round.backMs)} ms`)
    } catch (cause) {
      // Without its browser a round says nothing: it was stopped from outside, and is played again.
      if (!browser.isConnected()) throw cause
      progress.failed.push(`${number + 1}, by the ${by}: ${String(cause)}`)
      tell(`✖ ${progress.failed.at(-1)}`)
    }
    save()
  }
} finally {
  await browser.close()
  await house.close()
}

const spread = (of: keyof LostPhone) => {
  const sorted = progress.done.map((round) => Math.round(round[of])).toSorted((one, other) => one - other)
  return { p50: sorted[Math.floor(sorted.length / 2)], p95: sorted[Math.floor(sorted.length * 0.95)], max: sorted.at(-1) }
}
const revokedMs = spread('revokedMs')
const backMs = spread('backMs')
process.stdout.write(`${JSON.stringify({ campaign: 'lost-phone', rounds: tried(), succeeded: progress.done.length, revokedMs, backMs })}\n`)
process.exitCode = tried() > 0 && progress.failed.length === 0 && revokedMs.max! <= 5_000 && backMs.max! <= 60_000 ? 0 : 1

/** Whole or not at all: a campaign that is killed itself goes on from the round before. */
function save() {
  writeFileSync(`${file}.new`, JSON.stringify(progress), { flush: true })
  renameSync(`${file}.new`, file)
}

function tell(line: string) {
  process.stderr.write(`${line}\n`)
}
