/** What a person gives along when they let a human answer: the answers of one application, which they can take back. Each look at them is noted. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { findConversation } from '../converse/queries.ts'
import type { Owner } from '../converse/owner.ts'
import type { AssistantTables } from '../tables.ts'
import type { HandOverRow } from './hand-over.ts'

export interface GivenAlong { person: string; application: string }

/** @param application null: taken back. Nothing where no human has been asked, or nobody has signed in with the conversation. */
export const giveAlong = (db: RoomDatabase<AssistantTables>, owner: Owner, application: string | null): Promise<void> => db.transaction(async (tx) => {
  const conversation = await findConversation(tx, owner)
  if (conversation === undefined || conversation.person === null) return
  await tx.updateTable('hand_over').set({ application, answers_seen_at: null }).where('conversation_id', '=', conversation.id).where('status', '<>', 'returned').execute()
})

/** The note is there before anything is shown. */
export async function lookAtGiven(tx: Tx<AssistantTables>, at: Date, { official, agency }: Official, { id, conversation_id, application, answers_seen_at }: HandOverRow): Promise<GivenAlong | undefined> {
  if (application === null) return undefined
  const { person } = await tx.selectFrom('conversation').select('person').where('id', '=', conversation_id).executeTakeFirstOrThrow()
  if (person === null) return undefined
  if (answers_seen_at === null) await tx.updateTable('hand_over').set({ answers_seen_at: at }).where('id', '=', id).execute()
  await noteAct(tx, `official:${official}`, 'look at answers given along', `application:${application}`, { agency, conversation: id })
  return { person, application }
}
