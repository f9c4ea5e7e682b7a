/** What an official was given for a case rests here as it was received, as long as the person's consent: written with its looks, taken away with what allowed it. */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { KnownValue, Silence } from '../contract.ts'
import type { ExchangeTables } from '../tables.ts'

export interface KeptBundle {
  id: string
  askedAt: Date
  /** Id of the official, or of the program. */
  askedBy: string
  role: 'caseworker' | 'program'
}

export interface NewBundle {
  id: string
  consent: string
  agency: string
  /** Id of the official, or of the program. */
  by: string
  role: KeptBundle['role']
  at: Date
  known: readonly KnownValue[]
  silent: readonly Silence[]
  /** Register → id of its look. */
  looks: ReadonlyMap<string, string>
}

/** In the transaction that writes the looks, with the consent held. */
export async function keepBundle(tx: Tx<ExchangeTables>, { id, consent, agency, by, role, at, known, silent, looks }: NewBundle) {
  await tx.insertInto('kept_bundle').values({ id, consent_id: consent, agency, asked_by: by, role, asked_at: at, silent: JSON.stringify(silent) }).execute()
  await tx.insertInto('kept_value').values(known.map(({ register, field, value, answeredAt }, place) => ({ bundle: id, place, register, field, value: JSON.stringify(value), answered_at: answeredAt, look: looks.get(register)! }))).execute()
}

/** In the transaction that takes a consent back, in whole or in part. @param fields that stay, as `register.field` */
export async function takeFromBundles(tx: Tx<ExchangeTables>, consent: string, fields: readonly string[]) {
  const bundles = tx.selectFrom('kept_bundle').select('id').where('consent_id', '=', consent)
  await tx.deleteFrom('kept_value').where('bundle', 'in', bundles).where(sql<boolean>`register || '.' || field <> all (${[...fields]}::text[])`).execute()
  await tx.deleteFrom('kept_bundle').where('consent_id', '=', consent).where(({ not, exists, selectFrom }) => not(exists(selectFrom('kept_value').select('place').whereRef('bundle', '=', 'kept_bundle.id')))).execute()
}

/** A register has deleted it at the person's wish. @param fields without their register */
export async function takeValue(tx: Tx<ExchangeTables>, { person, register, fields }: { person: string; register: string; fields: readonly string[] }) {
  await tx.deleteFrom('kept_value').where('register', '=', register).where('field', 'in', fields)
    .where('bundle', 'in', tx.selectFrom('kept_bundle').innerJoin('consent', 'consent.id', 'kept_bundle.consent_id').select('kept_bundle.id').where('consent.person', '=', person)).execute()
}

/** The person has taken the application back: these agencies decide on it no more. */
export const forgetBundles = (db: RoomDatabase<ExchangeTables>, { person, caseId, agencies }: { person: string; caseId: string; agencies: string[] }) => db.transaction(async (tx) => {
  await tx.deleteFrom('kept_bundle').where('agency', 'in', agencies).where('consent_id', 'in', tx.selectFrom('consent').select('id').where('person', '=', person).where('case_id', '=', caseId)).execute()
})
