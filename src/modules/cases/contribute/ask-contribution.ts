import { momentOf } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { hashOfCode, newCode } from '../../identity/index.ts'
import { demandForm } from '../apply/change-draft.ts'
import { lockDraft } from '../apply/load-application.ts'
import { casesFaults } from '../contract.ts'
import type { ContributionDeps, Named } from './standing.ts'
import { ExpireContribution } from './end-contribution.ts'
import type { CasesTables } from '../tables.ts'
import { keepDraft, tellContribution } from './lock-contribution.ts'
import { partOf, withEntrusted } from './parts-of-form.ts'

export interface Invitation { contribution: string; code: string; endsAt: Date }

/** Milliseconds: long enough for a letter that carries the code. */
const lasts = 7 * 24 * 3_600_000
/** Of one application, whatever became of them. */
const most = 20
export const codeUse = 'contribution'

export async function askContribution({ db, editions, clock, key }: ContributionDeps, asker: Named, id: string, part: string, label: string): Promise<Invitation> {
  const [code, at] = [newCode(), momentOf(clock)]
  const endsAt = new Date(at.getTime() + lasts)
  const asking = await db.transaction(async (tx) => {
    const row = await lockDraft(tx, asker.person, id)
    await demandForm(editions, row)
    const pack = editions.packAt(row.pack_edition)
    const asked = partOf(pack, row.event, part)
    if (!asked) throw new Fault(casesFaults.noSuchContribution)
    const standing = asked.questions.map(({ fact }) => row.draft.entrusted?.[fact]?.contribution).find((one) => one !== undefined)
    if (standing !== undefined) {
      // A code that was lost: the new one opens it, and the old one nothing, as long as nobody has opened it.
      const { numUpdatedRows } = await tx.updateTable('contribution').set({ label, code_hash: hashOfCode(key, codeUse, code), ends_at: endsAt }).where('id', '=', standing).where('status', '=', 'asked').executeTakeFirst()
      if (numUpdatedRows !== 1n) throw new Fault(casesFaults.contributionKnown)
      await keepDraft(tx, row, withEntrusted(pack, row.event, row.draft, asked, standing, label), at)
      await expireAt(tx, standing, endsAt)
      return standing
    }
    const { count } = await tx.selectFrom('contribution').select((eb) => eb.fn.countAll<number>().as('count')).where('application_id', '=', id).executeTakeFirstOrThrow()
    if (count >= most) throw new Fault(casesFaults.tooManyContributions)
    // A newer form has left out what somebody was asked by the old one: nobody waits for that any more.
    await tx.updateTable('contribution').set({ status: 'taken-back', code_hash: null, answers: null, settled_at: at }).where('application_id', '=', id).where('part', '=', part).where('status', 'in', ['asked', 'opened', 'given']).execute()
    const contribution = newId()
    await tx.insertInto('contribution').values({
      id: contribution, application_id: id, part, label, asker: asker.name, status: 'asked', code_hash: hashOfCode(key, codeUse, code), person: null, name: null, answers: null, sentence: null,
      asked_at: at, ends_at: endsAt, opened_at: null, settled_at: null,
    }).execute()
    await keepDraft(tx, row, withEntrusted(pack, row.event, row.draft, asked, contribution, label), at)
    await tellContribution(tx, row, 'asked', part, label)
    await expireAt(tx, contribution, endsAt)
    return contribution
  })
  await pausePoint('cases.contribution.asked')
  return { contribution: asking, code, endsAt }
}

const expireAt = (tx: Tx<CasesTables>, contribution: string, at: Date) => enqueue(tx, ExpireContribution, { contribution }, { runAt: at, key: `cases.expire-contribution/${contribution}` })
