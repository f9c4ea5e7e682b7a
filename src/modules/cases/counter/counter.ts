import type { Mandate, Official } from '../../../kernel/http/principal.ts'
import type { Visit } from '../../exchange/index.ts'
import type { MandateRow } from '../../identity/index.ts'
import { type Beginning, beginApplication, mayActFor } from './begin-application.ts'
import { endAtCounter, stopOwn } from './end-visit.ts'
import { demandOpen, inVisit, readVisit } from './in-visit.ts'
import { makeCode, type VisitCode } from './make-code.ts'
import { openByCode, openByDocument, type Shown } from './open-visit.ts'
import { type DeskVisit, lookersIn, type OwnVisit, readDesk, readOpen, readOwnVisit } from './read-visits.ts'
import { demandCounter, type VisitDeps, type VisitRow } from './visit.ts'

export type { VisitDeps }

export interface Counter {
  /** Of whoever shows a draft. @throws noSuchApplication, alreadySubmitted, formGone */
  code(of: { person: string; name: string; by?: Mandate | undefined }, application: string): Promise<VisitCode>
  own: {
    /** @throws noSuchVisit, also for another's */
    read(person: string, visit: string): Promise<OwnVisit>
    /** Where an application of theirs is open just now. */
    open(application: string): Promise<{ id: string; agency: string } | undefined>
    /** In one press, also while the official writes. @throws noSuchVisit, visitOver */
    stop(person: string, visit: string): Promise<void>
  }
  /** What the pack says of counters. @throws noCounter where the official's agency has none, as everything below */
  at(official: Official): ReturnType<typeof demandCounter>
  /** Whom this official has had here lately, newest first. */
  desk(official: Official): Promise<DeskVisit[]>
  /** @returns the visit. @throws visitCodeUnknown, ownVisit, alreadySubmitted, tooManyRequests */
  openByCode(official: Official, code: string): Promise<string>
  /** @returns the visit. @throws ownVisit, otherName, nameSilent, tooManyRequests */
  openByDocument(official: Official, shown: Shown, document: string): Promise<string>
  /** @throws noSuchVisit */
  read(official: Official, visit: string): Promise<VisitRow>
  /** One that goes on. @throws noSuchVisit, visitOver */
  demand(official: Official, visit: string): Promise<VisitRow>
  /** For whom whoever stands there may apply beside themselves. */
  mayActFor(visit: VisitRow): Promise<MandateRow[]>
  /** @returns the application. @throws ownVisit, noSuchEvent, notOpenYet, visitOver */
  begin(official: Official, visit: VisitRow, beginning: Beginning): Promise<string>
  /** Whatever `work` does is done at this counter. @param keeps it writes something down */
  within<Result>(official: Official, visit: VisitRow, keeps: boolean, work: () => Promise<Result>): Promise<Result>
  /** Shows the pages in another language. */
  speak(official: Official, visit: string, language: string): Promise<void>
  /** Ends it; twice is once. */
  finish(official: Official, visit: string): Promise<void>
  /** Ends it: the person confirms on a device of their own. */
  handOver(official: Official, visit: string): Promise<void>
  /** What is signed is what was printed last. @param version of the draft */
  notePrinted(official: Official, visit: string, version: number): Promise<void>
  /** Who looked, by visit, for the log of looks. */
  lookers(visits: readonly string[]): Promise<Map<string, Visit>>
}

export function createCounter(deps: VisitDeps): Counter {
  const change = async (official: Official, visit: string, set: { shown_in: string } | { printed: number }) => {
    await demandOpen(deps, official, visit)
    await deps.db.transaction((tx) => tx.updateTable('visit').set(set).where('id', '=', visit).where('ended_at', 'is', null).execute())
  }
  return {
    code: (of, application) => makeCode(deps, of, application),
    own: { read: (person, visit) => readOwnVisit(deps, person, visit), open: (application) => readOpen(deps, application), stop: (person, visit) => stopOwn(deps, person, visit) },
    at: (official) => demandCounter(deps, official),
    desk: (official) => readDesk(deps, official),
    openByCode: (official, code) => openByCode(deps, official, code),
    openByDocument: (official, shown, document) => openByDocument(deps, official, shown, document),
    read: (official, visit) => readVisit(deps, official, visit),
    demand: (official, visit) => demandOpen(deps, official, visit),
    mayActFor: (visit) => mayActFor(deps, visit),
    begin: (official, visit, beginning) => beginApplication(deps, official, visit, beginning),
    within: (official, visit, keeps, work) => inVisit(deps, official, visit, keeps, work),
    speak: (official, visit, language) => change(official, visit, { shown_in: language }),
    finish: (official, visit) => endAtCounter(deps, official, visit, 'finished'),
    handOver: (official, visit) => endAtCounter(deps, official, visit, 'handed'),
    notePrinted: (official, visit, version) => change(official, visit, { printed: version }),
    lookers: (visits) => lookersIn(deps, visits),
  }
}
