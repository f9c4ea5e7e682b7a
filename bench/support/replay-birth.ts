/** The requests of a recorded birth, sent to the peer as they were sent to the platform: the resident's in order, then all officials' at once. */
import { setTimeout as pause } from 'node:timers/promises'
import { addressOf } from '../../tests/crash/support/residents.ts'
import { WebClient } from '../../tests/crash/support/web-client.ts'
import type { NumberedExchange, RecordedBirth } from './record.ts'

export function replayBirth(origin: string, { signIn, form, officials }: RecordedBirth) {
  let births = 0
  const lanes = new Map<number, WebClient[]>()
  const officialsOf = (lane: number) => {
    const known = lanes.get(lane) ?? officials.map((_, index) => new WebClient(origin, addressOf(1 + lane * 60 + index)))
    lanes.set(lane, known)
    return known
  }
  return async (lane: number): Promise<number> => {
    const birth = births++
    const client = new WebClient(origin, addressOf(10_000 + birth))
    await replay(client, signIn, { birth })
    const began = performance.now()
    await replay(client, form, { birth })
    const there = officialsOf(lane)
    await Promise.all(officials.map((exchanges, part) => replay(there[part]!, exchanges, { birth, part })))
    client.close()
    return performance.now() - began
  }
}

async function replay(client: WebClient, exchanges: NumberedExchange[], { birth, part = 0 }: { birth: number; part?: number }) {
  for (const [index, { step, path, fields, number, status }] of exchanges.entries()) {
    // How often an official looked before the part was there is the platform's affair; the peer's are asked until it is there, too.
    if (step === 'inbox' && exchanges[index + 1]?.step === 'inbox') continue
    const asked = `${path}${path.includes('?') ? '&' : '?'}exchange=${number}&birth=${birth}&part=${part}`
    for (let wait = 40; ; wait = Math.min(500, wait * 1.1)) {
      const answer = fields ? await client.post(asked, fields) : await client.get(asked)
      if (answer.status !== status) throw new Error(`the peer answered ${answer.status} to ${asked}`)
      if (answer.headers['x-there'] !== 'no') break
      await pause(wait)
    }
  }
}
