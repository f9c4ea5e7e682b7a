/**
 * An answer as it is made, for the script of the page of questions: the question at once, each sentence when it holds, at the end the page as a
 * form would have shown it. A line is one JSON object with markup; no sentence comes unverified, so that none is taken back for being untrue.
 */
import { Readable } from 'node:stream'
import { h } from 'preact'
import { Pieces, type SetCookie } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { renderMarkup } from '../../../web/render.ts'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Tell, Told } from '../contract.ts'
import { saySentence } from '../pages/live-view.tsx'

export const streamType = 'application/x-ndjson'

/** What a line holds: markup to add to what is being said, or the whole page and its address, or that nothing more comes. */
export type Line = { add: string } | { page: string; address: string } | { failed: string }

export interface Streaming {
  view: View
  wordingIn(language: string): Wording
  cookies: readonly SetCookie[]
  /** @returns sentences of the answer that may have been told already, and the page that shows it */
  ask(tell: Tell): Promise<{ said: Told[]; page(): Promise<string>; address: string }>
  noteFailure(cause: unknown): void
}

export function streamAnswer({ view, wordingIn, cookies, ask, noteFailure }: Streaming): Pieces {
  const stream = new Readable({ read() {} })
  const send = (line: Line) => stream.push(`${JSON.stringify(line)}\n`)
  const told = new Set<string>()
  const tell: Tell = (one) => {
    if (told.has(one.text)) return
    send({ add: saySentence(view, wordingIn(one.language), one, told.size === 0) })
    told.add(one.text)
  }
  const work = async () => {
    const { said, page, address } = await ask(tell)
    said.forEach(tell)
    send({ page: await page(), address })
  }
  send({ add: renderMarkup(view, h('p', { 'data-looking': true }, view.t('assistant.stream.looking'))) })
  work().catch((cause: unknown) => {
    // What has begun cannot become another status any more: the script leads to the form, where the same is said whole.
    if (!(cause instanceof Fault)) noteFailure(cause)
    send({ failed: cause instanceof Fault ? view.t(cause.textKey, cause.values) : view.t('assistant.stream.failed') })
  }).finally(() => stream.push(null))
  return new Pieces(stream, `${streamType}; charset=utf-8`, cookies)
}
