import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

/** duties/<id>.json: what somebody has to do by a day. Whom it concerns, until when and what it costs is law: a rule of this name in duties/*.md. */
export const Duty = strict({
  id: Id,
  name: Text,
  agency: Id,
  source: Source,
  remind: Type.Array(Type.Integer({ minimum: 0, maximum: 3650 }), { minItems: 1, uniqueItems: true, description: 'Days before the last day on which people hear of it; each at most once' }),
  opens: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, description: 'Days before the last day from which on it can be done; from any day on when left out' })),
  self: Type.Optional(Type.Literal(true, { description: 'A child hears of its own, too; otherwise its parents alone do' })),
  missed: strict({
    says: Text,
    fine: Type.Optional(strict({ from: Type.Integer({ minimum: 0 }), most: Type.Integer({ minimum: 1 }) }, { description: 'In the currency’s smallest unit: on the first day, and at most' })),
    source: Source,
  }, { description: 'What happens to whom does nothing by the last day; a duty without a fine says so in its words' }),
  do: Type.Union([
    strict({ event: Id }, { description: 'A life event that is open here: one tap begins its application with what the registers say' }),
    strict({ service: Id }, { description: 'A service of this pack: its page says how' }),
    strict({ url: Type.String({ format: 'uri' }), name: Text }, { description: 'Where it is done, away from here' }),
  ]),
})
export type Duty = Static<typeof Duty>
