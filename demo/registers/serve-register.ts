/** One register as an agency would run it: questions with a purpose and the fewest fields, births where it keeps them. */
import { timingSafeEqual } from 'node:crypto'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { answerAbout } from '../../packages/pack-kit/answer-about.ts'
import type { Purpose } from '../../packages/pack-kit/schema/purpose.ts'
import type { Register } from '../../packages/pack-kit/schema/register.ts'
import { validateBodies } from '../validate-bodies.ts'
import { heldOf } from './answers.ts'
import { newbornAnswers, type Parent } from './newborn.ts'
import type { Answers, Birth, Child, Store } from './store.ts'

export interface RegisterOptions {
  register: Register
  purposes: Purpose[]
  store: Store
  token: string
  port: number
  /** Ids of children born into the register. */
  idOf(order: number): string
  onBirth(): void
}

type Mode = 'none' | 'down' | 'slow' | 'nonsense'

interface Change { idempotencyKey: string; subject: string; values: Record<string, string> }

const text = { type: 'string', minLength: 1, maxLength: 200 }
const strict = (properties: Record<string, object>, optional: string[] = []) =>
  ({ type: 'object', additionalProperties: false, properties, required: Object.keys(properties).filter((key) => !optional.includes(key)) })
const child = strict({ name: text, birthDate: { type: 'string', format: 'date' }, sex: text })
const question = strict({ subject: text, purpose: text, fields: { type: 'array', minItems: 1, maxItems: 50, items: text }, requester: strict({ agency: text, case: text }, ['case']) })
const many = strict({ subjects: { type: 'array', minItems: 1, maxItems: 1_000, items: text }, purpose: text, fields: { type: 'array', minItems: 1, maxItems: 50, items: text } })
const listing = strict({ purpose: text, after: { type: 'string', maxLength: 200 }, limit: { type: 'integer', minimum: 1, maximum: 10_000 } })
const birth = strict({ idempotencyKey: text, parents: { type: 'array', minItems: 1, maxItems: 2, items: text }, child, reportedBy: text })
const change = strict({ idempotencyKey: text, subject: text, values: { type: 'object', minProperties: 1, maxProperties: 20, additionalProperties: text } })
const person = strict({ personId: text, name: text, birthDate: text, sex: text })
const member = strict({ key: text, parents: { type: 'array', minItems: 1, maxItems: 2, items: text }, child: person })
const born = strict({ child: person, parents: { type: 'array', minItems: 1, maxItems: 2, items: person } })
const faults = strict({ mode: { enum: ['none', 'down', 'slow', 'nonsense'] }, delayMs: { type: 'integer', minimum: 0, maximum: 60_000 } }, ['delayMs'])

/** @returns the address it listens on */
export async function serveRegister({ register, purposes, store, token, port, idOf, onBirth }: RegisterOptions) {
  const app = fastify({ bodyLimit: 64 * 1024, schemaController: { compilersFactory: { buildValidator: () => validateBodies as never } }, forceCloseConnections: true })
  let mode: Mode = 'none'
  let delay = 10_000
  const expected = Buffer.from(`Bearer ${token}`)

  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => problem(reply, error.statusCode ?? 500, (error.statusCode ?? 500) < 500 ? error.message : 'The register failed'))
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === '/healthz') return undefined
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return problem(reply, 401, 'Unknown token')
    return undefined
  })
  app.addHook('preHandler', async (request, reply) => misbehave(request, reply))

  /** For demonstrations and tests of what happens when an agency is in trouble. */
  async function misbehave(request: FastifyRequest, reply: FastifyReply) {
    if (mode === 'none' || request.url === '/healthz' || request.url === '/faults') return undefined
    if (mode === 'down') return problem(reply, 503, 'Closed for maintenance')
    if (mode === 'nonsense') return reply.type('application/json').send('{"values": {"birthDate": 17, "type": [')
    await new Promise((resolve) => setTimeout(resolve, delay))
    return undefined
  }

  /** Who a purpose is for, and which fields it covers, is the register's own decision too. */
  function refuse(purpose: string, fields: readonly string[]): string | undefined {
    const allowed = purposes.find(({ id }) => id === purpose)
    if (!allowed) return `No such purpose: ${purpose}`
    const beyond = fields.filter((field) => !(field in register.fields) || ![...allowed.fields, ...allowed.about ?? []].includes(`${register.id}.${field}`))
    return beyond.length > 0 ? `The purpose ${purpose} does not cover: ${beyond.join(', ')}` : undefined
  }
  const refuseEverybody = (purpose: string) => (purposes.some(({ id, everybody }) => id === purpose && everybody) ? undefined : `The purpose ${purpose} is not one for everybody`)
  const today = () => Temporal.Now.plainDateISO()
  /** Of a question the value that it is about stays here. */
  const valuesOf = (held: Answers, fields: readonly string[]) => Object.fromEntries(fields.map((field) => {
    const asked = register.fields[field]?.answers
    return [field, asked ? answerAbout(asked, held[asked.field] ?? null, today()) : held[field] ?? null]
  }))
  /** A change comes as text, and is kept as what the field is. */
  const typed = (field: string, value: string): string | number | boolean => {
    const type = register.fields[field]?.type
    return type === 'bool' ? value === 'yes' : type === 'int' || type === 'money' ? Number(value) : value
  }
  /** What was paid is owed no more: `vehicleTaxPaid` of `vehicleTax`. Below zero: what it had been told never came. */
  const lessPaid = (held: Answers, values: Change['values']) => Object.fromEntries(Object.entries(values).flatMap(([field, value]) => {
    const owed = field.endsWith('Paid') ? field.slice(0, -'Paid'.length) : ''
    return owed in register.fields ? [[owed, Math.max(0, Number(held[owed] ?? 0) - Number(value))]] : []
  }))
  /** Whoever moves lives there from that day on. */
  const entered = (values: Change['values']) => (held: Answers): Answers => {
    const kept = { ...held, ...lessPaid(held, values), ...Object.fromEntries(Object.entries(values).map(([field, value]) => [field, typed(field, value)])) }
    return 'address' in values && 'addressSince' in register.fields ? { ...kept, addressSince: today().toString() } : kept
  }

  app.get('/healthz', () => ({ status: 'alive', register: register.id }))
  app.put<{ Body: { mode: Mode; delayMs?: number } }>('/faults', { schema: { body: faults } }, ({ body }) => {
    mode = body.mode
    delay = body.delayMs ?? delay
    return { mode }
  })

  app.post<{ Body: { subject: string; purpose: string; fields: string[] } }>('/answers', { schema: { body: question } }, (request, reply) => {
    const { subject, purpose, fields } = request.body
    const refusal = refuse(purpose, fields)
    if (refusal) return problem(reply, 403, refusal)
    const answers = store.read(subject)
    if (!answers) return problem(reply, 404, 'Nobody of that id is kept here')
    return { register: register.id, subject, answeredAt: new Date().toISOString(), values: valuesOf(answers, fields) }
  })

  app.post<{ Body: { subjects: string[]; purpose: string; fields: string[] } }>('/answers/many', { schema: { body: many } }, (request, reply) => {
    const { subjects, purpose, fields } = request.body
    const refusal = refuseEverybody(purpose) ?? refuse(purpose, fields)
    if (refusal) return problem(reply, 403, refusal)
    const answers = subjects.flatMap((subject) => {
      const own = store.read(subject)
      return own ? [{ subject, values: valuesOf(own, fields) }] : []
    })
    return { register: register.id, answeredAt: new Date().toISOString(), answers }
  })

  if (register.changes) {
    app.post<{ Body: Change }>('/changes', { schema: { body: change } }, ({ body: { idempotencyKey, subject, values } }, reply) => {
      const beyond = Object.keys(values).filter((field) => register.changes?.includes(field) !== true)
      if (beyond.length > 0) return problem(reply, 403, `Nobody may change: ${beyond.join(', ')}`)
      return store.change(idempotencyKey, subject, entered(values)) ? reply.code(201).send({ changedAt: new Date().toISOString() }) : problem(reply, 404, 'Nobody of that id is kept here')
    })
  }
  if (register.births) {
    app.post<{ Body: Birth }>('/births', { schema: { body: birth } }, (request, reply) => {
      const result = store.registerBirth(request.body, idOf, new Date().toISOString())
      if (result === 'unknown-parent') return problem(reply, 404, 'A parent is not kept here')
      if (result === 'already-registered') return problem(reply, 409, 'already-registered')
      onBirth()
      return reply.code(result.again ? 200 : 201).send({ childId: result.childId, registeredAt: result.registeredAt })
    })
  }
  if (register.residents) {
    app.post<{ Body: { purpose: string; after: string; limit: number } }>('/people', { schema: { body: listing } }, (request, reply) => {
      const refusal = refuseEverybody(request.body.purpose)
      return refusal ? problem(reply, 403, refusal) : { register: register.id, people: store.list(request.body.after, request.body.limit) }
    })
    app.post<{ Body: { key: string; parents: string[]; child: Child } }>('/members', { schema: { body: member } }, (request, reply) => {
      store.addMember(request.body.key, request.body.parents, request.body.child)
      return reply.send({ parents: request.body.parents.flatMap((id) => parentOf(id, store.read(id))) })
    })
  }
  app.post<{ Body: { child: Child; parents: Parent[] } }>('/born', { schema: { body: born } }, ({ body: { child: newborn, parents } }, reply) => {
    const parent = parents.map(({ personId }) => store.read(personId)).find((answers) => answers !== undefined)
    if (!parent) return problem(reply, 404, 'A parent is not kept here')
    store.addPerson(newborn.personId, newbornAnswers(heldOf(register.fields), parent, newborn, parents))
    return reply.code(204).send()
  })
  const url = await app.listen({ host: '127.0.0.1', port })
  return { url, close: () => app.close() }
}

/** As whoever registers their child is named. */
function parentOf(personId: string, answers: Answers | undefined): Parent[] {
  const { name, sex, birthDate } = answers ?? {}
  return typeof name === 'string' && typeof sex === 'string' && typeof birthDate === 'string' ? [{ personId, name, sex, birthDate }] : []
}

/** RFC 9457 */
function problem(reply: FastifyReply, status: number, title: string) {
  return reply.code(status).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title, status }))
}
