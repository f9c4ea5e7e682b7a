/** A person answers each purpose, yes or no; both are kept with the wording that was shown. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../packages/pack-kit/schema/purpose.ts'
import { actingUnder, takenDownAt } from '../../kernel/http/acting-for.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { exchangeFaults } from './contract.ts'
import { waitForLanding } from './broker/in-flight.ts'
import { takeFromBundles } from './bundle/keep-bundle.ts'
import type { LogAccess } from './log-access.ts'
import { keepNotice, type KeptNotice } from './notices/keep-notice.ts'
import { openPurposeOf } from './purposes.ts'
import type { ExchangeTables } from './tables.ts'

export interface ConsentAnswers {
  person: string
  caseId: string
  language: string
  /** Purpose id → agreed or refused. */
  decisions: Record<string, boolean>
}

export async function giveConsent(db: RoomDatabase<ExchangeTables>, pack: Pack, clock: Clock, answers: ConsentAnswers) {
  const shownTo = { ...underMandate(), ...atCounter() }
  const rows = Object.entries(answers.decisions).map(([id, agreed]) => {
    const purpose = openPurposeOf(pack, id)
    return {
      id: newId(), person: answers.person, purpose: id, case_id: answers.caseId, agreed, language: answers.language,
      wording: JSON.stringify({ ...wordingOf(purpose), ...(Object.keys(shownTo).length > 0 ? { shownTo } : {}) }), withdrawn_at: null, ends_on: clock.today().add({ months: purpose.keepMonths }).toString(), company: null, company_name: null,
    }
  })
  if (rows.length === 0) return
  await db.transaction((tx) => tx.insertInto('consent').values(rows)
    .onConflict((conflict) => conflict.columns(['person', 'purpose', 'case_id']).doUpdateSet((eb) => ({
      agreed: eb.ref('excluded.agreed'), wording: eb.ref('excluded.wording'), language: eb.ref('excluded.language'),
      ends_on: eb.ref('excluded.ends_on'), given_at: new Date(), withdrawn_at: null,
    }))).execute())
}

function underMandate() {
  const under = actingUnder()
  return under ? { by: under.actorName, mandate: under.id } : {}
}

/** The person heard it there, and an official wrote their answer down. */
function atCounter() {
  const counter = takenDownAt()
  return counter ? { official: counter.name, counter: counter.agency, visit: counter.visit } : {}
}

/** What the person is shown of a purpose, to be kept with the answer. */
export const wordingOf = ({ name, why, ifRefused, legalBasis, fields, because, facts }: Purpose) => ({ name, why, ifRefused, legalBasis, fields, ...(because ? { because } : {}), facts })

/** When this resolves nothing more is handed on under this consent, by no process; whoever received something is told, and answers for it. */
export async function withdrawConsent({ access: { db, log }, pack, clock, push }: { access: LogAccess; pack: Pack; clock: Clock; push(notice: KeptNotice): void }, person: string, consentId: string) {
  await log.open()
  const notice = await db.transaction(async (tx) => {
    const withdrawn = await tx.updateTable('consent').set({ withdrawn_at: new Date() })
      .where('id', '=', consentId).where('person', '=', person).where('withdrawn_at', 'is', null).returningAll().executeTakeFirst()
    if (!withdrawn) throw new Fault(exchangeFaults.noSuchConsent)
    await takeFromBundles(tx, consentId, [])
    return withdrawn.agreed ? keepNotice(tx, { pack, clock, log }, withdrawn, { fields: [], gone: fieldsIn(withdrawn.wording) }) : undefined
  })
  if (notice !== undefined) push(notice)
  await waitForLanding(db, consentId)
}

export const fieldsIn = (wording: string) => (wording as unknown as { fields: string[] }).fields
