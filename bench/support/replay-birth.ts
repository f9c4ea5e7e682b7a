/** The requests of a recorded birth, sent to the peer as they were sent to the platform: the resident's in order, then all officials' at once. */
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
    const client = new WebClient(origin, addressOf(10_000 + births++))
    await replay(client, signIn)
    const began = performance.now()
    await replay(client, form)
    const there = officialsOf(lane)
    await Promise.all(officials.map((exchanges, index) => replay(there[index]!, exchanges)))
    client.close()
    return performance.now() - began
  }
}

async function replay(client: WebClient, exchanges: NumberedExchange[]) {
  for (const { path, fields, number, status } of exchanges) {
    const asked = `${path}${path.includes('?') ? '&' : '?'}exchange=${number}`
    const answer = fields ? await client.post(asked, fields) : await client.get(asked)
    if (answer.status !== status) throw new Error(`the peer answered ${answer.status} to ${asked}`)
  }
}
