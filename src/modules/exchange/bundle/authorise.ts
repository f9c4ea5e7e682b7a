/** A person lets a company have data, or refuses: each purpose for itself, both kept with what was shown. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { exchangeFaults } from '../contract.ts'
import { wordingOf } from '../give-consent.ts'
import { purposeOf } from '../purposes.ts'
import type { ExchangeTables } from '../tables.ts'

export interface Company {
  id: string
  /** As the person is shown it. */
  name: string
}

export interface Authorisation {
  person: string
  company: Company
  language: string
  /** `fields` of the purpose, as `register.field`: those whose values the person was shown. */
  decisions: readonly { purpose: string; fields: readonly string[]; agreed: boolean }[]
}

/** @returns the ids of the consents that were given, by purpose */
export async function authorise(db: RoomDatabase<ExchangeTables>, pack: Pack, clock: Clock, { person, company, language, decisions }: Authorisation): Promise<Map<string, string>> {
  // What is decided on one page stands together.
  const request = newId()
  const rows = decisions.map(({ purpose: id, fields, agreed }) => {
    const purpose = companyPurpose(pack, id)
    if (fields.length === 0 || !fields.every((name) => purpose.fields.includes(name))) throw new Fault(exchangeFaults.beyondPurpose)
    return {
      id: newId(), person, purpose: id, case_id: request, agreed, language, wording: JSON.stringify(wordingOf({ ...purpose, fields: [...fields] })), withdrawn_at: null,
      ends_on: clock.today().add({ months: purpose.keepMonths }).toString(), company: company.id, company_name: company.name,
    }
  })
  if (rows.length > 0) await db.transaction((tx) => tx.insertInto('consent').values(rows).execute())
  return new Map(rows.filter(({ agreed }) => agreed).map(({ purpose, id }) => [purpose, id]))
}

/** @throws Fault where the pack names none, or one that is not for companies */
export function companyPurpose(pack: Pack, id: string): Purpose {
  const purpose = purposeOf(pack, id)
  if (!purpose.companies) throw new Fault(exchangeFaults.beyondPurpose)
  return purpose
}
