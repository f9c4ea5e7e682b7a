/**
 * The platform between requester and register: who asks, whether the purpose and the person's consent allow it, the look in the log, and then
 * the question with the log's receipt to the register. What comes back is encrypted to the requester; here it is bytes.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { exchangeFaults } from '../contract.ts'
import type { Party } from '../protocol/party.ts'
import { type Permit, permitOf, sealedPermitOf, writePermit } from '../protocol/permit.ts'
import { type Posted, postBytes } from '../protocol/post-bytes.ts'
import { type ExchangeQuestion, questionPath, readQuestion } from '../protocol/question.ts'
import { type SignedRequest, verifyRequest } from '../protocol/signatures.ts'
import type { Sealed } from '../sealed/sealed.ts'
import type { QuestionLog } from './log-questions.ts'
import { patience } from './patience.ts'
import type { Asked } from './write-looks.ts'

export interface BrokerDeps {
  pack: Pack
  log: QuestionLog
  /** Logs covert questions. */
  sealed: Pick<Sealed, 'question'>
  findRequester(keyId: string): Party | undefined
  addressOf(register: string): { url: string } | undefined
  /** Counts the requester's questions. @throws Fault kernel.too-many-requests */
  limit(requester: string): Promise<void>
}

export interface Passed {
  /** Of the look, to be told when the answer has left: for a withdrawal, which a sealed look has not. */
  id: string
  headers: Record<string, string>
  body: Buffer
}

/** An encrypted answer of fifty fields is far below. */
const longest = 512 * 1024
/** What the register has signed, and what it needs to be read. */
const passedOn = ['content-type', 'content-digest', 'signature', 'signature-input', 'maru-question', 'maru-entry']

/** @throws Fault for each reason there is to refuse */
export async function passQuestion({ pack, log, sealed, findRequester, addressOf, limit }: BrokerDeps, request: SignedRequest): Promise<Passed> {
  const requester = await verifyRequest(request, findRequester).catch((cause: unknown) => { throw new Fault(exchangeFaults.unknownRequester, { cause }) })
  await limit(requester.id)
  const question = understood(request.body)
  demandPurpose(pack, question, requester.id)
  const address = addressOf(question.register)
  if (!address) throw new Fault(exchangeFaults.registerUnavailable)

  const began = performance.now()
  const { id, permit: given } = await lookFor({ log, sealed }, { ...question, requester: requester.id })
  try {
    const permit = writePermit(given)
    const posted = await postBytes(address.url + questionPath, { ...headersOf(request), 'maru-permit': permit }, request.body, { patience: patience.register, longest })
    if (posted.status !== 200) throw new Fault(posted.status === 404 ? exchangeFaults.notKept : exchangeFaults.registerUnavailable, { cause: new Error(`${question.register} answered ${posted.status}`) })
    // By now a withdrawal may no longer wait for this answer.
    if (performance.now() - began > patience.release) throw new Fault(exchangeFaults.registerUnavailable)
    return { id, headers: { ...only(posted, passedOn), 'maru-permit': permit }, body: posted.body }
  } catch (cause) {
    log.ended(id)
    throw cause instanceof Fault ? cause : new Fault(exchangeFaults.registerUnavailable, { cause })
  }
}

/** Durably in the log, openly or sealed, before anybody is asked. */
async function lookFor({ log, sealed }: Pick<BrokerDeps, 'log' | 'sealed'>, asked: Asked): Promise<{ id: string; permit: Permit }> {
  if (asked.covert) {
    const { row, receipt } = await sealed.question(asked)
    return { id: row.id, permit: sealedPermitOf(row, receipt) }
  }
  const { row, receipt } = await log.log(asked)
  return { id: row.id, permit: permitOf(row, receipt) }
}

function understood(body: Uint8Array): ExchangeQuestion {
  try {
    return readQuestion(body)
  } catch (cause) {
    throw new Fault(exchangeFaults.noQuestion, { cause })
  }
}

/** The purpose register of the pack: to whom, for what, which fields. */
function demandPurpose(pack: Pack, { purpose: id, register, fields, covert }: ExchangeQuestion, requester: string) {
  const purpose = pack.purposes.find((candidate) => candidate.id === id)
  if (!purpose || purpose.agency !== requester) throw new Fault(exchangeFaults.notForRequester)
  if (!fields.every((field) => purpose.fields.includes(`${register}.${field}`))) throw new Fault(exchangeFaults.notForRequester)
  if (purpose.covert && !covert) throw new Fault(exchangeFaults.onlyCovert)
  if (covert && !purpose.covert) throw new Fault(exchangeFaults.neverCovert)
}

const headersOf = ({ headers }: SignedRequest) => only({ headers }, ['content-type', 'content-digest', 'signature', 'signature-input'])
const only = ({ headers }: Pick<Posted, 'headers'> | Pick<SignedRequest, 'headers'>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])))
