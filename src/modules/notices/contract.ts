/** What crosses the notices room's door. */
import Type, { type Static } from 'typebox'
import { defineEvent } from '../../kernel/events/events.ts'
import { defineJob } from '../../kernel/events/jobs.ts'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { Instant, IsoDate, strict, Text, Uuid } from '../../kernel/schema/schema.ts'

const EntitlementChange = strict({
  change: Type.Enum(['gains', 'loses', 'will-gain', 'will-lose']),
  service: Type.String(),
  of: Type.Union([Type.String(), Type.Null()], { description: 'Of which child or member, where it is told to somebody else' }),
  on: IsoDate,
  amounts: Type.Record(Type.String(), Type.Integer(), { description: 'per → amount in the currency’s smallest unit; of what is paid then; `month.voucher`: to pay with, and no money' }),
  reasons: Type.Array(Text, { description: 'Sentences of the rule: those that hold where it begins, those that fail where it ends' }),
  law: strict({ name: Text, article: Type.String(), unverified: Type.Boolean() }),
})
export type EntitlementChange = Static<typeof EntitlementChange>

const DueTold = strict({
  duty: Type.String(),
  of: Type.Union([Type.String(), Type.Null()], { description: 'Of which child, where it is told to somebody else' }),
  on: IsoDate,
  amount: Type.Union([Type.Integer(), Type.Null()], { description: 'In the currency’s smallest unit' }),
  missed: Type.Boolean({ description: 'The last day has passed' }),
  reasons: Type.Array(Text),
  says: Text,
  law: strict({ name: Text, article: Type.String(), unverified: Type.Boolean() }),
})
export type DueTold = Static<typeof DueTold>

const ofPass = { person: Type.String(), pass: Uuid, changes: Type.Array(EntitlementChange) }
/** As it was told before there were duties; of a pass that such a process ran. */
export const EntitlementsChangedBefore = defineEvent('notices.entitlements-changed', 1, strict(ofPass))
/** Of one person, for everything that a page of a pass over everybody found changed and due. */
export const EntitlementsChanged = defineEvent('notices.entitlements-changed', 2, strict({ ...ofPass, due: Type.Array(DueTold) }))

/** What a notice is about: names and numbers only, never the words of a person or an official. */
export type Happening =
  | { kind: 'submitted'; event: string }
  /** `letters`, `letter`: the case's letters of it, by their ids; left out by what happened before letters were written. */
  | { kind: 'decided'; agency: string; approved: string[]; refused: string[]; letters?: { id: string; service: string; outcome: 'approved' | 'refused' | 'reclaim-lifted' | 'reclaim-upheld' }[]; /** On an objection to what is asked back: of that service alone. */ reclaim?: { service: string; outcome: 'lifted' | 'upheld' } }
  | { kind: 'more-asked'; agency: string; letter?: string }
  /** `agency` has it now, `from` had it. */
  | { kind: 'referred'; agency: string; from: string; letter?: string }
  | { kind: 'closed' }
  /** `objectionTo`: what was taken back was an objection. */
  | { kind: 'withdrawn'; letters?: { id: string; service: string; objectionTo?: 'refusal' | 'reclaim' }[] }
  | { kind: 'reclaimed'; agency: string; service: string; letter: string }
  /** What the person had paid, as the bank announced it, never came. */
  | { kind: 'unreceived'; agency: string; service: string; what: 'fee' | 'repaid' }
  /** Told while the application runs: several agencies of one happening stand together. */
  | { kind: 'disclosed'; to: { agency: string; /** Name of a company, which no pack has. */ company?: string; purpose: string; fields: string[] }[] }
  /** Found by the pass over everybody. `amount` in the currency's minor unit; `event` opens the application. */
  | { kind: 'entitled'; service: string; amount: number | null; per: 'once' | 'month' | 'year' | 'trip' | null; event: string | null }
  | { kind: 'ending'; service: string; on: string }
  /** What a pass over everybody changed for a person, together. */
  | { kind: 'entitlements'; changes: EntitlementChange[]; due?: DueTold[] }
  /** What is due alone, for whoever wants to hear of one of the two. */
  | { kind: 'due'; due: DueTold[] }
  /** Everything in the wallets was revoked: from a signed-in browser, or by the sheet of paper. */
  | { kind: 'wallet-revoked'; by: 'portal' | 'sheet' | 'office'; count: number }
  /** What was lost is offered anew, to whoever is signed in as the person. */
  | { kind: 'wallet-restored'; count: number }
  /** A look that the law kept secret until now. `lookedAt` RFC 3339 */
  | { kind: 'seal-opened'; agency: string; purpose: string; lookedAt: string; fields: string[] }
  /** Keys or addresses of a company that the person looks after. */
  | { kind: 'company-changed'; company: string; name: string; by: 'owner' | 'office' }

  /** Somebody was asked to fill in a part of an application: to whoever asked, and to whoever opened it; `name` is the other. */
  | { kind: 'contribution'; how: 'given' | 'declined' | 'expired' | 'taken-back'; side: 'asks' | 'asked'; name: string; contribution: string; case: string }
  /** Of a mandate: to whoever acts, or to the represented; `name` is the other. */
  | { kind: 'mandate-begun'; mandate: string; side: 'acts' | 'represented'; name: string }
  | { kind: 'mandate-ended'; mandate: string; side: 'acts' | 'represented'; name: string; because: string }
  /** To the represented, once a day for each kind of act. */
  | { kind: 'mandate-used'; mandate: string; name: string; act: string }
  /** A sheet was made in the person's name, by which somebody can register a passkey; and it was taken up. */
  | { kind: 'registration-opened'; registration: string; agency: string; endsFormer: boolean }
  | { kind: 'registration-taken'; registration: string; agency: string }
  /** Somebody without a document says to be the person; and to each whom the person trusts, with their name. */
  | { kind: 'registration-asked'; registration: string; agency: string }
  | { kind: 'word-asked'; registration: string; agency: string; name: string }
  /** `name` may say from now on who the person is. */
  | { kind: 'trust-begun'; name: string }
  /** Somebody has come in as the person by the national sign-in, the first time by this account there. */
  | { kind: 'national-begun' }
  /** One more passkey opens the account. */
  | { kind: 'passkey-added' }
  /** A letter by which somebody may come in is on its way to the registered address: asked for, or at an agency's wish; and it was taken up. */
  | { kind: 'letter-opened'; letter: string; agency: string; began: 'asked' | 'invited' }
  | { kind: 'letter-taken'; letter: string }
  /** An agency holds, lets go or has ended one's cards of a type. `card`: type of credential */
  | { kind: 'card-changed'; card: string; agency: string; act: 'hold' | 'lifted' | 'end' }
  /** A card that one is entitled to can be taken: its agency tells everybody. */
  | { kind: 'card-ready'; card: string; agency: string }
  /** At an agency's counter an official has opened a draft of the person's. `event`: life event */
  | { kind: 'taken-down'; visit: string; agency: string; event: string }

export const kinds = ['submitted', 'decided', 'more-asked', 'referred', 'closed', 'withdrawn', 'reclaimed', 'unreceived', 'disclosed', 'entitled', 'ending', 'entitlements', 'due', 'wallet-revoked', 'wallet-restored', 'card-changed', 'card-ready', 'seal-opened', 'company-changed', 'contribution', 'mandate-begun', 'mandate-ended', 'mandate-used', 'registration-opened', 'registration-taken', 'registration-asked', 'word-asked', 'trust-begun', 'national-begun', 'passkey-added', 'letter-opened', 'letter-taken', 'taken-down'] as const satisfies readonly Happening['kind'][]

/** Whoever takes over an account would begin by switching these off: they go at once to every address that the person has confirmed. */
export const alarms = ['registration-opened', 'registration-taken', 'registration-asked', 'word-asked', 'trust-begun', 'national-begun', 'passkey-added', 'letter-opened', 'letter-taken', 'taken-down'] as const satisfies readonly Happening['kind'][]

/** Ways to reach a person beside the portal's inbox, which every notice enters. */
export const channelNames = ['email', 'push', 'sms', 'messenger', 'letter'] as const
export type ChannelName = (typeof channelNames)[number]

/** `again`: the next night too. */
export const RunPass = defineJob('notices.run-pass', strict({ again: Type.Boolean() }))

export const SendMessage = defineJob('notices.send-message', strict({ message: Uuid }))

export const noticesFaults = defineFaults('notices', {
  noSuchNotice: 404, noSuchContact: 404, channelNotOpen: 422, addressNotUsable: 422, contactKnown: 409, codeWrong: 422, codeEnded: 422, tooManyContacts: 422, channelSilent: 503,
})

export const NoticesReply = strict({
  notices: Type.Array(strict({
    id: Uuid,
    kind: Type.String(),
    title: Type.String({ description: "In the reader's language" }),
    receipt: Type.Union([Type.String(), Type.Null()]),
    createdAt: Instant,
    readAt: Type.Union([Instant, Type.Null()]),
    messages: Type.Array(strict({
      channel: Type.Union(channelNames.map((name) => Type.Literal(name))),
      state: Type.Union([Type.Literal('queued'), Type.Literal('sending'), Type.Literal('sent'), Type.Literal('failed')]),
      dueAt: Instant,
    }), { description: 'What went out beside the portal, and how far it came' }),
  })),
  older: Type.Union([Uuid, Type.Null()], { description: 'Id to ask on from; null on the last page' }),
})
