/**
 * Questions to the registers: separate services of other agencies, reached over HTTP. A register that is
 * down, slow or answers nonsense is named as silent; it never passes for an empty answer.
 */
import type { Register } from '../../../packages/pack-kit/schema/register.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { KnownValue, RegisterValue, Silence } from './contract.ts'
import type { PartyFile } from './protocol/party.ts'
import { postBytes } from './protocol/post-bytes.ts'
import { isValueOf } from './value-types.ts'

export interface RegisterAddress {
  url: string
  /** Of a register without a connector. */
  token?: string
  /** Of its connector. */
  keys?: PartyFile
}

export interface Question {
  subject: string
  purpose: string
  fields: string[]
  requester: { agency: string; case?: string }
}

export interface BirthReport {
  idempotencyKey: string
  parents: string[]
  child: { name: string; birthDate: string; sex: string }
  reportedBy: string
}

export interface RecordChange {
  idempotencyKey: string
  subject: string
  /** Fields of the register, and what they hold from now on. */
  values: Record<string, string>
}

export type BirthAnswer = { registered: true; childId: string; registeredAt: string } | { registered: false; reason: 'already-registered' }

export interface ManyQuestion { subjects: readonly string[]; purpose: string; fields: readonly string[] }

export interface RegisterClient {
  /** The same question of many people, for a purpose of everybody. Who is not kept there has no entry. */
  askMany(register: Register, question: ManyQuestion): Promise<Map<string, KnownValue[]> | Silence>
  /** Ids in their order, after one of them; of the register of residents. */
  listPeople(register: Register, page: { purpose: string; after: string; limit: number }): Promise<string[] | Silence>
  ask(register: Register, question: Question): Promise<KnownValue[] | Silence>
  reportBirth(register: Register, report: BirthReport): Promise<BirthAnswer>
  /** The key makes a repetition harmless. */
  changeRecord(register: Register, change: RecordChange): Promise<void>
}

/** A person waits for this answer, in milliseconds: a register that needs longer is slow. No answer of a few fields is larger, in bytes. */
const forOne = { patience: 3_000, longest: 256 * 1024 }
/** Nobody waits for an answer about many: it may take longer, and be as long as so many people make it. */
const forMany = { patience: 60_000, longest: 64 * 1024 * 1024 }

export function createRegisterClient(addressOf: (register: string) => RegisterAddress | undefined, log: Log): RegisterClient {
  const post = async (register: string, path: string, body: object, limits = forOne) => {
    const address = addressOf(register)
    if (!address?.token) throw new Error(`no address is configured for register ${register}`)
    const { status, body: answer } = await postBytes(`${address.url}${path}`, { 'content-type': 'application/json', authorization: `Bearer ${address.token}` }, Buffer.from(JSON.stringify(body)), limits)
    return { status, text: answer.toString() }
  }

  const silent = (register: Register, reason: Silence['reason'], cause?: unknown): Silence => {
    log.warn({ register: register.id, reason, cause: (cause as Error | undefined)?.message }, 'register is silent')
    return { register: register.id, reason }
  }

  const textOf = async (register: Register, path: string, question: object, limits?: typeof forMany): Promise<{ text: string } | Silence> => {
    let answer
    try {
      answer = await twice(() => post(register.id, path, question, limits))
    } catch (cause) {
      return silent(register, (cause as Error).name === 'TimeoutError' ? 'slow' : 'unreachable', cause)
    }
    if (answer.status === 404) return silent(register, 'unknown-person')
    if (answer.status === 401 || answer.status === 403) return silent(register, 'refused')
    if (answer.status !== 200) return silent(register, 'unreachable', new Error(`status ${answer.status}`))
    return { text: answer.text }
  }

  return {
    async ask(register, question) {
      const answer = await textOf(register, '/answers', question)
      return 'reason' in answer ? answer : readAnswer(register, question, answer.text) ?? silent(register, 'unreadable')
    },
    async askMany(register, question) {
      const answer = await textOf(register, '/answers/many', question, forMany)
      return 'reason' in answer ? answer : readAnswers(register, question, answer.text) ?? silent(register, 'unreadable')
    },
    async listPeople(register, page) {
      const answer = await textOf(register, '/people', page, forMany)
      return 'reason' in answer ? answer : readPeople(page.after, answer.text) ?? silent(register, 'unreadable')
    },

    async reportBirth(register, report) {
      const answer = await post(register.id, '/births', report)
      if (answer.status === 409) return { registered: false, reason: 'already-registered' }
      if (answer.status !== 201 && answer.status !== 200) throw new Error(`register ${register.id} answered ${answer.status} to a birth report`)
      const { childId, registeredAt } = JSON.parse(answer.text) as { childId?: unknown; registeredAt?: unknown }
      if (typeof childId !== 'string' || typeof registeredAt !== 'string') throw new Error(`register ${register.id} answered nonsense to a birth report`)
      return { registered: true, childId, registeredAt }
    },

    async changeRecord(register, change) {
      const answer = await post(register.id, '/changes', change)
      if (answer.status !== 201 && answer.status !== 200) throw new Error(`register ${register.id} answered ${answer.status} to a change`)
    },
  }
}

/** A question changes nothing at the register, so one lost connection is worth one more try; a slow answer is not. */
async function twice<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if ((cause as Error).name === 'TimeoutError') throw cause
    return work()
  }
}

function parse<Body extends object>(text: string): Partial<Record<keyof Body, unknown>> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body as Partial<Record<keyof Body, unknown>> : {}
  } catch {
    return {}
  }
}

/** The subject and every asked field must be there with the declared type, and nothing else: more than was asked for is not kept. */
function readAnswer(register: Register, question: Question, text: string): KnownValue[] | undefined {
  const { subject, answeredAt, values } = parse<{ subject: string; answeredAt: string; values: object }>(text)
  return subject === question.subject && isTime(answeredAt) ? readValues(register, question.fields, answeredAt, values) : undefined
}

/** Each person at most once, nobody who was not asked about. */
function readAnswers(register: Register, { subjects, fields }: ManyQuestion, text: string): Map<string, KnownValue[]> | undefined {
  const { answeredAt, answers } = parse<{ answeredAt: string; answers: object[] }>(text)
  if (!isTime(answeredAt) || !Array.isArray(answers)) return undefined
  const asked = new Set(subjects)
  const read = new Map<string, KnownValue[]>()
  for (const { subject, values } of answers as { subject?: unknown; values?: unknown }[]) {
    const known = typeof subject === 'string' && asked.delete(subject) ? readValues(register, fields, answeredAt, values) : undefined
    if (known === undefined) return undefined
    read.set(subject as string, known)
  }
  return read
}

/** In their order and all behind the last one: a list that turned in circles would never end. */
function readPeople(after: string, text: string): string[] | undefined {
  const { people } = parse<{ people: string[] }>(text)
  if (!Array.isArray(people)) return undefined
  return people.every((id, at) => typeof id === 'string' && id > ((people[at - 1] as string | undefined) ?? after)) ? people as string[] : undefined
}

const isTime = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value))

function readValues(register: Register, fields: readonly string[], answeredAt: string, values: unknown): KnownValue[] | undefined {
  if (typeof values !== 'object' || values === null) return undefined
  const known: KnownValue[] = []
  for (const field of fields) {
    const value = (values as Record<string, unknown>)[field]
    const definition = register.fields[field]
    if (!definition || value === undefined || !isValueOf(definition, value)) return undefined
    known.push({ register: register.id, field, value: value as RegisterValue, answeredAt })
  }
  return known
}
