/**
 * The one door for personal data: registers are asked here, with a purpose, and every disclosure is
 * in the access log before anyone sees the value.
 */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Court } from '../../kernel/config/read-court.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Jobs } from '../../kernel/events/jobs.ts'
import { limitCallers } from '../../kernel/http/limit-rate.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { EntryState } from '../../kernel/transparency/prove-entries.ts'
import type { TransparencyLog } from '../../kernel/transparency/transparency.ts'
import { askAbout, type AboutRequest } from './ask-about.ts'
import { authorise, type Authorisation } from './bundle/authorise.ts'
import { askForCase, type CaseBundle, type CaseQuestion } from './bundle/ask-for-case.ts'
import { bundle, type BundleRequest } from './bundle/bundle.ts'
import { createKept, type Kept } from './bundle/open-bundle.ts'
import type { Gathered } from './bundle/gather.ts'
import { createPartners } from './broker/partners.ts'
import { createQuestionLog } from './broker/log-questions.ts'
import { createOwnLooks } from './log-own-looks.ts'
import { passQuestion } from './broker/pass-question.ts'
import type { Broker } from './broker/serve-questions.ts'
import type { PartyFile } from './protocol/party.ts'
import { commitHeads } from './chain/heads.ts'
import { keepHeads } from './chain/keep-heads.ts'
import { sweepRows } from './chain/sweep-rows.ts'
import { type ChainFile, readChain } from './chain/read-chain.ts'
import { createRequests, type Requests } from './requests/requests.ts'
import { askAllHeld, askOwnData, type OwnDataRequest } from './ask.ts'
import type { Answers, KnownValue } from './contract.ts'
import { consentRecord } from './consent-record.ts'
import { disclose, type Disclosure } from './disclose.ts'
import { narrowConsent, type Narrowing, renewConsent, type Renewal } from './change-consent.ts'
import { giveConsent, withdrawConsent, type ConsentAnswers } from './give-consent.ts'
import type { CompanyNotices } from './notices/company-notices.ts'
import { createNotices, type Notice } from './notices/notices.ts'
import { type Overdue, readOverdue } from './notices/overdue.ts'
import { noteViewing, type Viewing } from './note-viewing.ts'
import { askEverybody, type Household, listResidents, type Sweep } from './everybody/ask-everybody.ts'
import { askPeople, type PeopleSweep, type PersonKnown } from './everybody/ask-people.ts'
import { proveSweep, readSweeps, type SweepProof } from './everybody/read-sweeps.ts'
import { type Evidence, readEvidence } from './read-evidence.ts'
import { type LogState, readLogState } from './read-log-state.ts'
import { readAccessLog, readChainLength, readConsents, readConsentVersions, readLook } from './queries.ts'
import { createRegisterClient, type BirthAnswer, type BirthReport, type RecordChange, type RegisterAddress } from './register-client.ts'
import { endRecords, type Ended } from './retention/end-records.ts'
import { lookKeptUntil, overBefore } from './retention/kept-until.ts'
import { nightly } from './retention/nightly.ts'
import { createSealed, type Sealed } from './sealed/sealed.ts'
import type { ExchangeTables } from './tables.ts'
import { changeRecord, reportBirth } from './write-register.ts'

export { counterPurpose, representative, type Visit, visitRole } from './who-looks.ts'
export { Disclosed, SealOpened } from './contract.ts'
export { attributesOf, factOfRegisters, listOfRegisters } from './facts-of-registers.ts'
export { factsOfHousehold, grownUp, isOfChildrenAlone, membersOf } from './facts-of-household.ts'
export type { Household } from './everybody/ask-everybody.ts'
export type { PersonKnown } from './everybody/ask-people.ts'
export { signCourtOrder } from './sealed/sign-order.ts'
export { verifyEvidence } from './verify-evidence.ts'
export { personInWords, valueInWords } from './pages/value-in-words.ts'
export { connectorPrograms } from './connector/programs.ts'
export { noticePath } from './protocol/notice.ts'
export { measureOverdue } from './notices/overdue.ts'
export type { CompanyNoticeRow, CompanyStanding } from './notices/company-notices.ts'
export type { CompanyNotice } from './notices/company-receivers.ts'
export type { NoticeOutcome } from './tables.ts'
export type { CaseBundle } from './bundle/ask-for-case.ts'
export type { KeptBundle } from './bundle/keep-bundle.ts'
export type { PartyFile } from './protocol/party.ts'
export type { Answers, KnownValue, RegisterValue, Silence } from './contract.ts'
export type { BirthAnswer, BirthReport, RegisterAddress } from './register-client.ts'

export interface ExchangeDeps {
  database: Database
  pack: Pack
  clock: Clock
  log: Log
  /** Holds a commitment to every look, beyond the reach of whoever runs the database. */
  accessLog: TransparencyLog
  addressOf(register: string): RegisterAddress | undefined
  /** Agencies that may ask by programs of their own: their public keys. */
  requesters?: readonly PartyFile[]
  /** Whose orders keep a look sealed for longer; without one each opens at its date. */
  court?: Court | undefined
  /** Left out where nothing runs by itself. */
  jobs?: Pick<Jobs, 'define'>
}

export type AccessLogRow = Awaited<ReturnType<typeof readAccessLog>>[number]
export type SweepLook = Awaited<ReturnType<typeof readSweeps>>[number]
export type ConsentVersions = Awaited<ReturnType<typeof readConsentVersions>>
export type ConsentRow = Awaited<ReturnType<typeof readConsents>>[number]

export interface Exchange {
  askOwnData(request: OwnDataRequest): Promise<Answers>
  /** What an agency may read of the person whom a case is about, and who is not the applicant. */
  askAbout(request: AboutRequest): Promise<Answers>
  giveConsent(answers: ConsentAnswers): Promise<void>
  withdrawConsent(person: string, consentId: string): Promise<void>
  /** Fewer fields, or a shorter time. When this resolves nothing beyond is handed on. */
  narrowConsent(narrowing: Narrowing): Promise<void>
  /** For as long again as the purpose allows, also after its end. */
  renewConsent(renewal: Renewal): Promise<void>
  disclose(disclosure: Disclosure): Promise<KnownValue[]>
  /** What a person answers to a company. @returns the ids of the consents that were given, by purpose */
  authorise(authorisation: Authorisation): Promise<Map<string, string>>
  /** What an official asks now for a case: several registers as one bundle, each source with its provenance. */
  askForCase(question: CaseQuestion): Promise<CaseBundle>
  /** What was gathered so for a case, to be opened again. */
  kept: Kept
  /** What a person lets a company have, from every register at once. */
  bundle(request: BundleRequest): Promise<Gathered>
  noteViewing(viewing: Viewing): Promise<void>
  /** Writes a birth into the register that keeps births; the key makes a repetition harmless. */
  reportBirth(report: BirthReport): Promise<BirthAnswer>
  /** Writes what was decided into a register, where the pack lets that field be changed. */
  changeRecord(register: string, change: RecordChange): Promise<void>
  accessLog(person: string, before?: string): Promise<AccessLogRow[]>
  /** The last day on which a look that entered the log at this moment is kept, `YYYY-MM-DD`. */
  lookKeptUntil(at: Date): string
  /** One look with its proof, as a file that is checked away from here. */
  evidence(person: string, id: string): Promise<Evidence>
  /** One of a person's looks, and how far its entry has come. */
  look(person: string, id: string): Promise<{ look: AccessLogRow; state: EntryState }>
  /** All of a person's looks as a file that shows by itself that none is missing. */
  chain(person: string): Promise<ChainFile>
  chainLength(person: string): Promise<number>
  /** Says in the log how long every chain is. A keeper does it about every minute. */
  commitHeads(): Promise<number | undefined>
  /** What of the log is published, and who outside vouches for it. */
  logState(): Promise<LogState>
  /** Ends what the pack's law no longer wants kept. */
  endRecords(): Promise<Ended>
  /** Has it done in the night to come, and every night after it. */
  nightly(): Promise<void>
  /** Holds every row of the access log against its entry. @returns what does not fit; the keeper does it, too, and says so in the platform's log */
  sweep(): Promise<string | undefined>
  /** Everything that the registers hold on a person, for that person. */
  askAllHeld(person: string): Promise<Answers>
  requests: Requests
  /** Looks that the law keeps from the person until a date. */
  sealed: Sealed
  consents(person: string): Promise<ConsentRow[]>
  /** One of them with all its versions, the newest first. */
  consent(person: string, id: string): Promise<ConsentVersions>
  /** Whom the person's changes to it were told, and what each has answered. */
  notices(consent: string): Promise<Notice[]>
  /** What companies that received something are told, and have answered. */
  companies: CompanyNotices
  /** Receivers that owe an answer. */
  overdue(): Promise<Overdue[]>
  /** One of a person's answers as JSON-LD (ISO/IEC TS 27560, DPV); as it holds now where no version is named. */
  consentRecord(person: string, id: string, version?: number): Promise<Record<string, unknown>>
  /** The legal day. */
  today(): string
  /** Questions of agencies to registers, which the platform passes on and cannot read the answers of. */
  broker: Broker
  close(): Promise<void>
  /** Ids of residents after one of them, in their order, for a purpose of everybody. */
  residents(purpose: string, after: string, limit: number): Promise<string[]>
  /** The households of a page of residents, committed to person by person before anything is released. */
  askEverybody(sweep: Sweep): Promise<Household[]>
  /** A page of residents, each asked about alone; committed to likewise. */
  askPeople(sweep: PeopleSweep): Promise<PersonKnown[]>
  /** The looks at everybody that a person was in, newest first. */
  sweeps(person: string): Promise<SweepLook[]>
  proveSweep(person: string, id: string): Promise<SweepProof>
}

export const accessLogPage = 50
/** A month of nights. */
const sweepsShown = 31

/** Of one requester: Estonia's whole X-Road carries 246 a second. */
const questionsPerSecond = 1_000

export function createExchange(deps: ExchangeDeps): Exchange {
  const db = deps.database.room<ExchangeTables>('exchange')
  const { pack, clock } = deps
  const access = { db, log: deps.accessLog }
  const client = createRegisterClient(deps.addressOf, deps.log)
  const requesters = createPartners(deps.requesters ?? [])
  const questions = createQuestionLog(access, pack, clock)
  const logOwnLook = createOwnLooks(access)
  const limit = limitCallers(questionsPerSecond)
  const sealed = createSealed({ access, pack, clock, client, court: deps.court }, deps.jobs)
  const notices = createNotices({ access, clock, requesters }, deps.jobs)
  const { push } = notices
  const over = () => ({ looks: overBefore(pack, pack.retention.accessLog, clock.today()), consents: overBefore(pack, pack.retention.consents, clock.today()) })
  const heads = keepHeads(access, deps.log, sealed.openDue, over)
  const ending = nightly(db, pack, clock, () => endRecords({ access, ending: deps.database.room('exchange', 'ending'), pack, clock }), deps.jobs)
  return {
    askOwnData: (request) => askOwnData({ logOwnLook, pack, client }, request),
    askAbout: (request) => askAbout({ access, pack, client }, request),
    giveConsent: (answers) => giveConsent(db, pack, clock, answers),
    withdrawConsent: (person, consentId) => withdrawConsent({ access, pack, clock, push }, person, consentId),
    narrowConsent: (narrowing) => narrowConsent({ access, pack, clock, push }, narrowing),
    renewConsent: (renewal) => renewConsent({ access, pack, clock }, renewal),
    disclose: (disclosure) => disclose(access, pack, clock.today().toString(), disclosure, questions.ended),
    authorise: (authorisation) => authorise(db, pack, clock, authorisation),
    askForCase: (question) => askForCase({ access, pack, client, clock }, question, questions.ended),
    kept: createKept({ access, pack, clock }, questions.ended),
    bundle: (request) => bundle({ access, pack, client, clock }, request),
    noteViewing: (viewing) => noteViewing(access, viewing),
    reportBirth: (report) => reportBirth(pack, client, report),
    changeRecord: (id, change) => changeRecord(pack, client, id, change),
    accessLog: (person, before) => db.transaction((tx) => readAccessLog(tx, person, before, accessLogPage)),
    lookKeptUntil: (at) => lookKeptUntil(pack, at),
    evidence: (person, id) => readEvidence(access, deps.court, person, id),
    async look(person, id) {
      const look = await db.transaction((tx) => readLook(tx, person, id))
      return { look, state: (await deps.accessLog.states([id])).get(id) ?? 'waiting' }
    },
    chain: (person) => readChain(access, person),
    chainLength: (person) => db.transaction((tx) => readChainLength(tx, person)),
    commitHeads: () => commitHeads(access),
    logState: () => readLogState(deps.accessLog),
    sweep: () => sweepRows(access, over()),
    endRecords: ending.run,
    nightly: ending.nightly,
    askAllHeld: (person) => askAllHeld({ logOwnLook, pack, client }, person),
    requests: createRequests({ access, pack, clock, push }),
    sealed,
    consents: (person) => db.transaction((tx) => readConsents(tx, person)),
    notices: notices.of,
    companies: notices.companies,
    overdue: () => readOverdue(db, clock),
    consent: (person, id) => db.transaction((tx) => readConsentVersions(tx, person, id)),
    consentRecord: async (person, id, version) => consentRecord(pack, await db.transaction((tx) => readConsentVersions(tx, person, id)), clock.today().toString(), version),
    today: () => clock.today().toString(),
    broker: {
      pass: async (request) => passQuestion({ pack, log: questions, sealed, findRequester: (await requesters()).byKey, addressOf: deps.addressOf, limit }, request),
      ended: (id) => { questions.ended(id) },
    },
    residents: (purpose, after, limit) => listResidents({ pack, client }, purpose, after, limit),
    askEverybody: (sweep) => askEverybody({ access, pack, client }, sweep),
    askPeople: (sweep) => askPeople({ access, pack, client }, sweep),
    sweeps: (person) => db.transaction((tx) => readSweeps(tx, person, sweepsShown)),
    proveSweep: (person, id) => proveSweep(access, person, id),
    async close() {
      await heads.stop()
      await notices.close()
      await questions.close()
    },
  }
}
