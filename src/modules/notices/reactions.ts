/** What people are told: one notice for each happening in their applications, and for the disclosures of their data to agencies. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import type { Delivery, Events } from '../../kernel/events/events.ts'
import { Closed, ContributionSettled, LinesDecided, MoreAsked, PartReferred, PaymentReclaimed, PaymentUnreceived, ReclaimDecided, RecordChanged, Submitted, VisitBegun, Withdrawn } from '../cases/index.ts'
import { CardChanged, CardsOffered, WalletsRestored, WalletsRevoked } from '../credentials/index.ts'
import { Disclosed, SealOpened } from '../exchange/index.ts'
import { LetterOpened, LetterTaken, MandateBegun, MandateEnded, MandateUsed, NationalBegun, PasskeyAdded, RegistrationAsked, RegistrationOpened, RegistrationTaken, TrustBegun, WordAsked } from '../identity/index.ts'
import { CompanyChanged } from '../partners/index.ts'
import { EntitlementsChanged, EntitlementsChangedBefore, type Happening } from './contract.ts'
import { dutiesBy, removeDone } from './due/due-rows.ts'
import { announce } from './announce.ts'
import { keepDigest } from './keep-digest.ts'
import { gatherDisclosure, keepNotice } from './keep-notice.ts'
import type { Planning } from './messages/plan-messages.ts'
import { noteGranted } from './pass/stands.ts'
import type { NoticesTables } from './tables.ts'

export interface ReactionDeps {
  db: RoomDatabase<NoticesTables>
  pack: Pack
  events: Events
  planning: Planning
}

export function reactToHappenings({ db, pack, events, planning }: ReactionDeps) {
  const keep = (tx: Tx<NoticesTables>, { person, receipt, caseId }: { person: string; receipt: string; caseId: string }, delivery: Delivery, happening: Happening) =>
    keepNotice(tx, planning, delivery, { person, receipt, matter: caseId, happening })

  events.on(Submitted, 'notices.submitted', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'submitted', event: about.event }))
  events.on(MoreAsked, 'notices.more-asked', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'more-asked', agency: about.agency, letter: about.question }))
  events.on(PartReferred, 'notices.part-referred', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'referred', agency: about.to, from: about.agency, ...(about.referral === undefined ? {} : { letter: about.referral }) }))
  events.on(Closed, 'notices.closed', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'closed' }))
  events.on(Withdrawn, 'notices.withdrawn', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'withdrawn', ...(about.lines ? { letters: about.lines.map(({ line, ...letter }) => ({ id: line, ...letter })) } : {}) }))
  events.on(PaymentReclaimed, 'notices.payment-reclaimed', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'reclaimed', agency: about.agency, service: about.service, letter: about.letter }))
  events.on(PaymentUnreceived, 'notices.payment-unreceived', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'unreceived', agency: about.agency, service: about.service, what: about.what }))
  events.on(ReclaimDecided, 'notices.reclaim-decided', db, (tx, about, delivery) => keep(tx, about, delivery, {
    kind: 'decided', agency: about.agency, approved: [], refused: [], letters: [{ id: about.letter, service: about.service, outcome: `reclaim-${about.outcome}` }], reclaim: { service: about.service, outcome: about.outcome },
  }))
  // Whoever never opened it does not learn of it.
  events.on(ContributionSettled, 'notices.contribution-settled', db, async (tx, { caseId, contribution, how, asker, askerName, asked, askedName }, delivery) => {
    const one = (person: string, side: 'asks' | 'asked', name: string) =>
      keepNotice(tx, planning, { ...delivery, eventId: `${delivery.eventId}/${side}` }, { person, receipt: null, matter: side === 'asks' ? caseId : null, happening: { kind: 'contribution', how, side, name, contribution, case: caseId } })
    await one(asker, 'asks', askedName)
    if (asked !== null) await one(asked, 'asked', askerName)
  })
  // One digest a person for a whole pass; who turned this kind off finds it in the inbox, read.
  events.on(EntitlementsChangedBefore, 'notices.entitlements-changed', db, (tx, { person, changes }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'entitlements', changes } }))
  events.on(EntitlementsChanged, 'notices.digest', db, (tx, digest, delivery) => keepDigest(tx, planning, delivery, digest))
  events.on(WalletsRevoked, 'notices.wallets-revoked', db, (tx, { person, by, count }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'wallet-revoked', by, count } }))
  events.on(WalletsRestored, 'notices.wallets-restored', db, (tx, { person, count }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'wallet-restored', count } }))
  events.on(CardChanged, 'notices.card-changed', db, (tx, { person, card, agency, act }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'card-changed', card, agency, act } }))
  // In transactions of its own, each person once a round: what is delivered again tells nobody anew.
  events.on(CardsOffered, 'notices.cards-offered', db, async (_tx, { round, card, agency, people }) => {
    await announce(db, planning, `card/${round}`, people.map((person) => ({ person, happening: { kind: 'card-ready' as const, card, agency } })))
  })
  /** Both are told, each in a notice of their own; a child too young, by the pack, is not. */
  const tellBoth = async (tx: Tx<NoticesTables>, { actor, actorName, subject, subjectName, tellSubject }: { actor: string; actorName: string; subject: string; subjectName: string; tellSubject: boolean }, delivery: Delivery,
    happeningOf: (side: 'acts' | 'represented', name: string) => Happening) => {
    const one = (person: string, side: 'acts' | 'represented', name: string) => keepNotice(tx, planning, { ...delivery, eventId: `${delivery.eventId}/${side}` }, { person, receipt: null, matter: null, happening: happeningOf(side, name) })
    await one(actor, 'acts', subjectName)
    if (tellSubject) await one(subject, 'represented', actorName)
  }
  events.on(MandateBegun, 'notices.mandate-begun', db, (tx, about, delivery) => tellBoth(tx, about, delivery, (side, name) => ({ kind: 'mandate-begun', mandate: about.mandate, side, name })))
  events.on(MandateEnded, 'notices.mandate-ended', db, (tx, about, delivery) => tellBoth(tx, about, delivery, (side, name) => ({ kind: 'mandate-ended', mandate: about.mandate, side, name, because: about.because })))
  events.on(MandateUsed, 'notices.mandate-used', db, (tx, { subject, actorName, mandate, act }, delivery) =>
    keepNotice(tx, planning, delivery, { person: subject, receipt: null, matter: null, happening: { kind: 'mandate-used', mandate, name: actorName, act } }))
  events.on(RegistrationOpened, 'notices.registration-opened', db, (tx, { person, registration, agency, endsFormer }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'registration-opened', registration, agency, endsFormer } }))
  events.on(RegistrationTaken, 'notices.registration-taken', db, (tx, { person, registration, agency }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'registration-taken', registration, agency } }))
  events.on(RegistrationAsked, 'notices.registration-asked', db, (tx, { person, registration, agency }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'registration-asked', registration, agency } }))
  events.on(WordAsked, 'notices.word-asked', db, (tx, { person, registration, agency, name }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'word-asked', registration, agency, name } }))
  events.on(TrustBegun, 'notices.trust-begun', db, (tx, { owner, name }, delivery) =>
    keepNotice(tx, planning, delivery, { person: owner, receipt: null, matter: null, happening: { kind: 'trust-begun', name } }))
  events.on(VisitBegun, 'notices.visit-begun', db, (tx, { person, visit, agency, event }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'taken-down', visit, agency, event } }))
  events.on(NationalBegun, 'notices.national-begun', db, (tx, { person }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'national-begun' } }))
  events.on(PasskeyAdded, 'notices.passkey-added', db, (tx, { person }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'passkey-added' } }))
  events.on(LetterOpened, 'notices.letter-opened', db, (tx, { person, letter, agency, began }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'letter-opened', letter, agency, began } }))
  events.on(LetterTaken, 'notices.letter-taken', db, (tx, { person, letter }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'letter-taken', letter } }))
  events.on(CompanyChanged, 'notices.company-changed', db, (tx, { owner, company, name, by }, delivery) =>
    keepNotice(tx, planning, delivery, { person: owner, receipt: null, matter: null, happening: { kind: 'company-changed', company, name, by } }))
  events.on(LinesDecided, 'notices.granted', db, (tx, { person, lines }, { happenedAt }) =>
    noteGranted(tx, person, lines.filter(({ outcome }) => outcome === 'approved').map(({ service }) => service), happenedAt))
  // The register says that it was done: nobody is reminded of it until the next pass looks again.
  events.on(RecordChanged, 'notices.duty-done', db, (tx, { service, of }) => removeDone(tx, dutiesBy(pack, service), of))
  events.on(LinesDecided, 'notices.lines-decided', db, (tx, about, delivery) => {
    const services = (wanted: string) => about.lines.filter(({ outcome }) => outcome === wanted).map(({ service }) => service)
    return keep(tx, about, delivery, { kind: 'decided', agency: about.agency, approved: services('approved'), refused: services('refused'), letters: about.lines.map(({ line, service, outcome }) => ({ id: line, service, outcome })) })
  })
  events.on(SealOpened, 'notices.seal-opened', db, (tx, { person, ...seal }, delivery) =>
    keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'seal-opened', ...seal } }))
  events.on(Disclosed, 'notices.disclosed', db, async (tx, { person, recipient, company, purpose, fields, caseId }, delivery) => {
    // People who read their own data need no notice of it.
    if (company === undefined && !pack.agencies.some(({ id }) => id === recipient)) return
    const to = { agency: recipient, ...(company === undefined ? {} : { company }), purpose, fields }
    if (caseId === null) await keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening: { kind: 'disclosed', to: [to] } })
    else await gatherDisclosure(tx, planning, delivery, person, caseId, to)
  })
}
