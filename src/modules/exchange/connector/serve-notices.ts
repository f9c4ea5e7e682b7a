/** `maru connector listen`: an agency that received data hears that a person has taken a consent back, and answers under its own signature. */
import { mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { readBounded } from '../../../kernel/http/read-bounded.ts'
import { type Acknowledgement, type ConsentNotice, demandNotice, noticePath, readAcknowledgement } from '../protocol/notice.ts'
import { readOwnKeys } from '../protocol/party.ts'
import { digestOf, signAnswer } from '../protocol/signatures.ts'
import { Refused } from './answer-question.ts'
import { type Listening, type RunningServer, serveSigned } from './serve-signed.ts'
import { readTrust } from './trust.ts'

export interface ListenOptions extends Listening {
  /** Holds `keys.json` and `trust.json`; what is heard stands in `notices.jsonl`. */
  folder: string
  /** The agency's own service, which erases: it gets the notice and answers `{"outcome": "erased"}`, or `"kept"` with the law. Without one a notice is noted. */
  erase?: string
}

const patience = 5_000

/** @throws Error with a sentence when a file of the folder is missing or wrong */
export async function serveNotices({ folder, erase, ...listening }: ListenOptions): Promise<RunningServer> {
  const keys = await readOwnKeys(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')))
  const { logKeys } = await readTrust(join(folder, 'trust.json'))
  mkdirSync(folder, { recursive: true })
  const heard = await open(join(folder, 'notices.jsonl'), 'a', 0o600)
  const running = await serveSigned(listening, { [noticePath]: async ({ body }) => {
    const { notice, entry } = believe(body, keys.id, logKeys)
    // On the disk before it is acknowledged: a notice is not sent again after that.
    await heard.appendFile(`${JSON.stringify({ heardAt: new Date().toISOString(), ...notice })}\n`)
    await heard.datasync()
    const answer = Buffer.from(JSON.stringify(erase === undefined ? { notice: notice.id, outcome: 'noted' } satisfies Acknowledgement : await eraseAt(erase, notice)))
    return { status: 200, headers: { 'content-type': 'application/json', ...await signAnswer(keys, 200, answer, { question: digestOf(body), entry }) }, body: answer }
  } })
  return { ...running, async close() {
    await running.close()
    await heard.close()
  } }
}

function believe(...message: Parameters<typeof demandNotice>) {
  try {
    return demandNotice(...message)
  } catch (cause) {
    throw new Refused(403, (cause as Error).message, cause)
  }
}

async function eraseAt(address: string, notice: ConsentNotice): Promise<Acknowledgement> {
  try {
    const response = await fetch(address, { method: 'POST', redirect: 'error', headers: { 'content-type': 'application/json' }, body: JSON.stringify(notice), signal: AbortSignal.timeout(patience) })
    if (!response.ok) throw new Error(`the service answered ${response.status}`)
    return readAcknowledgement(Buffer.from(JSON.stringify({ ...JSON.parse(await readBounded(response)) as object, notice: notice.id })), notice.id)
  } catch (cause) {
    throw new Refused(503, 'the agency’s own service has not erased', cause)
  }
}
