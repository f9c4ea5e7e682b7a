/** What others are asked of an application, for programs: the same verbs as the pages', the same checks. */
import type { FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Http } from '../../../kernel/http/http.ts'
import { Instant, strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { AskedOf } from '../contribute/read-contributions.ts'
import type { CasesRoutes } from './portal-routes.ts'

const tag = 'cases'
const orNull = <Schema extends Type.TSchema>(schema: Schema, options: Type.TSchemaOptions = {}) => Type.Union([schema, Type.Null()], options)
const Status = Type.Enum(['asked', 'opened', 'given', 'declined', 'expired', 'taken-back'])
const Answers = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2_000 }), { description: 'fact → answer' })
const params = strict({ contribution: Uuid })
const ofDraft = strict({ draft: Uuid })

const AskedReply = strict({
  contribution: Uuid, asker: Type.String({ description: 'name of whoever asks' }), event: Type.String({ description: 'life event' }), part: Type.String({ description: 'of its contributions' }), status: Status,
  askedAt: Instant, endsAt: Instant, questions: Type.Array(Type.String({ description: 'fact; /api/services/:id/form says what may be answered' })), answers: orNull(Answers, { description: 'what stands, by the reader' }),
})

const PartReply = strict({
  part: Type.String(), questions: Type.Array(Type.String()),
  asked: Type.Array(strict({ contribution: Uuid, label: Type.String({ description: 'for whom, in the applicant’s words' }), status: Status, name: orNull(Type.String({ description: 'of whoever has opened it' })), sentence: orNull(Type.String({ description: 'why it was declined' })), endsAt: Instant })),
})

const replyOf = ({ id, asker, event, part, status, askedAt, endsAt, questions, answers }: AskedOf): Static<typeof AskedReply> =>
  ({ contribution: id, asker, event, part, status, askedAt: askedAt.toISOString(), endsAt: endsAt.toISOString(), questions: questions.map(({ fact }) => fact), answers })

const applying = (request: FastifyRequest) => ({ act: 'apply', matter: (request.params as { draft: string }).draft })

export function contributionApi(http: Http<View>, { cases: { contributions, read } }: CasesRoutes) {
  const { asked } = contributions

  http.api('GET', '/api/drafts/:draft/contributions', { who: 'resident', onBehalf: applying, params: ofDraft, summary: 'Parts of my draft that others may answer, and who was asked', tag, reply: { 200: strict({ parts: Type.Array(PartReply) }) } }, async ({ params: { draft }, principal }) => ({
    parts: (await contributions.form(await read(principal.person, draft))).parts.map(({ id, questions, asked: rows }) => ({
      part: id, questions: questions.map(({ fact }) => fact), asked: rows.map(({ id: contribution, label, status, name, sentence, ends_at }) => ({ contribution, label, status, name, sentence, endsAt: ends_at.toISOString() })),
    })),
  }))

  http.api('POST', '/api/drafts/:draft/contributions', { who: 'resident', onBehalf: applying, params: ofDraft, body: strict({ part: Type.String({ maxLength: 100 }), label: Type.String({ minLength: 1, maxLength: 60 }) }), summary: 'Ask somebody else to answer a part of my draft: the code is shown once', tag, reply: { 200: strict({ contribution: Uuid, code: Type.String({ description: 'opens it once, at /contributions/:code' }), endsAt: Instant }) } }, async ({ params: { draft }, body, principal }) => {
    const { endsAt, ...invitation } = await contributions.ask({ person: principal.person, name: principal.name }, draft, body.part, body.label.trim() || body.part)
    return { ...invitation, endsAt: endsAt.toISOString() }
  })

  http.api('POST', '/api/drafts/:draft/contributions/:contribution/end', { who: 'resident', onBehalf: applying, params: strict({ draft: Uuid, contribution: Uuid }), summary: 'Take it back: what was answered is forgotten', tag, reply: { 200: strict({ contribution: Uuid }) } }, async ({ params: { draft, contribution }, principal }) => {
    await contributions.end(principal.person, draft, contribution)
    return { contribution }
  })

  http.api('GET', '/api/contributions', { who: 'resident', summary: 'What others ask me to answer', tag, reply: { 200: strict({ contributions: Type.Array(AskedReply) }) } }, async ({ principal }) => ({ contributions: (await asked.list(principal.person)).map(replyOf) }))

  http.api('POST', '/api/contributions', { who: 'resident', body: strict({ code: Type.String({ maxLength: 40 }) }), summary: 'Open what I am asked, by the code that I was given', tag, reply: { 200: AskedReply } }, async ({ body, principal: { person, name } }) => replyOf(await asked.read(person, await asked.open({ person, name }, body.code))))

  http.api('POST', '/api/contributions/:contribution/answers', { who: 'resident', params, body: strict({ answers: Answers }), summary: 'Answer it, once', tag, reply: { 200: AskedReply } }, async ({ params: { contribution }, body, principal: { person } }) => {
    await asked.give(person, contribution, body.answers)
    return replyOf(await asked.read(person, contribution))
  })

  http.api('POST', '/api/contributions/:contribution/refusal', { who: 'resident', params, body: strict({ sentence: Type.Optional(Type.String({ maxLength: 1_000 })) }), summary: 'Decline to answer it', tag, reply: { 200: AskedReply } }, async ({ params: { contribution }, body, principal: { person } }) => {
    await asked.decline(person, contribution, body.sentence?.trim() ?? '')
    return replyOf(await asked.read(person, contribution))
  })
}
