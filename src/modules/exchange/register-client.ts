/**
 * Questions to the registers: separate services of other agencies, reached over HTTP. A register that is
 * down, slow or answers nonsense is named as silent; it never passes for an empty answer.
 */
import type { Register } from '../../../packages/pack-kit/schema/register.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { KnownValue, RegisterValue, Silence } from './contract.ts'
import type { PartyFile } from './protocol/party.ts'
import { readBounded } from './read-bounded.ts'
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

export type BirthAnswer = { registered: true; childId: string; registeredAt: string } | { registered: false; reason: 'already-registered' }

export interface RegisterClient {
  ask(register: Register, question: Question): Promise<KnownValue[] | Silence>
  reportBirth(register: Register, report: BirthReport): Promise<BirthAnswer>
}

/** A person waits for this answer: a register that needs longer is slow. */
const patience = 3_000

export function createRegisterClient(addressOf: (register: string) => RegisterAddress | undefined, log: Log): RegisterClient {
  const post = async (register: string, path: string, body: object) => {
    const address = addressOf(register)
    if (!address?.token) throw new Error(`no address is configured for register ${register}`)
    const response = await fetch(`${address.url}${path}`, {
      method: 'POST', redirect: 'error', signal: AbortSignal.timeout(patience),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${address.token}` },
      body: JSON.stringify(body),
    })
    return { status: response.status, text: await readBounded(response) }
  }

  const silent = (register: Register, reason: Silence['reason'], cause?: unknown): Silence => {
    log.warn({ register: register.id, reason, cause: (cause as Error | undefined)?.message }, 'register is silent')
    return { register: register.id, reason }
  }

  return {
    async ask(register, question) {
      let answer
      try {
        answer = await twice(() => post(register.id, '/answers', question))
      } catch (cause) {
        return silent(register, (cause as Error).name === 'TimeoutError' ? 'slow' : 'unreachable', cause)
      }
      if (answer.status === 404) return silent(register, 'unknown-person')
      if (answer.status === 401 || answer.status === 403) return silent(register, 'refused')
      if (answer.status !== 200) return silent(register, 'unreachable', new Error(`status ${answer.status}`))
      return readAnswer(register, question, answer.text) ?? silent(register, 'unreadable')
    },

    async reportBirth(register, report) {
      const answer = await post(register.id, '/births', report)
      if (answer.status === 409) return { registered: false, reason: 'already-registered' }
      if (answer.status !== 201 && answer.status !== 200) throw new Error(`register ${register.id} answered ${answer.status} to a birth report`)
      const { childId, registeredAt } = JSON.parse(answer.text) as { childId?: unknown; registeredAt?: unknown }
      if (typeof childId !== 'string' || typeof registeredAt !== 'string') throw new Error(`register ${register.id} answered nonsense to a birth report`)
      return { registered: true, childId, registeredAt }
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

/** The subject and every asked field must be there with the declared type, and nothing else: more than was asked for is not kept. */
function readAnswer(register: Register, question: Question, text: string): KnownValue[] | undefined {
  let body: { subject?: unknown; answeredAt?: unknown; values?: unknown }
  try {
    body = JSON.parse(text) as typeof body
  } catch {
    return undefined
  }
  const { answeredAt, values } = body
  if (body.subject !== question.subject || typeof answeredAt !== 'string' || Number.isNaN(Date.parse(answeredAt))) return undefined
  if (typeof values !== 'object' || values === null) return undefined
  const known: KnownValue[] = []
  for (const field of question.fields) {
    const value = (values as Record<string, unknown>)[field]
    const definition = register.fields[field]
    if (!definition || value === undefined || !isValueOf(definition, value)) return undefined
    known.push({ register: register.id, field, value: value as RegisterValue, answeredAt })
  }
  return known
}
