/** What became of a letter that an agency wished; with the last of them the invitation is done. */
import type { LetterDeps } from '../letters.ts'

/** Nothing of what an official has stopped goes out. */
export async function isWanted({ db }: LetterDeps, batch: string): Promise<boolean> {
  return await db.transaction((tx) => tx.selectFrom('letter_batch').select('id').where('id', '=', batch).where('status', '=', 'sending').executeTakeFirst()) !== undefined
}

export async function settleInvited({ db }: LetterDeps, batch: string, letter: string, outcome: string): Promise<void> {
  await db.transaction(async (tx) => {
    // One after the other, or the last two would each leave it to the other.
    await tx.selectFrom('letter_batch').select('id').where('id', '=', batch).forUpdate().executeTakeFirst()
    await tx.updateTable('letter_batch_person').set({ outcome }).where('batch', '=', batch).where('letter', '=', letter).execute()
    const left = await tx.selectFrom('letter_batch_person').select('person').where('batch', '=', batch).where('outcome', 'is', null).limit(1).executeTakeFirst()
    if (!left) await tx.updateTable('letter_batch').set({ status: 'done' }).where('id', '=', batch).where('status', '=', 'sending').execute()
  })
}
