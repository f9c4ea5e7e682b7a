/** The requester's side: signs a question, sends it to the platform, believes nothing but signatures, and opens the answer. */
import { type Answer, decryptAnswer } from './answer.ts'
import type { OwnKeys, Party } from './party.ts'
import { demandPermit } from './permit.ts'
import { type Posted, postBytes } from './post-bytes.ts'
import { type ExchangeQuestion, questionPath } from './question.ts'
import { digestOf, signRequest, verifyAnswer } from './signatures.ts'
import type { VerifierKey } from '../../../kernel/transparency/note/key.ts'

export interface Requester {
  keys: OwnKeys
  /** Origin of the platform. */
  platform: string
  logKeys: readonly VerifierKey[]
  findRegister(id: string): Party | undefined
}

export class NotAnswered extends Error {
  readonly status: number
  constructor({ status, body }: Posted) {
    super(`no answer (${status}): ${body.toString().slice(0, 500)}`)
    this.status = status
  }
}

const bounds = { patience: 10_000, longest: 512 * 1024 }

/** @throws NotAnswered when the platform or the register refuses; Error when what comes back does not hold */
export async function askThrough({ keys, platform, logKeys, findRegister }: Requester, question: ExchangeQuestion): Promise<Answer> {
  const register = findRegister(question.register)
  if (!register) throw new Error(`no keys of the register ${question.register} are known here`)
  const body = Buffer.from(JSON.stringify(question))
  const posted = await postBytes(platform + questionPath, await signRequest(keys, 'POST', questionPath, body), body, bounds)
  if (posted.status !== 200) throw new NotAnswered(posted)
  const { entry } = demandPermit(posted.headers['maru-permit'], { ...question, requester: keys.id }, logKeys)
  const about = { question: digestOf(body), entry }
  await verifyAnswer({ status: posted.status, headers: posted.headers, body: posted.body }, register, about)
  const answer = await decryptAnswer(posted.body.toString(), keys, about)
  if (answer.register !== question.register || answer.subject !== question.subject) throw new Error('the answer is about another person, or another register’s')
  if (!isOf(question.fields, answer.values)) throw new Error('the answer holds other fields than were asked for')
  return answer
}

const isOf = (fields: readonly string[], values: object) => Object.keys(values).length === fields.length && fields.every((field) => Object.hasOwn(values, field))
