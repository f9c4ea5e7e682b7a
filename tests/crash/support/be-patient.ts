/**
 * A person at a screen while the platform dies and comes back: an answer that never came, or "come back
 * later", is met by sending the same again. What was answered stands in the journal: that is what may not get lost.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from './web-client.ts'
import type { WebClient } from './web-client.ts'
import type { Send } from './walk.ts'

export interface Acknowledged { step: string; path: string; status: number }

export interface Patience {
  send: Send
  /** Answers to forms: each is a promise of the platform. */
  journal: Acknowledged[]
  /** Requests that had to be sent again. */
  again: number
}

const wait = 60

/** @param onSend called as each request leaves, with the name of its step @param onAcknowledged called as each form is answered */
export function bePatient(client: WebClient, onSend: (step: string) => void = () => undefined, onAcknowledged: (answer: Acknowledged) => void = () => undefined, milliseconds = 180_000): Patience {
  const patience: Patience = { send, journal: [], again: 0 }
  async function send(step: string, path: string, fields?: Record<string, string>): Promise<Answer> {
    const end = performance.now() + milliseconds
    for (let tries = 0; ; tries += 1) {
      const answered = await once(step, path, fields)
      // 409: decided, or sent, by a request whose answer got lost.
      const done = typeof answered !== 'string' && (answered.status < 400 || (answered.status === 409 && tries > 0))
      if (done) {
        if (fields && answered.status === 303) acknowledge({ step, path, status: answered.status })
        return answered
      }
      if (typeof answered !== 'string' && answered.status < 500 && answered.status !== 429) throw new Error(`${step}: ${path} answered ${answered.status}`)
      if (performance.now() > end) throw new Error(`${step}: ${path} got no answer in ${milliseconds} ms: ${typeof answered === 'string' ? answered : answered.status}`)
      patience.again += 1
      await pause(typeof answered !== 'string' && answered.status === 429 ? 2_000 : wait)
    }
  }
  function acknowledge(answer: Acknowledged) {
    patience.journal.push(answer)
    onAcknowledged(answer)
  }
  async function once(step: string, path: string, fields?: Record<string, string>): Promise<Answer | string> {
    try {
      onSend(step)
      return fields ? await client.post(path, fields) : await client.get(path)
    } catch (cause) {
      return (cause as Error).message
    }
  }
  return patience
}
