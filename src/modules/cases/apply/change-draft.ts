import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Editions } from '../../catalogue/index.ts'
import { casesFaults } from '../contract.ts'
import { tidyDraft } from './asked-steps.ts'
import type { Draft } from './draft.ts'
import { lockDraft, type StoredApplication } from './load-application.ts'
import type { CasesTables } from '../tables.ts'

export interface ChangeDeps { db: RoomDatabase<CasesTables>; editions: Editions }

/** @throws formGone where the form that it began with is there no more: nothing is filled in or sent by a form that nobody can read */
export async function demandForm(editions: Editions, { event, pack_edition }: Pick<StoredApplication, 'event' | 'pack_edition'>): Promise<void> {
  await editions.know(pack_edition)
  if (editions.formGone(pack_edition, event)) throw new Fault(casesFaults.formGone)
}

/** Every step goes through here: locked, changed by a pure function, stored before the next page is shown. */
export async function changeDraft({ db, editions }: ChangeDeps, person: string, id: string, change: (draft: Draft, event: string, pack: Pack) => Draft): Promise<Draft> {
  return db.transaction(async (tx) => {
    const row = await lockDraft(tx, person, id)
    await demandForm(editions, row)
    const pack = editions.packAt(row.pack_edition)
    const draft = tidyDraft(pack, row.event, keepEntrusted(row.draft, change(row.draft, row.event, pack)))
    await tx.updateTable('application').set({ draft: JSON.stringify(draft), version: row.version + 1, changed_at: new Date() })
      .where('id', '=', id).execute()
    return draft
  })
}

/** What somebody else was asked, or has said, is not the person's to say: a page that was open before changes nothing of it. */
function keepEntrusted({ answers: before, entrusted }: Draft, changed: Draft): Draft {
  if (entrusted === undefined) return changed
  const own = Object.entries(changed.answers).filter(([fact]) => entrusted[fact] === undefined)
  const given = Object.entries(before).filter(([fact]) => entrusted[fact] !== undefined)
  return { ...changed, entrusted, answers: Object.fromEntries([...own, ...given]) }
}
