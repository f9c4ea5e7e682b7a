/** What crosses the exchange room's door. */
import Type, { type Static } from 'typebox'
import { defineEvent } from '../../kernel/events/events.ts'
import { defineJob } from '../../kernel/events/jobs.ts'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { Instant, IsoDate, strict, Uuid } from '../../kernel/schema/schema.ts'

/** A person inside an answer, such as a member of the household, with what the register says of them. */
export const RelatedPerson = Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer(), Type.Boolean(), Type.Null()]))

export const RegisterValue = Type.Union([
  Type.String(), Type.Number(), Type.Boolean(), Type.Null(), RelatedPerson, Type.Array(RelatedPerson), Type.Array(Type.String()),
])
export type RegisterValue = Static<typeof RegisterValue>

/** One value with where it comes from and when it was true. */
export interface KnownValue {
  register: string
  field: string
  value: RegisterValue
  /** RFC 3339 */
  answeredAt: string
}

/** Why a register gave nothing this time: the person may go on, or try again. */
export interface Silence {
  register: string
  reason: 'unreachable' | 'slow' | 'unreadable' | 'unknown-person' | 'refused'
}

export interface Answers {
  known: KnownValue[]
  silent: Silence[]
}

/** Somebody's data was disclosed; delivered after the row in the access log is durable. */
export const Disclosed = defineEvent('exchange.disclosed', 1, strict({
  person: Type.String(),
  purpose: Type.String(),
  recipient: Type.String({ description: 'agency id, id of a company, or `self` when people read their own data' }),
  company: Type.Optional(Type.String({ description: 'Name of the company, as the person was shown it' })),
  fields: Type.Array(Type.String()),
  caseId: Type.Union([Uuid, Type.Null()]),
}))

/** A look that was sealed stands in the person's chain from now on. */
export const SealOpened = defineEvent('exchange.seal-opened', 1, strict({
  person: Type.String(),
  purpose: Type.String(),
  agency: Type.String(),
  /** RFC 3339 */
  lookedAt: Instant,
  fields: Type.Array(Type.String()),
}))

/** Opens what is due. `on`: the day it was set for. */
export const OpenSealed = defineJob('exchange.open-sealed', strict({ on: IsoDate }))

/** Ends what the law no longer wants kept, and sets the next night's. */
export const EndRecords = defineJob('exchange.end-records', strict({}))

/** Tells a receiver that a consent was taken back. */
export const SendNotice = defineJob('exchange.send-notice', strict({ notice: Uuid }))

export const exchangeFaults = defineFaults('exchange', {
  noPurpose: 500,
  noConsent: 409,
  beyondPurpose: 500,
  alreadyRegistered: 409,
  registerUnavailable: 503,
  noSuchConsent: 404,
  unknownRequester: 401,
  noQuestion: 400,
  notForRequester: 403,
  beyondConsent: 403,
  askedBefore: 409,
  notKept: 404,
  askedAlready: 409,
  budgetSpent: 429,
  noOrder: 422,
  orderShort: 422,
  orderExpired: 422,
  orderBeyondLaw: 422,
  orderOfOthers: 422,
  onlyCovert: 403,
  neverCovert: 403,
  otherInquiry: 409,
})

export const AccessLogReply = strict({
  entries: Type.Array(strict({
    id: Uuid, at: Instant, recipient: Type.String({ description: 'agency id, id of a company, or `self`' }), role: Type.String(), purpose: Type.String(), register: Type.String(),
    fields: Type.Array(Type.String(), { description: 'Names of the fields, never their values' }), case: Type.Union([Uuid, Type.Null()]),
    keptUntil: Type.String({ format: 'date', description: 'Last day on which the entry is kept, by the law of the pack; counted from `at`' }),
    sealed: Type.Optional(strict({ lookedAt: Instant, openedAt: Instant, warrant: Type.String() }, { description: 'Of a look that the law kept from the person until it was opened; `at` is when it entered their chain' })),
  })),
})

export const EvidenceOfReply = strict({
  requirement: Type.String({ description: 'Purpose of the pack' }),
  evidence: Type.Array(strict({
    type: Type.String(), name: Type.String(), register: Type.String(), agency: Type.String({ description: 'Who gives it' }), fields: Type.Array(Type.String(), { description: 'Of the evidence, those that the requirement asks for' }),
  })),
})

export const ConsentRecordReply = Type.Record(Type.String(), Type.Unknown(), { description: 'JSON-LD: ISO/IEC TS 27560 in terms of the Data Privacy Vocabulary' })

const Stamps = Type.Array(strict({
  authority: Type.String(),
  proof: Type.String({ description: 'c2sp.org/tlog-proof in the earliest tree with the entry that this authority has stamped' }),
  token: Type.String({ description: 'TimeStampToken of RFC 3161 over the text of that checkpoint, DER, base64' }),
}))

const Seal = strict({
  look: Type.String({ description: 'Canonical JSON of the look as it was sealed' }),
  salt: Type.String(),
  latestOn: IsoDate,
  proof: Type.String({ description: 'c2sp.org/tlog-proof of the sealed entry, in the earliest tree that is kept' }),
  stamps: Stamps,
  orders: Type.Array(strict({ note: Type.String({ description: 'A court’s order with its signatures' }), proof: Type.String() })),
  court: Type.Union([strict({ threshold: Type.Integer(), keys: Type.Array(Type.String()) }), Type.Null()]),
}, { description: '`latestOn` is what its entry says in public' })

/** Of a look that is not open to its person yet, or was not when the file was made. */
export const SealedEvidenceFile = strict({
  format: Type.Literal('maru-sealed-evidence/1'),
  logKeys: Type.Array(Type.String()),
  witnessKeys: Type.Array(Type.String()),
  stampRoots: Type.Array(Type.String()),
  sealed: Seal,
})

export const EvidenceReply = strict({
  format: Type.Literal('maru-access-evidence/1'),
  look: Type.String({ description: 'Canonical JSON (RFC 8785), to be hashed byte for byte' }),
  salt: Type.String({ description: '32 bytes, base64; with it the entry is told from all others' }),
  proof: Type.String({ description: 'c2sp.org/tlog-proof' }),
  logKeys: Type.Array(Type.String({ description: 'Verifier keys of the log, of all times' })),
  witnessKeys: Type.Array(Type.String()),
  stamps: Type.Optional(Stamps),
  stampRoots: Type.Optional(Type.Array(Type.String({ description: 'PEM' }), { description: 'Certificates that the signers of the time-stamps lead to' })),
  sealed: Type.Optional(Seal),
})

export const SealedCountsReply = strict({
  looks: Type.Integer({ description: 'Entries of the log that begin with the byte 3' }), opened: Type.Integer({ description: 'Those that begin with the byte 4' }), extended: Type.Integer(),
  leastTold: Type.Integer({ description: 'A smaller count of a purpose is not told' }),
  months: Type.Array(strict({
    month: Type.String({ description: 'YYYY-MM' }), looks: Type.Integer(), opened: Type.Integer(), extended: Type.Integer(),
    purposes: Type.Array(strict({ agency: Type.String(), purpose: Type.String(), count: Type.Union([Type.Integer(), Type.Null()]) })),
  })),
})
