/** What the person reads out at the counter: short, once, for a few minutes. A newer one takes the place of the former. */
import { momentOf } from '../../../kernel/clock/clock.ts'
import type { Mandate } from '../../../kernel/http/principal.ts'
import { hashOfCode, newCode } from '../../identity/index.ts'
import { demandForm } from '../apply/change-draft.ts'
import { lockDraft } from '../apply/load-application.ts'
import type { VisitDeps } from './visit.ts'

export interface VisitCode { code: string; endsAt: Date }

/** Milliseconds: as long as one stands at a counter and looks for one's glasses. */
const lasts = 10 * 60_000
/** Groups of four signs. An official tries ten in an hour, and each of them is one in 10¹². */
const groups = 2
export const codeUse = 'counter'

/** @param by who shows it in the person's place */
export async function makeCode({ db, editions, clock, key }: VisitDeps, { person, name, by }: { person: string; name: string; by?: Mandate | undefined }, application: string): Promise<VisitCode> {
  const code = newCode(groups)
  const endsAt = new Date(momentOf(clock).getTime() + lasts)
  await db.transaction(async (tx) => {
    await demandForm(editions, await lockDraft(tx, person, application))
    const row = { code_hash: hashOfCode(key, codeUse, code), name, mandate: by?.id ?? null, present: by?.actor ?? null, present_name: by?.actorName ?? null, ends_at: endsAt }
    await tx.insertInto('visit_code').values({ application_id: application, ...row }).onConflict((conflict) => conflict.column('application_id').doUpdateSet(row)).execute()
  })
  return { code, endsAt }
}
