/** The chat protocol that most servers speak (OpenAI's, /chat/completions), asked for one JSON value of a given shape and nothing else. */
import Type, { type Static, type TSchema } from 'typebox'
import type { ModelEndpoint } from '../../../kernel/config/read-model.ts'
import { hearPieces } from './hear-pieces.ts'
import { parseAs, postHeard } from './post-json.ts'

const Completion = Type.Object({
  choices: Type.Array(Type.Object({
    message: Type.Object({ content: Type.Union([Type.String(), Type.Null()]), refusal: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
    finish_reason: Type.Union([Type.String(), Type.Null()]),
  }), { minItems: 1 }),
})

export interface Asked<Schema extends TSchema> {
  /** What it is to do; never a word of a person's or of a page's. */
  instruction: string
  /** What it is to do it with: data, as JSON. */
  data: object
  name: string
  shape: Schema
}

/** Of what it says. */
const mostTokens = 900

/**
 * @param heard gets what has been written so far, again and again, where the server says it piece by piece; then nothing of it is final
 * @returns what the model wrote: text that is still to be parsed. @throws Error where it wrote nothing, or was cut off
 */
export async function askChat<Schema extends TSchema>(endpoint: ModelEndpoint, { instruction, data, name, shape }: Asked<Schema>, heard?: (written: string) => void): Promise<string> {
  const pieces = hearPieces(heard)
  const { type, text } = await postHeard(endpoint, '/chat/completions', {
    messages: [{ role: 'system', content: instruction }, { role: 'user', content: JSON.stringify(data) }],
    temperature: 0, seed: 1, max_tokens: mostTokens, stream: heard !== undefined,
    response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: shape } },
  }, heard && pieces.hear)
  // A server that knows no streaming answers whole.
  const { message, finish_reason: ended } = type.startsWith('text/event-stream') ? pieces.written() : parseAs(Completion, text).choices[0]!
  if (message.refusal) throw new Error('the model refused')
  if (ended !== 'stop') throw new Error(`the model did not come to an end: ${ended}`)
  if (message.content === null) throw new Error('the model said nothing')
  return message.content
}

export type Shape<Schema extends TSchema> = Static<Schema>
