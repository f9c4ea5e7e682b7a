/** Whoever signs in with the code is the one who was asked, and the code opens nothing more. */
import { momentOf } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { hashOfCode } from '../../identity/index.ts'
import { casesFaults } from '../contract.ts'
import { codeUse } from './ask-contribution.ts'
import type { ContributionDeps, Named } from './standing.ts'
import { countGuess } from './count-guess.ts'
import { lockContribution, tellContribution } from './lock-contribution.ts'

/** The same answer to a code that never was, that was used, that is too old, and that was taken back. */
export async function openContribution({ db, clock, key }: ContributionDeps, { person, name }: Named, code: string): Promise<string> {
  const at = momentOf(clock)
  const found = await countGuess(db, { table: 'contribution_miss', constraint: 'contribution_guesses' }, at, person, (tx) => tx.selectFrom('contribution').select('id').where('code_hash', '=', hashOfCode(key, codeUse, code)).where('ends_at', '>', at).executeTakeFirst())
  if (!found) throw new Fault(casesFaults.contributionUnknown)
  await db.transaction(async (tx) => {
    const { application, contribution } = await lockContribution(tx, found.id)
    if (application.person === person) throw new Fault(casesFaults.ownContribution)
    // Of two who open it at once, one comes too late.
    if (contribution.status !== 'asked' || application.status !== 'draft') throw new Fault(casesFaults.contributionUnknown)
    await tx.updateTable('contribution').set({ status: 'opened', code_hash: null, person, name, opened_at: at }).where('id', '=', found.id).execute()
    await tellContribution(tx, application, 'opened', contribution.part, name)
  })
  await pausePoint('cases.contribution.opened')
  return found.id
}
