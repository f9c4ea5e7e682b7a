/** What programs of an agency do with its parts: read one, ask for more, decide. The same verbs as the console's, the same checks, the same records. */
import Type, { type Static } from 'typebox'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { Instant, IsoDate, strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { TakenDownBy } from '../contract.ts'
import { takenDownInReply } from '../read-application.ts'
import type { CasesRoutes } from './portal-routes.ts'
import type { GatheredFacts } from '../parts/gather-facts.ts'
import { objectionTo } from '../decide/open-objection.ts'
import type { ReadPart } from '../parts/read-part.ts'

const orNull = <Schema extends Type.TSchema>(schema: Schema, options: Type.TSchemaOptions = {}) => Type.Union([schema, Type.Null()], options)
const params = strict({ part: Uuid })
const tag = 'cases'

const PartReply = strict({
  part: Uuid,
  receipt: Type.String(),
  event: Type.String({ description: 'life event' }),
  status: Type.String(),
  dueOn: orNull(IsoDate),
  objectionTo: orNull(Type.Union([Type.Literal('refusal'), Type.Literal('reclaim')]), { description: 'To what is asked back: approved means that it is lifted' }),
  plea: orNull(Type.String({ description: 'of a person who objects' })),
  facts: Type.Array(strict({
    register: Type.String(), field: Type.String(), value: Type.Unknown(), answeredAt: Instant,
    corrected: orNull(Type.String({ description: 'what the person says instead' })),
    about: Type.Union([Type.Literal('applicant'), Type.Literal('subject')]),
  })),
  answers: Type.Record(Type.String(), Type.String(), { description: 'fact → the person’s answer' }),
  saidBy: Type.Record(Type.String(), Type.String(), { description: 'fact → name of whoever answered it in the person’s place, having been asked to' }),
  takenDownBy: TakenDownBy,
  lines: Type.Array(strict({
    line: Uuid, service: Type.String(), status: Type.String(),
    finding: orNull(Type.String({ description: 'what the rules found' })),
    reason: orNull(Type.String()),
    proposal: orNull(strict({ outcome: Type.String(), reason: orNull(Type.String()), proposedAt: Instant }, { description: 'waits for the signature of a second official' })),
  })),
  questions: Type.Array(strict({ question: Uuid, text: Type.String(), askedAt: Instant, answer: orNull(Type.String()), answeredAt: orNull(Instant) })),
})

const FactsReply = strict({
  sources: Type.Array(strict({
    register: Type.String(), evidence: Type.Array(Type.String({ description: 'Evidence types (/requirements.jsonld)' })), answeredAt: Instant,
    look: Uuid, entry: Type.Integer({ description: 'Number of the look’s entry in the log `access`' }),
    facts: Type.Array(strict({ field: Type.String(), value: Type.Unknown(), putRightAt: orNull(Instant) }), { description: '`putRightAt`: when the register corrected it after it had answered; the value is that of then' }),
  })),
  silent: Type.Array(strict({ register: Type.String(), reason: Type.String() })),
  kept: orNull(strict({ bundle: Uuid, askedAt: Instant, until: IsoDate }, { description: 'To be opened again as it was received; absent where nothing was given. `until`: last day, unless the person withdraws' })),
})

const factsOf = ({ sources, silent, kept, until, putRight = [] }: GatheredFacts): Static<typeof FactsReply> => ({
  sources: sources.map(({ known, evidence, ...source }) => ({
    ...source, evidence: evidence.map(({ id }) => id),
    facts: known.map(({ field, value }) => ({ field, value, putRightAt: putRight.find((one) => one.register === source.register && one.field === field)?.at.toISOString() ?? null })),
  })),
  silent,
  kept: kept && until !== undefined ? { bundle: kept.id, askedAt: kept.askedAt.toISOString(), until } : null,
})

const Decisions = strict({
  decisions: Type.Array(strict({
    line: Uuid,
    outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
    reason: Type.Optional(Type.String({ maxLength: 4_000, description: 'a refusal needs one' })),
    answer: Type.Optional(Type.String({ maxLength: 4_000, description: 'what an approval tells the person, where no register says it' })),
  }), { minItems: 1, maxItems: 50 }),
})

export function partApi(http: Http<View>, { cases }: CasesRoutes) {
  http.api('GET', '/api/parts/:part', { who: 'caseworker', params, summary: 'One part at my agency; the look stands in the person’s access log', tag, reply: { 200: PartReply } },
    async ({ principal, params: { part } }) => replyOf(await cases.part(principal, part)))

  http.api('POST', '/api/parts/:part/facts', { who: 'caseworker', params, summary: 'What the registers say now on the applicant, as far as the person agreed: one bundle, each source with its provenance', tag, reply: { 200: FactsReply } },
    async ({ principal, params: { part } }) => factsOf(await cases.gathering.ask(principal, part)))

  http.api('GET', '/api/parts/:part/facts/:bundle', { who: 'caseworker', params: strict({ part: Uuid, bundle: Uuid }), summary: 'What the registers said then, as it was received: none is asked, and the person sees the look', tag, reply: { 200: FactsReply } },
    async ({ principal, params: { part, bundle } }) => factsOf(await cases.gathering.open(principal, part, bundle)))

  http.api('POST', '/api/parts/:part/decisions', { who: 'caseworker', params, body: Decisions, summary: 'Decide lines of a part, all of them or none; where the law wants two officials, propose', tag, reply: { 200: strict({ decided: Type.Integer(), proposed: Type.Integer({ description: 'of them, wait for the signature of a second official' }) }) } },
    async ({ principal, params: { part }, body }) => {
      const decisions = body.decisions.map(({ reason, answer, ...decision }) => ({ ...decision, reason: reason?.trim() || null, answer: answer ?? null }))
      return cases.decide(principal, part, decisions).catch((cause: unknown) => { throw pointInto(decisions, cause) })
    })

  http.api('POST', '/api/parts/:part/questions', {
    who: 'caseworker', params, body: strict({ question: Type.String({ minLength: 1, maxLength: 2_000 }) }), summary: 'Ask the person for more; the legal clock stops until the answer', tag, reply: { 200: strict({ status: Type.String() }) },
  }, async ({ principal, params: { part }, body }) => {
    await cases.askMore(principal, part, body.question.trim())
    return { status: 'waiting' }
  })
}

/** A form's field is named after its line; a program is shown the place in what it sent. */
function pointInto(decisions: readonly { line: string }[], cause: unknown): unknown {
  const [, field, line] = (cause instanceof Fault ? /^\/(reason|answer)-(.+)$/.exec(cause.pointer ?? '') : null) ?? []
  if (!(cause instanceof Fault) || field === undefined) return cause
  return new Fault(cause, { pointer: `/decisions/${decisions.findIndex((decision) => decision.line === line)}/${field}`, values: cause.values, cause })
}

function proposalOf(proposals: ReadPart['proposals'], line: string) {
  const open = proposals.find(({ line_id, ended }) => line_id === line && ended === null)
  return open ? { outcome: open.outcome, reason: open.reason, proposedAt: open.proposed_at.toISOString() } : null
}

const replyOf = ({ part, application, lines, proposals, questions, takenDown }: ReadPart) => ({
  part: part.id, receipt: application.receipt ?? '', event: application.event, status: part.status, dueOn: part.due_on, objectionTo: objectionTo(part), plea: part.plea, answers: part.answers,
  saidBy: Object.fromEntries(Object.keys(part.answers).flatMap((fact) => { const by = application.draft.entrusted?.[fact]?.by; return by === undefined ? [] : [[fact, by]] })),
  takenDownBy: takenDownInReply(takenDown),
  facts: part.facts.map(({ register, field, value, answeredAt, corrected, about }) => ({ register, field, value, answeredAt, corrected, about: about ?? ('applicant' as const) })),
  lines: lines.map(({ id, service, status, finding, reason }) => ({ line: id, service, status, finding: finding?.outcome ?? null, reason, proposal: proposalOf(proposals, id) })),
  questions: questions.map(({ id, text, asked_at, answer, answered_at }) => ({ question: id, text, askedAt: asked_at.toISOString(), answer, answeredAt: answered_at?.toISOString() ?? null })),
})
