/** What crosses the cases room's door: events, faults, and the shapes of forms. */
import Type, { type Static } from 'typebox'
import { defineEvent } from '../../kernel/events/events.ts'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { Instant, IsoDate, strict, Uuid } from '../../kernel/schema/schema.ts'

const about = { caseId: Uuid, receipt: Type.String(), person: Type.String() }

export const Submitted = defineEvent('cases.submitted', 1, strict({ ...about, event: Type.String({ description: 'life event' }) }))

export const LinesDecided = defineEvent('cases.lines-decided', 1, strict({
  ...about,
  part: Uuid,
  agency: Type.String(),
  official: Type.String(),
  lines: Type.Array(strict({
    line: Uuid,
    service: Type.String(),
    outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
    reason: Type.Union([Type.String(), Type.Null()]),
  })),
}))

export const MoreAsked = defineEvent('cases.more-asked', 1, strict({
  ...about, part: Uuid, agency: Type.String(), question: Uuid, text: Type.String(),
}))
export const MoreAnswered = defineEvent('cases.more-answered', 1, strict({ ...about, part: Uuid, agency: Type.String(), question: Uuid }))
/** At its agency, and its clock runs; an objection too. */
export const PartArrived = defineEvent('cases.part-arrived', 1, strict({ part: Uuid, agency: Type.String(), receipt: Type.String() }))
/** It is another agency's now: `agency` had it, `to` has it, as a successor or because it decides such things. */
export const PartReferred = defineEvent('cases.part-referred', 1, strict({ ...about, part: Uuid, agency: Type.String(), to: Type.String(), succeeds: Type.Boolean(), /** Left out by what was referred before letters were written. */ referral: Type.Optional(Uuid) }))
/** A register has taken what an approval changes: of `of`, which is the person or whom the application is about. */
export const RecordChanged = defineEvent('cases.record-changed', 1, strict({ ...about, service: Type.String(), register: Type.String(), of: Type.String() }))
export const Closed = defineEvent('cases.closed', 1, strict(about))
export const Withdrawn = defineEvent('cases.withdrawn', 1, strict({ ...about, /** What was taken back; left out by what happened before letters told of it. */ lines: Type.Optional(Type.Array(strict({ line: Uuid, service: Type.String(), /** What the line objected to. */ objectionTo: Type.Optional(Type.Enum(['refusal', 'reclaim'])) }))) }))
/** What was paid is asked back; `letter` says how much, why, until when, and how to object. */
export const PaymentReclaimed = defineEvent('cases.payment-reclaimed', 1, strict({ ...about, agency: Type.String(), service: Type.String(), letter: Uuid }))

/** A fee, or what was asked back, had been announced by the bank and never came: it is owed as before. */
export const PaymentUnreceived = defineEvent('cases.payment-unreceived', 1, strict({ ...about, agency: Type.String(), service: Type.String(), what: Type.Enum(['fee', 'repaid']) }))

/** An objection to what is asked back is decided: lifted, it was owed after all. `payment`: what was asked back; `letter`: that of the decision. */
export const ReclaimDecided = defineEvent('cases.reclaim-decided', 1, strict({
  ...about, part: Uuid, agency: Type.String(), official: Type.String(), service: Type.String(), payment: Uuid, letter: Uuid, outcome: Type.Union([Type.Literal('lifted'), Type.Literal('upheld')]),
}))

/** Somebody was asked to fill in a part of an application that is not sent yet; `asked`: who has opened it, if anybody. */
export const ContributionSettled = defineEvent('cases.contribution-settled', 1, strict({
  caseId: Uuid, contribution: Uuid, event: Type.String({ description: 'life event' }), how: Type.Enum(['given', 'declined', 'expired', 'taken-back']),
  asker: Type.String(), askerName: Type.String(), asked: Type.Union([Type.String(), Type.Null()]), askedName: Type.String({ description: 'as the asker calls them, where nobody has opened it' }),
}))

/** The person has deleted what they had not sent. */
export const DraftDeleted = defineEvent('cases.draft-deleted', 1, strict({ caseId: Uuid, person: Type.String(), event: Type.String({ description: 'life event' }) }))

/** At an agency's counter an official has opened a draft for somebody who stands there. */
export const VisitBegun = defineEvent('cases.visit-begun', 1, strict({
  visit: Uuid, caseId: Uuid, person: Type.String(), event: Type.String({ description: 'life event' }), agency: Type.String(),
}))

export const casesFaults = defineFaults('cases', {
  noSuchEvent: 404,
  noSuchForm: 404,
  notOpenYet: 409,
  noSuchApplication: 404,
  alreadySubmitted: 409,
  changedElsewhere: 409,
  stepMissing: 409,
  nothingToSend: 409,
  noParentalAuthority: 403,
  fatherAlone: 403,
  registersNeeded: 503,
  noSuchPart: 404,
  alreadyDecided: 409,
  nothingChosen: 422,
  reasonMissing: 422,
  questionMissing: 422,
  questionOpen: 409,
  noOpenQuestion: 409,
  answerMissing: 422,
  tooLate: 409,
  noSuchLine: 404,
  noSuchLetter: 404,
  notRefused: 409,
  objectionKnown: 409,
  objectionLate: 409,
  noObjection: 409,
  pleaMissing: 422,
  anotherOfficial: 409,
  noSuchColleague: 422,
  notYourAbsence: 403,
  ownDeputy: 422,
  absenceDays: 422,
  deputyKnown: 409,
  deputyAway: 409,
  noSuchDeputy: 404,
  noSubject: 409,
  answerNeeded: 422,
  ownProposal: 409,
  notAProgram: 403,
  remarkMissing: 422,
  noReferral: 409,
  referredBefore: 403,
  noSuchReceiver: 422,
  referralReasonMissing: 422,
  partlyDecided: 409,
  formGone: 409,
  noSuchContribution: 404,
  contributionUnknown: 404,
  contributionKnown: 409,
  contributionAwaited: 409,
  contributionGiven: 409,
  contributionOver: 409,
  ownContribution: 409,
  tooManyContributions: 409,
  noCounter: 403,
  noSuchVisit: 404,
  visitOver: 410,
  visitCodeUnknown: 404,
  ownVisit: 403,
  otherName: 422,
  nameSilent: 503,
  notPrinted: 409,
  anotherWrites: 409,
  amountChanged: 409,
  amountSilent: 503,
  askedAlready: 409,
})

/** What another room pays a person, or asks of them, and waits for them: to be paid, or for an account. `amount` in the currency's smallest unit */
export interface MoneyToDo { service: string; amount: number; waits: 'payment' | 'account' }

/** A form, in JSON Schema. */
export const FormReply = Type.Object({
  $schema: Type.String({ description: 'https://json-schema.org/draft/2020-12/schema' }), title: Type.String(), description: Type.String(), type: Type.Literal('object'),
  properties: Type.Record(Type.String(), Type.Unknown(), { description: 'fact, or what a page repeats for → what may be said' }), required: Type.Array(Type.String()), additionalProperties: Type.Boolean(),
  allOf: Type.Optional(Type.Array(Type.Unknown(), { description: 'Questions that are asked only after another answer: if, then, else' })),
}, { additionalProperties: false })

/** Officials who wrote it down for somebody at a counter; none of them decides it. */
export const TakenDownBy = Type.Array(strict({
  official: Type.String({ description: 'name' }), agency: Type.String(), at: Instant, signed: Type.Boolean({ description: 'The person signed it on paper before this official, who sent it; otherwise they sent it themselves' }),
}), { description: 'Empty where the person filled it in themselves' })

/** What programs read of an application. */
export const ApplicationReply = strict({
  receipt: Type.String(),
  event: Type.String(),
  status: Type.String(),
  submittedAt: Instant,
  parts: Type.Array(strict({
    agency: Type.String(),
    objectionTo: Type.Union([Type.Literal('refusal'), Type.Literal('reclaim'), Type.Null()], { description: 'To a reclaim, approved means that it is lifted' }),
    status: Type.String(),
    dueOn: Type.Union([IsoDate, Type.Null()]),
    lines: Type.Array(strict({
      service: Type.String(),
      status: Type.String(),
      decidedAt: Type.Union([Instant, Type.Null()]),
      reason: Type.Union([Type.String(), Type.Null()]),
    })),
  })),
  reclaims: Type.Array(strict({
    reclaim: Uuid, agency: Type.String(), service: Type.String(), amount: Type.Integer({ description: 'in the currency’s smallest unit' }), reference: Type.String({ description: 'what the transfer names' }), month: IsoDate, reason: Type.String(), askedAt: Instant,
    payBackBy: Type.Union([IsoDate, Type.Null()]), objectUntil: Type.Union([IsoDate, Type.Null()], { description: 'Null: one cannot object, or has' }),
  }), { description: 'What was paid and is asked back' }),
  takenDownBy: TakenDownBy,
  timeline: Type.Array(strict({ at: Instant, kind: Type.String(), agency: Type.Union([Type.String(), Type.Null()]) })),
})
export type ApplicationReply = Static<typeof ApplicationReply>

export const ApplicationsReply = strict({
  applications: Type.Array(strict({
    receipt: Type.Union([Type.String(), Type.Null()], { description: 'Null: not sent yet' }),
    event: Type.String(),
    status: Type.String(),
    createdAt: Instant,
  })),
})

export const InboxReply = strict({
  next: Type.Union([Type.String(), Type.Null()], { description: 'For `after`: where the next page begins; null: there is none' }),
  parts: Type.Array(strict({
    part: Uuid,
    receipt: Type.String(),
    event: Type.String(),
    status: Type.String(),
    dueOn: IsoDate,
    services: Type.Array(Type.String()),
  })),
})
