/** The ways in which what was issued ends before its time. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Authorization } from '../../identity/index.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables, CredentialState } from '../tables.ts'
import { endOnDeath } from './end-on-death.ts'
import { makeSheet, personOfSheet } from './emergency-sheet.ts'
import { noteRestoring } from './note-restoring.ts'
import { type Holding, readHoldings } from './read-holdings.ts'
import { readLost } from './read-lost.ts'
import { revokeEverything, type RevokedBy } from './revoke-everything.ts'
import { takeBack } from './take-back.ts'

export interface Revoking {
  holdings(person: string): Promise<Holding[]>
  /** Of somebody in office, their ID alone. */
  officialHoldings(official: string): Promise<Holding[]>
  /** Of a machine. */
  deviceHoldings(device: string): Promise<Holding[]>
  /** @returns ids of the pack's credentials that an emptying took and that are not back yet */
  lost(person: string): Promise<string[]>
  /** Notes and tells that these are offered anew. */
  restoring(person: string, types: readonly string[]): Promise<void>
  /** The card that this is of, in every form and copy. @throws noSuchCertificate also for another person's */
  one(person: string, issuance: string): Promise<void>
  /** The same. @throws noSuchCertificate also for another official's */
  oneOfOfficial(official: string, issuance: string): Promise<void>
  /** Suspends or restores: for agencies, while a question is open. Revoked stays revoked. */
  setState(issuance: string, state: Exclude<CredentialState, 1>, because: string): Promise<number>
  /** @returns how many were revoked */
  everything(person: string, by: Exclude<RevokedBy, 'office'>): Promise<number>
  /** Of somebody who has died; may be called again. */
  died(person: string): Promise<void>
  /** @returns the code of a new sheet; the one before ends */
  makeSheet(person: string): Promise<string>
  personOfSheet(code: string): Promise<string | undefined>
}

export function createRevoking(db: RoomDatabase<CredentialsTables>, authorization: Pick<Authorization, 'endPerson'>): Revoking {
  return {
    holdings: (person) => readHoldings(db, 'person', person),
    officialHoldings: (official) => readHoldings(db, 'official', official),
    deviceHoldings: (device) => readHoldings(db, 'device', device),
    lost: (person) => readLost(db, person),
    restoring: (person, types) => noteRestoring(db, person, types),
    async one(person, issuance) {
      await db.transaction((tx) => takeBack(tx, 'person', person, issuance))
    },
    async oneOfOfficial(official, issuance) {
      await db.transaction(async (tx) => {
        const credentials = await takeBack(tx, 'official', official, issuance)
        await noteAct(tx, `official:${official}`, 'revoke official ID', `official:${official}`, { credentials, issuance })
      })
    },
    setState: (issuance, state, because) => db.transaction((tx) => changeState(tx, { issuances: [issuance], state, because })),
    everything: (person, by) => revokeEverything({ db, authorization }, person, by),
    died: (person) => endOnDeath(db, person),
    makeSheet: (person) => makeSheet(db, person),
    personOfSheet: (code) => personOfSheet(db, code),
  }
}
