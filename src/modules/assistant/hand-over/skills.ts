/** What an official answers in and about, by their own word: it orders the agency's queue and hides nothing of it. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { assistantFaults } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'
import type { WaitingRow } from './hand-over.ts'

/** Nothing named is everything. */
export interface Skills { languages: string[]; services: string[] }

/** An agency's, as one of its officials sees it. */
export interface Queue { skills: Skills; rows: WaitingRow[] }

export const fits = ({ languages, services }: Skills, language: string, topic: string | null): boolean =>
  (languages.length === 0 || languages.includes(language)) && (services.length === 0 || topic === null || services.includes(topic))

type Db = RoomDatabase<AssistantTables>

export const readSkills = (db: Db, { official }: Official): Promise<Skills> => db.transaction(async (tx) =>
  (await tx.selectFrom('skill').select(['languages', 'services']).where('official', '=', official).executeTakeFirst()) ?? { languages: [], services: [] })

/** @throws noSuchService for a language that the country has not, or a service that is another agency's */
export async function keepSkills(db: Db, pack: Pack, at: Date, { official, agency }: Official, { languages, services }: Skills): Promise<void> {
  const known = { languages: pack.languages.map(({ tag }) => tag), services: servicesOf(pack, agency) }
  if (!languages.every((tag) => known.languages.includes(tag))) throw new Fault(assistantFaults.noSuchService, { pointer: '/languages' })
  if (!services.every((id) => known.services.includes(id))) throw new Fault(assistantFaults.noSuchService, { pointer: '/services' })
  await db.transaction((tx) => tx.insertInto('skill').values({ official, languages, services, changed_at: at })
    .onConflict((taken) => taken.column('official').doUpdateSet({ languages, services, changed_at: at })).execute())
}

export const servicesOf = (pack: Pack, agency: string): string[] => pack.services.filter((service) => service.agency === agency).map(({ id }) => id)
