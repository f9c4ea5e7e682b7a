/** A chat completion that comes in pieces: server-sent events (WHATWG HTML, 9.2.6), each with what was added, until `[DONE]`. */
import { createParser } from 'eventsource-parser'
import Type from 'typebox'
import { parseAs } from './post-json.ts'

const Nullable = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const Piece = Type.Object({
  // The last one of some servers counts tokens and holds no choice.
  choices: Type.Array(Type.Object({ delta: Type.Object({ content: Nullable, refusal: Nullable }), finish_reason: Nullable })),
})

export interface Written { message: { content: string | null; refusal: string | null }; finish_reason: string | null }

export function hearPieces(heard: ((written: string) => void) | undefined): { hear(piece: Buffer): void; written(): Written } {
  const decoder = new TextDecoder()
  let [content, refusal, ended]: [string, string, string | null] = ['', '', null]
  const parser = createParser({
    onEvent({ data }) {
      if (data === '[DONE]') return
      const choice = parseAs(Piece, data).choices[0]
      if (choice === undefined) return
      refusal += choice.delta.refusal ?? ''
      ended = choice.finish_reason ?? ended
      if (!choice.delta.content) return
      content += choice.delta.content
      heard?.(content)
    },
  })
  return {
    hear: (piece) => parser.feed(decoder.decode(piece, { stream: true })),
    written: () => ({ message: { content: content === '' ? null : content, refusal: refusal || null }, finish_reason: ended }),
  }
}
