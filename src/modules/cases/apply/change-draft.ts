import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Draft } from './draft.ts'
import { lockDraft } from './load-application.ts'
import type { CasesTables } from '../tables.ts'

/** Every step goes through here: locked, changed by a pure function, stored before the next page is shown. */
export async function changeDraft(db: RoomDatabase<CasesTables>, person: string, id: string, change: (draft: Draft, event: string) => Draft): Promise<Draft> {
  return db.transaction(async (tx) => {
    const row = await lockDraft(tx, person, id)
    const draft = change(row.draft, row.event)
    await tx.updateTable('application').set({ draft: JSON.stringify(draft), version: row.version + 1, changed_at: new Date() })
      .where('id', '=', id).execute()
    return draft
  })
}
