/** The chat protocol that most servers speak (OpenAI's, /chat/completions), asked for one JSON value of a given shape and nothing else. */
import Type, { type Static, type TSchema } from 'typebox'
import type { ModelEndpoint } from '../../../kernel/config/read-model.ts'
import { postJson } from './post-json.ts'

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

/** @returns what the model wrote: text that is still to be parsed. @throws Error where it wrote nothing, or was cut off */
export async function askChat<Schema extends TSchema>(endpoint: ModelEndpoint, { instruction, data, name, shape }: Asked<Schema>): Promise<string> {
  const { choices } = await postJson(endpoint, '/chat/completions', {
    messages: [{ role: 'system', content: instruction }, { role: 'user', content: JSON.stringify(data) }],
    temperature: 0, seed: 1, max_tokens: mostTokens, stream: false,
    response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: shape } },
  }, Completion)
  const { message, finish_reason: ended } = choices[0]!
  if (message.refusal) throw new Error('the model refused')
  if (ended !== 'stop') throw new Error(`the model did not come to an end: ${ended}`)
  if (message.content === null) throw new Error('the model said nothing')
  return message.content
}

export type Shape<Schema extends TSchema> = Static<Schema>
