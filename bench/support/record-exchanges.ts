import type { Send } from '../../tests/crash/support/walk.ts'
import { type Exchange, keptHeaders } from './record.ts'

export const keepNone = (_who: string, send: Send) => send

/** Keeps what each client sent and was answered. */
export function recordExchanges() {
  const kept = new Map<string, Exchange[]>()
  const watch = (who: string, send: Send): Send => {
    const exchanges: Exchange[] = []
    kept.set(who, exchanges)
    return async (step, path, fields) => {
      const answer = await send(step, path, fields)
      const { status, headers, html } = answer
      exchanges.push({ step, method: fields ? 'POST' : 'GET', path, ...(fields ? { fields } : {}), status, headers: keptHeaders(Object.entries(headers)), body: html })
      return answer
    }
  }
  return { watch, kept }
}
