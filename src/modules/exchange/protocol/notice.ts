/**
 * What a receiver of data is told when a person takes a consent back, in whole or in part. It believes the log's receipt for the entry that
 * commits to these very words, and answers under its own signature, bound to that entry.
 */
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { VerifierKey } from '../../../kernel/transparency/note/key.ts'
import { IsoDate, Instant, strict, Uuid } from '../../../kernel/schema/schema.ts'
import { commitmentTo, kinds } from '../sealed/sealed-entry.ts'
import { demandReceipt } from './permit.ts'

export const noticePath = '/exchange/notices'

export const ConsentNotice = strict({
  at: Instant,
  case: Uuid,
  consent: Uuid,
  fields: Type.Array(Type.String(), { description: 'Those that stay, as register.field; none after a withdrawal' }),
  gone: Type.Array(Type.String(), { description: 'Those that nobody receives under this consent any more' }),
  id: Uuid,
  person: Type.String(),
  purpose: Type.String(),
  recipient: Type.String(),
  until: Type.Union([IsoDate, Type.Null()], { description: 'Last day of what stays' }),
  version: Type.Integer({ description: 'Of the consent' }),
})
export type ConsentNotice = Static<typeof ConsentNotice>

export const Acknowledgement = strict({
  notice: Uuid,
  outcome: Type.Enum(['noted', 'erased', 'kept'], { description: 'Known, and being seen to; erased; kept because a law wants it kept' }),
  because: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'The law, where something is kept' })),
})
export type Acknowledgement = Static<typeof Acknowledgement>

/** What is sent. */
export interface NoticeMessage {
  /** Canonical JSON (RFC 8785): its names stand in order. */
  notice: string
  /** base64 */
  salt: string
  /** Signed note of the log. */
  receipt: string
}

const [noticeShape, answerShape] = [Compile(ConsentNotice), Compile(Acknowledgement)]

export const noticeText = ({ at, case: caseId, consent, fields, gone, id, person, purpose, recipient, until, version }: ConsentNotice) =>
  JSON.stringify({ at, case: caseId, consent, fields, gone, id, person, purpose, recipient, until, version })

/** Of a value that was put right or deleted, which only companies are sent, in words of their own (`register.field`). */
export interface CorrectionNotice { at: string; consent: string; fields: string[]; id: string; kind: 'corrected' | 'deleted'; person: string; purpose: string; recipient: string; request: string }

export const correctionText = ({ at, consent, fields, id, kind, person, purpose, recipient, request }: CorrectionNotice) =>
  JSON.stringify({ at, consent, fields, id, kind, person, purpose, recipient, request })

export const noticeEntry = (salt: Buffer, text: string) => Buffer.concat([Buffer.of(kinds.notice), commitmentTo(salt, text)])

/** @throws Error when it is none, no log known here has given its receipt, or it is for somebody else */
export function demandNotice(body: Uint8Array, recipient: string, logKeys: readonly VerifierKey[]): { notice: ConsentNotice; entry: string } {
  const { notice: text, salt, receipt } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Partial<NoticeMessage>
  if (typeof text !== 'string' || typeof salt !== 'string' || typeof receipt !== 'string') throw new Error('the notice lacks a part')
  const entry = noticeEntry(Buffer.from(salt, 'base64'), text)
  demandReceipt(receipt, entry, logKeys)
  const notice: unknown = JSON.parse(text)
  if (!noticeShape.Check(notice)) throw new Error('this is no notice of a consent')
  if (notice.recipient !== recipient) throw new Error('the notice is for somebody else')
  return { notice, entry: entry.toString('base64') }
}

/** @throws Error when the answer says nothing of this notice */
export function readAcknowledgement(body: Uint8Array, notice: string): Acknowledgement {
  const answer: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  if (!answerShape.Check(answer) || answer.notice !== notice) throw new Error('the answer is to another notice, or says nothing')
  return answer
}
