import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

/** What has become of an application, or of a part of it, when a letter tells it. */
export const letterOutcomes = ['approved', 'refused', 'more-asked', 'referred', 'withdrawn', 'reclaimed', 'reclaim-lifted', 'reclaim-upheld'] as const
export type LetterOutcome = (typeof letterOutcomes)[number]

/** services/<id>.json: a public service (CPSV-AP PublicService). */
export const PublicService = strict({
  id: Id,
  name: Text,
  summary: Text,
  agency: Id,
  lifeEvents: Type.Array(Id),
  audience: Text,
  howToApply: Text,
  cost: Text,
  processing: strict({
    days: Type.Integer({ minimum: 1 }),
    clock: Type.Union([Type.Literal('office-days'), Type.Literal('calendar-days')]),
    source: Source,
  }),
  complaint: Text,
  rule: Type.Union([Id, Type.Null()], { description: 'The rule that decides it; null: part of the event whatever the facts are' }),
  onlyIf: Type.Optional(strict({ fact: Type.String(), is: Type.String() }, { description: 'Part of the event only where this fact has this value; yes and no for true and false' })),
  follows: Type.Optional(strict({
    service: Id,
    source: Source,
  }, { description: 'Happens by law with the approval of another service of its events: nobody applies for it, and no agency decides' })),
  effect: Type.Optional(Type.Literal('register-birth', { description: 'Its approval is written into the register that keeps births' })),
  afterBirthMonths: Type.Optional(Type.Integer({ minimum: 1, description: 'It follows from a birth: the pass over everybody looks for it only where a child is younger' })),
  writes: Type.Optional(strict({
    register: Id,
    fields: Type.Record(Type.String(), Type.String(), { description: 'Field of the register → fact of the application' }),
    sets: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Field of the register → what stands there from then on: yes and no, a number, a code, decision.date for the day of the decision, or collects.amount for what was paid, which the register takes off (below zero: what it had been told never came)' })),
    of: Type.Optional(Type.Literal('subject', { description: 'Of whom the event is about, and not of the applicant' })),
  }, { description: 'Its approval changes what a register keeps on the applicant' })),
  finds: Type.Optional(Type.Array(Type.String(), { description: 'register.field of the subject: what was found goes to the applicant with the approval. Empty: the official writes it' })),
  pays: Type.Optional(strict({
    account: Type.String({ description: 'The fact that names the account; the purpose of its agency covers it' }),
    monthly: Type.Optional(strict({
      day: Type.Integer({ minimum: 1, maximum: 31, description: 'Of the month; where the month is shorter, its last' }),
      closed: Type.Union([Type.Literal('before'), Type.Literal('after')], { description: 'Paid on the last open day before, or the first after, where the day is a Saturday, a Sunday or a holiday' }),
      source: Source,
    }, { description: 'What it grants a month is paid every month until it ends; without it, for the month of the decision alone' })),
  }, { description: 'Its amounts are money into an account, but for what its rule grants `as voucher`; a discount on somebody’s bill is none' })),
  fee: Type.Optional(strict({ amount: Type.Integer({ minimum: 1, description: 'In the currency’s smallest unit' }), source: Source }, { description: 'What its approval costs the applicant' })),
  collects: Type.Optional(strict({
    fact: Type.String({ description: 'Of a register: how much the applicant owes, in the currency’s smallest unit' }),
    source: Source,
  }, { description: 'What stands in a register as owed, such as a tax, is paid with this: part of the event only where it is more than nothing. Nobody decides: it is asked as soon as it is sent, the register having been asked once more, and `writes` happens when it is paid' })),
  secondSignature: Type.Optional(strict({
    outcomes: Type.Array(Type.Union([Type.Literal('approved'), Type.Literal('refused')]), { minItems: 1, uniqueItems: true, description: 'Decisions that one official proposes and another one signs' }),
    above: Type.Optional(Type.Integer({ minimum: 0, description: 'Approvals only from this sum on, in the currency’s smallest unit: what is paid once and in a month together, money and vouchers each by itself' })),
    source: Source,
  }, { description: 'The law wants two officials' })),
  letters: Type.Optional(strict(
    { 'approved': Type.Optional(Text), 'refused': Type.Optional(Text), 'more-asked': Type.Optional(Text), 'referred': Type.Optional(Text), 'withdrawn': Type.Optional(Text), 'reclaimed': Type.Optional(Text), 'reclaim-lifted': Type.Optional(Text), 'reclaim-upheld': Type.Optional(Text) } satisfies Record<LetterOutcome, unknown>,
    { description: 'What the agency writes with a decision, a question, a referral, an end, or where it asks back what it paid and an objection to that is decided: ICU messages with facts of the case (`newborn_name` is newborn.name); a line is a paragraph. Reasons, law and the way to object always stand beneath. Without one, the general text' })),
  certificate: Type.Boolean({ description: 'Its approval is certified by a document' }),
  source: Source,
})
export type PublicService = Static<typeof PublicService>
