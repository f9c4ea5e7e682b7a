/**
 * `npm run campaign -- lost-phone --rounds 100`: phones lost, by turns by the printed sheet and from another browser, and replaced, in a real
 * browser. Its state stands in a file after every round: the same command goes on where it was stopped. Ends with one JSON line.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loseAndReturn, type LostPhone } from '../browser/lost-phone-round.ts'
import { noBrowser, openBrowser } from '../browser/open-browser.ts'
import { openHouse } from '../support/house.ts'
import { keepProgress, spread, tell } from '../support/keep-progress.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '100' }, folder: { type: 'string', default: join(tmpdir(), 'maru-campaign-lost-phone') }, again: { type: 'boolean', default: false },
} })
if (noBrowser) throw new Error(noBrowser)
const rounds = Number(values.rounds)

interface Progress { done: LostPhone[]; failed: string[] }

const tried = (of: Progress) => of.done.length + of.failed.length
const { progress, save } = keepProgress<Progress>(values, { done: [], failed: [] }, tried)

/** All comes from one address here. */
const house = await openHouse({ limits: { anyone: 100_000, signedIn: 100_000 } })
const browser = await openBrowser()
try {
  while (tried(progress) < rounds) {
    const number = tried(progress)
    const by = number % 2 === 0 ? 'sheet' : 'browser'
    try {
      const round = await loseAndReturn(house, browser, `KR-DEMO-${String(200 + number).padStart(6, '0')}`, by)
      progress.done.push(round)
      tell(`✓ ${number + 1} of ${rounds}, by the ${by}: revoked after ${Math.round(round.revokedMs)} ms, back after ${Math.round(round.backMs)} ms`)
    } catch (cause) {
      // Without its browser a round says nothing: it was stopped from outside, and is played again.
      if (!browser.isConnected()) {
        tell(`The browser is gone in round ${number + 1}: the same command plays it again`)
        break
      }
      progress.failed.push(`${number + 1}, by the ${by}: ${String(cause)}`)
      tell(`✖ ${progress.failed.at(-1)}`)
    }
    save()
  }
} finally {
  await browser.close()
  await house.close()
}

const revokedMs = spread(progress.done.map((round) => round.revokedMs))
const backMs = spread(progress.done.map((round) => round.backMs))
process.stdout.write(`${JSON.stringify({ campaign: 'lost-phone', rounds: tried(progress), succeeded: progress.done.length, revokedMs, backMs })}\n`)
process.exitCode = tried(progress) >= rounds && progress.failed.length === 0 && revokedMs.max! <= 5_000 && backMs.max! <= 60_000 ? 0 : 1
