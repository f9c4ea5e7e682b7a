/** What crosses the catalogue's door. */
import Type from 'typebox'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { Instant, IsoDate, strict, Text } from '../../kernel/schema/schema.ts'

export const catalogueFaults = defineFaults('catalogue', {
  noSuchService: 404, noSuchLifeEvent: 404, noSuchAgency: 404,
  noSuchVersion: 404, noSuchQuestion: 404, noOrigin: 404, versionOpen: 409, notADraft: 409, notInReview: 409, notPublished: 409, notYours: 403, ownVersion: 403, versionMoved: 409, changedMeanwhile: 409, nothingChanged: 409, versionWrong: 422,
})

const Ids = Type.Array(Type.String())
const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

const summary = {
  id: Type.String(),
  source: Type.Union([Type.Literal('pack'), Type.Literal('gov24')], { description: 'pack: decided here by rules; gov24: told as the national catalogue tells it' }),
  name: Text, summary: Text, agency: Type.String(), lifeEvents: Ids,
  groups: Type.Array(Type.String(), { description: 'Whom the source marks it for; a hint, never a decision' }),
}

export const ServicesReply = strict({ total: Type.Integer(), services: Type.Array(strict(summary)) })

export const ServiceReply = strict({
  ...summary,
  audience: Text,
  howToApply: Text,
  cost: orNull(Text),
  amount: orNull(Text),
  criteria: orNull(Text),
  deadline: orNull(strict({ text: Text, on: orNull(IsoDate) })),
  processing: orNull(strict({ days: Type.Integer(), clock: Type.String() })),
  complaint: orNull(Text),
  contact: Type.String(),
  page: Type.String({ description: 'Where a person reads it' }),
  sourcePage: orNull(Type.String()),
  changedOn: orNull(IsoDate),
  importedAt: orNull(Instant),
})

export const LifeEventsReply = strict({
  lifeEvents: Type.Array(strict({
    id: Type.String(), name: Text, summary: Text, open: Type.Boolean({ description: 'Handled here from beginning to end' }), minutes: Type.Integer(), steps: Type.Integer(),
    services: Ids, page: Type.String(),
  })),
})
