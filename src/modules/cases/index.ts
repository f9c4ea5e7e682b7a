/** One-stop applications: one form, one receipt, a part for each agency, one timeline. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { type Clock, momentOf } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Events } from '../../kernel/events/events.ts'
import type { Jobs } from '../../kernel/events/jobs.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { Wording } from '../../web/wordings.ts'
import type { Official } from '../../kernel/http/principal.ts'
import type { Editions } from '../catalogue/index.ts'
import type { Credentials } from '../credentials/index.ts'
import type { Exchange, KnownValue, Silence } from '../exchange/index.ts'
import type { Rules } from '../rules/index.ts'
import { type Approved, approveClear, type ClearPart, readClear } from './decide/approve-clear.ts'
import { answerMore } from './parts/answer-more.ts'
import { askMore } from './parts/ask-more.ts'
import { assess, type Assessment } from './apply/assess.ts'
import { type Calendar, createCalendar } from './calendar/calendar.ts'
import { changeDraft } from './apply/change-draft.ts'
import { deleteDraft } from './apply/delete-draft.ts'
import { type Decided, decideLines, type LineDecision } from './decide/decide-lines.ts'
import { actingOn } from './deputies/in-place-of.ts'
import { type Contributions, createContributions } from './contribute/contribution.ts'
import { type Counter, createCounter, type VisitDeps } from './counter/counter.ts'
import { createDeputies, type Deputies } from './deputies/name-deputy.ts'
import type { Draft, Newborn } from './apply/draft.ts'
import { type Colleague, handOver, type HoldDeps, holdPart, type Load, readLoad } from './parts/hold-parts.ts'
import { type BehindForm, moveDrafts, readBehind } from './apply/move-drafts.ts'
import { type Tried, tryOut } from './apply/try-out.ts'
import type { Begun, OwnApplication } from './apply/load-application.ts'
import { readingOwn } from './apply/read-own.ts'
import { planRenewal, renewDraft, type Renewal } from './apply/renew-draft.ts'
import { createGathering, type Gathering } from './parts/gather-facts.ts'
import { referPart } from './parts/refer-part.ts'
import { succeedAgencies } from './parts/succeed-agencies.ts'
import { letterAbout } from './letters/letter-about.ts'
import type { LetterCase } from './letters/letter.ts'
import { createLetters, type Letters } from './letters/letters.ts'
import { type Signature, signProposals } from './decide/sign-proposals.ts'
import { objectToLine } from './decide/object-to-line.ts'
import { objectToReclaim } from './decide/object-to-reclaim.ts'
import { type ApplicationRow, askDecided, askInbox, type DecidedRow, type InboxOf, type InboxPlace, type InboxRow, readApplications, readWaiting } from './queries.ts'
import { reactToDecisions } from './reactions.ts'
import { readApplication, type ReadApplication } from './read-application.ts'
import { readRecord } from './decide/read-record.ts'
import { type Grant, readGrant } from './payments/read-grant.ts'
import { readForAnother } from './apply/read-for-another.ts'
import { readKnown } from './apply/read-known.ts'
import { readOwed } from './apply/read-owed.ts'
import { readPart, type ReadPart } from './parts/read-part.ts'
import { type Sending, sendingOf } from './apply/read-sending.ts'
import { keepSlot } from './apply/keep-slot.ts'
import { purposeOf } from './apply/purpose-of.ts'
import { type QuestionSlot, type Slot, type SlotMistake, type Slots, slotsOf } from './apply/slots.ts'
import { startApplication } from './apply/start-application.ts'
import { submitApplication } from './apply/submit-application.ts'
import type { CasesTables } from './tables.ts'
import { readReclaimObjection, type ReclaimObjection } from './payments/read-reclaim-objection.ts'
import { type PaymentStep, tellPayment } from './payments/tell-payment.ts'
import { withdrawApplication } from './apply/withdraw-application.ts'

export { casesFaults, Closed, ContributionSettled, DraftDeleted, LinesDecided, type MoneyToDo, MoreAnswered, MoreAsked, PartArrived, PartReferred, PaymentReclaimed, PaymentUnreceived, ReclaimDecided, RecordChanged, Submitted, VisitBegun, Withdrawn } from './contract.ts'

export interface CasesDeps {
  database: Database
  pack: Pack
  editions: Editions
  clock: Clock
  events: Events
  jobs: Jobs
  rules: Rules
  exchange: Exchange
  credentials: Credentials
  colleagues: HoldDeps['colleagues']
  wordingIn(tag: string): Wording
  log: Log
  demonstration: boolean
  key: Buffer
  /** Of those who stand at a counter for others. */
  mandates: VisitDeps['mandates']
  /** Ends the mandates, payments and cards of somebody who has died. */
  died(person: string): Promise<void>
}

export type { FictitiousPeople } from './apply/try-out.ts'
export { type Letter, paragraphsOf } from './letters/letter.ts'
export { type Entry, horizon } from './calendar/entries.ts'
export { LetterView } from './pages/letter-view.tsx'
export type { ApplicationRow, DecidedRow, Grant, InboxRow, OwnApplication, PaymentStep, QuestionSlot, ReclaimObjection, Sending, Slot, SlotMistake, Slots }
export { AskedQuestion } from './pages/asked-question.tsx'

export interface Cases {
  start(person: string, event: string, language: string, subject?: string): Promise<{ id: string }>
  read(person: string, id: string): Promise<OwnApplication>
  readKnown(person: string, id: string): Promise<Draft>
  change(person: string, id: string, change: (draft: Draft, event: string) => Draft): Promise<Draft>
  /** The questions a few at a time: which are answered, which are asked. */
  slots(application: Begun): Slots
  /** Answers one of them by the checks of its page. @returns what is wrong with it; undefined where it is kept */
  fill(person: string, id: string, slot: Slot, text: string): Promise<SlotMistake | undefined>
  assess(application: Begun): Assessment
  /** The pack as an application began with it. */
  packOf(application: Pick<OwnApplication, 'pack_edition'>): Pack
  /** A form with somebody who does not exist; keeps nothing. */
  tryOut(pack: Pack, event: string, known: KnownValue[], typed: Record<string, string>): Tried
  /** Drafts that began with an earlier form of this life event: how many, and what a move means for them. */
  behind(event: string): Promise<BehindForm[]>
  /** @returns how many drafts go on with the form of today */
  moveDrafts(by: Official, event: string): Promise<number>
  /** What becomes of the answers with the form of today; undefined: it is the form that they began with. */
  renewal(person: string, id: string): Promise<Renewal | undefined>
  /** @throws notOpenYet where there is no form to go on with */
  renew(person: string, id: string): Promise<void>
  giveConsents(person: string, id: string, language: string, decisions: Record<string, boolean>): Promise<Draft>
  /** @param version of the draft that was looked at. @throws changedElsewhere where it is another one by now */
  submit(person: string, id: string, version?: number): Promise<{ receipt: string }>
  /** What sending would do now. */
  sending(person: string, id: string): Promise<Sending>
  /** What a person is owed after a life event, before anything is applied for; keeps nothing. @throws noSuchEvent, notOpenYet */
  owed(person: string, event: string, newborns: Newborn[]): Promise<{ assessment: Assessment; silent: Silence[] }>
  applications(person: string): Promise<ApplicationRow[]>
  /** Applications in which an agency waits for the person's answer. */
  waiting(person: string): Promise<{ receipt: string; event: string }[]>
  application(person: string, receipt: string): Promise<ReadApplication>
  /** The signed decision record of what the rules said when it was sent. */
  record(person: string, receipt: string): Promise<string>
  answer(person: string, applicationId: string, questionId: string, answer: string): Promise<void>
  withdraw(person: string, receipt: string): Promise<void>
  /** Of what it held nothing is left. @throws noSuchApplication, alreadySubmitted */
  deleteDraft(person: string, id: string): Promise<void>
  /** @throws noSuchLine, notRefused, noObjection, objectionLate, objectionKnown, pleaMissing */
  object(person: string, receipt: string, line: string, plea: string): Promise<void>
  /** To what is asked back; `reclaim`: id of its letter. @throws noSuchApplication, noSuchLetter, noObjection, objectionLate, objectionKnown, pleaMissing */
  objectToReclaim(person: string, receipt: string, reclaim: string, plea: string): Promise<void>
  inbox(official: Official, of?: InboxOf, after?: InboxPlace): Promise<{ rows: InboxRow[]; next: InboxPlace | null }>
  decided(official: Official): Promise<DecidedRow[]>
  part(official: Official, partId: string): Promise<ReadPart>
  /** The registers asked again for a part, and what they said opened again. */
  gathering: Gathering
  decide(official: Official, partId: string, decisions: LineDecision[]): Promise<Decided>
  /** The second official's word on what a colleague proposed. */
  sign(official: Official, partId: string, signatures: Signature[]): Promise<void>
  askMore(official: Official, partId: string, text: string): Promise<void>
  /** The part is another agency's to decide. @throws noReferral, noSuchReceiver, referralReasonMissing, noSuchPart, partlyDecided, questionOpen, alreadyDecided */
  refer(official: Official, partId: string, to: string, reason: string): Promise<void>
  /** What abolished agencies had goes to those that the pack names. @returns how many parts */
  succeedAgencies(): Promise<number>
  /** Has that done soon, and every night after it. */
  nightly(): Promise<void>
  /** What can be approved together. */
  clear(official: Official): Promise<ClearPart[]>
  approveClear(official: Official, parts: readonly string[]): Promise<Approved>
  /** Takes a part on, or hands it over. @param to null: nobody's any more */
  hold(official: Official, partId: string, to: string | null): Promise<void>
  handOver(lead: Official, from: string, to: string | null): Promise<number>
  deputies: Deputies
  load(agency: string, today: string): Promise<Load[]>
  colleagues(agency: string): Promise<Colleague[]>
  letters: Letters
  /** The last decision of a kind on a service, to show a letter with: the look is in the person's log. Undefined also for whoever does not decide cases. */
  letterAbout(by: Official, service: string, outcome: 'approved' | 'refused'): Promise<LetterCase | undefined>
  /** What an approved line granted, for whoever pays it; undefined: it is not approved. */
  grant(line: string): Promise<Grant | undefined>
  /** How an objection to what was asked back stands, for the clerk who awaits it; undefined: nobody objected. */
  reclaimObjection(caseId: string, payment: string): Promise<ReclaimObjection | undefined>
  /** Parts that had arrived at their agencies when the person took the application back. */
  withdrawnParts(caseId: string): Promise<{ part: string; agency: string }[]>
  /** Puts a payment's step on the person's timeline, once. */
  tellPayment(step: PaymentStep): Promise<void>
  calendar: Calendar
  contributions: Contributions
  counter: Counter
}

/** Rows a page: of what waits, what fits on a few screens; of what is decided, the last. */
const [inboxPage, decidedPage] = [50, 20]

export function createCases(deps: CasesDeps): Cases {
  const { pack, editions, clock, rules, exchange } = deps
  const db = deps.database.room<CasesTables>('cases')
  const readOwn = readingOwn(db, editions)
  const today = () => clock.today().toString()
  const inbox = { all: askInbox(db, 'all', inboxPage), mine: askInbox(db, 'mine', inboxPage), nobody: askInbox(db, 'nobody', inboxPage), signature: askInbox(db, 'signature', inboxPage) }
  const { nightly } = reactToDecisions({ ...deps, db })
  const clocked = { db, pack, editions, clock }
  const decide = decideLines(clocked)
  const holding = { db, clock, colleagues: deps.colleagues }
  const deputies = createDeputies(holding)
  return {
    start: (person, event, language, subject) => startApplication(db, editions, momentOf(clock), person, event, language, subject),
    read: readForAnother(exchange, pack, readOwn, ({ event, pack_edition }) => purposeOf(event, editions.packAt(pack_edition))),
    readKnown: (person, id) => readKnown({ db, editions, exchange, purposeOf, readOwn }, person, id),
    change: (person, id, change) => changeDraft({ db, editions }, person, id, change),
    slots: ({ event, draft, pack_edition }) => slotsOf({ pack: editions.packAt(pack_edition), event, draft }),
    fill: (person, id, slot, text) => keepSlot({ db, editions, today }, person, id, slot, text),
    assess: ({ event, draft, pack_edition }) => assess(editions.packAt(pack_edition), rules, event, draft, today()),
    packOf: ({ pack_edition }) => editions.packAt(pack_edition),
    tryOut: (own, event, known, typed) => tryOut(own, rules, event, known, typed, today()),
    behind: (event) => readBehind(db, editions, event),
    moveDrafts: (by, event) => moveDrafts(db, editions, momentOf(clock), today(), by, event),
    renewal: async (person, id) => planRenewal(editions, await readOwn(person, id), today()),
    renew: (person, id) => renewDraft(db, editions, momentOf(clock), today(), person, id),
    async giveConsents(person, id, language, decisions) {
      await readOwn(person, id)
      await exchange.giveConsent({ person, caseId: id, language, decisions })
      return changeDraft({ db, editions }, person, id, (draft) => ({ ...draft, consents: decisions }))
    },
    submit: (person, id, version) => submitApplication({ db, editions, rules, clock, exchange, purposeOf, readOwn }, person, id, version),
    sending: (person, id) => readOwn(person, id).then((application) => sendingOf(editions.packAt(application.pack_edition), rules, application, today())),
    owed: (person, event, newborns) => readOwed({ pack, rules, exchange, purposeOf, today }, person, event, newborns),
    applications: (person) => db.transaction((tx) => readApplications(tx, person)),
    waiting: (person) => db.transaction((tx) => readWaiting(tx, person)),
    application: (person, receipt) => readApplication(db, person, receipt),
    record: (person, receipt) => readRecord(db, person, receipt),
    answer: answerMore(clocked),
    withdraw: (person, receipt) => withdrawApplication(db, person, receipt),
    deleteDraft: (person, id) => deleteDraft(clocked, person, id),
    object: (person, receipt, line, plea) => objectToLine(clocked, person, receipt, line, plea),
    objectToReclaim: (person, receipt, reclaim, plea) => objectToReclaim(clocked, person, receipt, reclaim, plea),
    inbox: async (official, of = 'all', after) => inbox[of](actingOn(official, clock), after, of === 'mine' ? [official.official, ...await deputies.standsInFor(official)] : undefined),
    decided: askDecided(db, decidedPage),
    part: (official, partId) => readPart(db, exchange, { editions, rules, today }, official, partId),
    gathering: createGathering({ db, editions, exchange, pack }),
    decide,
    sign: signProposals(clocked),
    askMore: askMore(clocked),
    refer: (official, partId, to, reason) => referPart(clocked, official, partId, to, reason),
    succeedAgencies: () => succeedAgencies(clocked),
    nightly,
    clear: (official) => readClear(db, editions, official),
    approveClear: (official, parts) => approveClear(db, editions, exchange, decide, official, parts),
    hold: (official, partId, to) => holdPart(holding, official, partId, to),
    handOver: (lead, from, to) => handOver(holding, lead, from, to),
    deputies,
    load: (agency, today) => readLoad(db, agency, today),
    colleagues: deps.colleagues,
    letters: createLetters({ editions, wordingIn: deps.wordingIn, demonstration: deps.demonstration, read: (person, receipt) => readApplication(db, person, receipt) }),
    letterAbout: (by, service, outcome) => letterAbout({ db, editions, part: (official, part) => readPart(db, exchange, { editions, rules, today }, official, part) }, by, service, outcome),
    grant: (line) => readGrant(db, editions, line),
    reclaimObjection: (caseId, payment) => readReclaimObjection(db, editions, caseId, payment),
    withdrawnParts: (caseId) => db.transaction((tx) => tx.selectFrom('part').select(['id as part', 'agency']).where('application_id', '=', caseId).where('status', '=', 'withdrawn').where('opened_at', 'is not', null).execute()),
    tellPayment: (step) => tellPayment(db, step),
    calendar: createCalendar(db, pack, clock),
    counter: createCounter({ db, pack, editions, clock, exchange, mandates: deps.mandates, key: deps.key }),
    contributions: createContributions({ db, editions, clock, key: deps.key, jobs: deps.jobs }),
  }
}
