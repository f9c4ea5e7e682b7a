/** What a requester asks of one register; the same bytes go from the requester through the platform to the register. */
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'

/** The same at every door, so that one signature holds at all of them. */
export const questionPath = '/exchange/questions'

const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9._-]+$' })

export const ExchangeQuestion = strict({
  question: Uuid,
  register: Name,
  subject: Type.String({ minLength: 1, maxLength: 100 }),
  purpose: Name,
  case: Uuid,
  fields: Type.Array(Name, { minItems: 1, maxItems: 50, uniqueItems: true }),
  covert: Type.Optional(strict({ warrant: Type.String({ minLength: 1, maxLength: 120, description: 'Number of the warrant or file that allows it' }) }, {
    description: 'Of an inquiry whose law keeps the look from the person for a while; the case is the inquiry',
  })),
})
export type ExchangeQuestion = Static<typeof ExchangeQuestion>

const shape = Compile(ExchangeQuestion)

/** @throws Error when the bytes are no question */
export function readQuestion(body: Uint8Array): ExchangeQuestion {
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  if (!shape.Check(value)) throw new Error('this is no question of the exchange')
  return value
}
