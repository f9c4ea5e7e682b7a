/**
 * `npm run campaign -- end-agents --rounds 50`: a program that calls without a pause and holds a stream open, ended by its person on the
 * dashboard: milliseconds from the press to the first call that is refused, and to the end of the stream. Ends with one JSON line.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Agent, listen } from '../support/agent.ts'
import { signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { keepProgress, spread, tell } from '../support/keep-progress.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '50' }, folder: { type: 'string', default: join(tmpdir(), 'maru-campaign-end-agents') }, again: { type: 'boolean', default: false },
} })
const rounds = Number(values.rounds)

/** Well below what one program may call a minute. */
const mostCalls = 100

interface Ended { refusedMs: number; cutMs: number }
interface Progress { done: Ended[]; failed: string[] }

const tried = (of: Progress) => of.done.length + of.failed.length
const { progress, save } = keepProgress<Progress>(values, { done: [], failed: [] }, tried)

/** All comes from one address here, and the program of a round calls as fast as it is answered. */
const house = await openHouse({ limits: { anyone: 1_000_000, signedIn: 1_000_000 } })
try {
  while (tried(progress) < rounds) {
    const number = tried(progress)
    try {
      const ended = await endAgent(house, `KR-DEMO-${String(200 + number).padStart(6, '0')}`)
      progress.done.push(ended)
      tell(`✓ ${number + 1} of ${rounds}: refused after ${Math.round(ended.refusedMs)} ms, cut after ${Math.round(ended.cutMs)} ms`)
    } catch (cause) {
      progress.failed.push(`${number + 1}: ${String(cause)}`)
      tell(`✖ ${progress.failed.at(-1)}`)
    }
    save()
  }
} finally {
  await house.close()
}

const [refusedMs, cutMs] = [spread(progress.done.map((one) => one.refusedMs)), spread(progress.done.map((one) => one.cutMs))]
process.stdout.write(`${JSON.stringify({ campaign: 'end-agents', rounds: tried(progress), succeeded: progress.done.length, refusedMs, cutMs })}\n`)
process.exitCode = tried(progress) >= rounds && progress.failed.length === 0 && refusedMs.max! < 1_000 && cutMs.max! < 1_000 ? 0 : 1

async function endAgent({ origin }: TestHouse, person: string): Promise<Ended> {
  const browser = new TextBrowser(origin)
  await signIn(browser, person)
  const agent = await new Agent(origin, { name: 'Diary' }).connect()
  await agent.letIn(browser, 'my_notices', {}, ['notices.read'])
  const token = agent.tokens!.access_token
  const stream = await listen(origin, token)
  const page = await browser.get('/my/agents')
  const began = performance.now()
  const cut = stream.ended.then(() => performance.now() - began)
  // Calls one after the other, some of them on their way while the person presses.
  const refused = untilRefused(origin, token, began)
  await browser.submit(page, '/my/agents/end')
  const ended = { refusedMs: await refused, cutMs: await cut }
  await agent.close()
  return ended
}

async function untilRefused(origin: string, token: string, began: number): Promise<number> {
  for (let call = 0; call < mostCalls; call += 1) {
    const response = await fetch(`${origin}/mcp`, {
      method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'my_notices', arguments: {} } }),
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', authorization: `Bearer ${token}` },
    })
    const text = await response.text()
    if (response.status === 401) return performance.now() - began
    if (response.status !== 200) throw new Error(`a call was answered ${response.status}: ${text.slice(0, 300)}`)
  }
  throw new Error(`${mostCalls} calls were answered after the end`)
}
