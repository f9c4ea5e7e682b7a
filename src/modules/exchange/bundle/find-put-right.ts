/** A kept value stays as it was received, for a decision stands on it; whoever opens it again is told where its register has corrected it since. */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { fieldsOfSameValue } from '../requests/same-value.ts'
import type { ExchangeTables } from '../tables.ts'

export interface PutRight { register: string; field: string; at: Date }

/** @param values as they were kept, of one person */
export async function findPutRight(tx: Tx<ExchangeTables>, pack: Pack, person: string, values: readonly { register: string; field: string; answered_at: string }[]): Promise<PutRight[]> {
  const corrections = await tx.selectFrom('data_request').select(['register', 'field', sql<Date>`answered_at`.as('at')]).where('person', '=', person).where('outcome', '=', 'corrected').orderBy('answered_at', 'desc').execute()
  return values.flatMap(({ register, field, answered_at: answeredAt }) => {
    const same = fieldsOfSameValue(pack, { register, field })
    const found = corrections.find((one) => one.register === register && same.includes(one.field!) && one.at > new Date(answeredAt))
    return found ? [{ register, field, at: found.at }] : []
  })
}
