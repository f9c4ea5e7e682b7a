import type { RoomDatabase } from '../../kernel/db/database.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { KnownValue } from './contract.ts'
import type { ExchangeTables } from './tables.ts'

export interface Viewing {
  person: string
  agency: string
  role: string
  purpose: string
  caseId: string
  values: KnownValue[]
}

/** An official opens a case: the person sees the organisation, role, purpose and fields, before the page is shown. */
export async function noteViewing(db: RoomDatabase<ExchangeTables>, viewing: Viewing) {
  const byRegister = Map.groupBy(viewing.values, (value) => value.register)
  if (byRegister.size === 0) return
  await db.transaction((tx) => tx.insertInto('access_log').values([...byRegister].map(([register, values]) => {
    const id = newId()
    return {
      id, key: id, person: viewing.person, recipient: viewing.agency, recipient_role: viewing.role, purpose: viewing.purpose,
      register, fields: values.map(({ field }) => field), case_id: viewing.caseId, consent_id: null,
    }
  })).execute())
}
