/** What a register does with a question: it believes the requester's signature and the log's receipt, and gives what its own mapping allows. */
import { answerAbout, type HeldValue } from '../../../../packages/pack-kit/answer-about.ts'
import { type Answer, encryptAnswer } from '../protocol/answer.ts'
import type { OwnKeys, Party } from '../protocol/party.ts'
import { demandPermit, type Permitted } from '../protocol/permit.ts'
import { type ExchangeQuestion, readQuestion } from '../protocol/question.ts'
import { digestOf, signAnswer, type SignedRequest, verifyRequest } from '../protocol/signatures.ts'
import type { AnsweredOnce } from './answered-once.ts'
import type { EvidenceLog } from './evidence-log.ts'
import { mapValue } from './map-value.ts'
import type { Mapping } from './mapping.ts'
import type { Source } from './sources/source.ts'
import type { Trust } from './trust.ts'

export interface Connector {
  keys: OwnKeys
  mapping: Mapping
  source: Source
  trust: Trust
  evidence: EvidenceLog
  once: AnsweredOnce
}

export interface Reply { status: number; headers: Record<string, string>; body: Buffer }

/** Why a question gets no answer, in words for its sender. Nothing in it comes from the source. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

/** @throws Refused */
export async function answerQuestion(connector: Connector, request: SignedRequest): Promise<Reply> {
  const { keys, evidence, once } = connector
  const asked = await believe(connector, request)
  const { question, requester, permitted } = asked
  demandAllowed(connector.mapping, question, requester, permitted)
  const digest = digestOf(request.body)
  if (!once.take(permitted.entry, digest)) throw new Refused(409, 'this permit has been used for another question')
  const values = await readValues(connector, question)
  const about = { question: digest, entry: permitted.entry }
  const answer: Answer = { register: keys.id, subject: question.subject, answeredAt: new Date().toISOString(), values }
  const body = Buffer.from(await encryptAnswer(answer, requester, about))
  await evidence.add({
    at: answer.answeredAt, requester: requester.id, question: Buffer.from(request.body).toString(), signature: String(request.headers['signature']),
    signatureInput: String(request.headers['signature-input']), permit: String(request.headers['maru-permit']), answer: digestOf(body),
  })
  return { status: 200, headers: { 'content-type': 'application/jose', ...await signAnswer(keys, 200, body, about) }, body }
}

async function believe({ keys, trust }: Connector, request: SignedRequest): Promise<{ question: ExchangeQuestion; requester: Party; permitted: Permitted }> {
  let requester: Party
  let question: ExchangeQuestion
  try {
    requester = await verifyRequest(request, trust.findRequester)
    question = readQuestion(request.body)
  } catch (cause) {
    throw new Refused(401, (cause as Error).message, cause)
  }
  if (question.register !== keys.id) throw new Refused(404, `this is the register ${keys.id}`)
  try {
    return { question, requester, permitted: demandPermit(request.headers['maru-permit'], { ...question, requester: requester.id }, trust.logKeys) }
  } catch (cause) {
    throw new Refused(403, (cause as Error).message, cause)
  }
}

/** Purpose and fields are enforced here again: a mistake or an attack in the middle does not reach the source. */
function demandAllowed({ purposes }: Mapping, { purpose, fields, covert }: ExchangeQuestion, requester: Party, { opensOn }: Permitted) {
  const allowed = Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined
  if (!allowed || allowed.requester !== requester.id) throw new Refused(403, `${requester.id} gets nothing here for the purpose ${purpose}`)
  const beyond = fields.filter((field) => !allowed.fields.includes(field))
  if (beyond.length > 0) throw new Refused(403, `the purpose ${purpose} does not cover: ${beyond.join(', ')}`)
  if (allowed.covert === undefined && covert !== undefined) throw new Refused(403, `no law named here keeps a look for the purpose ${purpose} from the person`)
  if (allowed.covert !== undefined && covert === undefined) throw new Refused(403, `for the purpose ${purpose} only a sealed look is answered`)
  if (allowed.covert !== undefined && !(opensOn !== undefined && opensOn <= latestOpening(allowed.covert.sealedFor))) throw new Refused(403, `the look is sealed for longer than the purpose ${purpose} allows here`)
}

/** Somewhere on earth it is already the day after ours. @param sealedFor ISO 8601 @returns YYYY-MM-DD */
const latestOpening = (sealedFor: string) => Temporal.Now.plainDateISO('UTC').add({ days: 1 }).add(Temporal.Duration.from(sealedFor)).toString()

/** @throws Refused when the source does not answer, keeps nobody of that id, or holds something that is not what it declares */
export async function readValues({ mapping, source }: Pick<Connector, 'mapping' | 'source'>, { subject, fields }: Pick<ExchangeQuestion, 'subject' | 'fields'>, today = Temporal.Now.plainDateISO()): Promise<Record<string, unknown>> {
  const mapped = fields.map((field) => {
    const { answers } = mapping.fields[field]!.definition
    // Of a question the value that it is about is read here, and goes no further.
    return { field, answers, about: answers?.field ?? field }
  })
  let row: Record<string, unknown> | undefined
  try {
    row = await source.read(subject, [...new Set(mapped.map(({ about }) => mapping.fields[about]!.from))])
  } catch (cause) {
    throw new Refused(503, 'the source does not answer', cause)
  }
  if (!row) throw new Refused(404, 'nobody of that id is kept here')
  try {
    return Object.fromEntries(mapped.map(({ field, answers, about }) => {
      const how = mapping.fields[about]!
      const value = mapValue(about, how, row[how.from])
      return [field, answers ? answerAbout(answers, value as HeldValue, today) : value]
    }))
  } catch (cause) {
    throw new Refused(502, (cause as Error).message, cause)
  }
}
