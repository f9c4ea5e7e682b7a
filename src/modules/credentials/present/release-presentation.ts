/** An accepted answer is handed on only to the browser in which it was begun: the link back opens it on the same device, a typed code from another. */
import { marksEqual, randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { secretHash } from './answer-key.ts'
import { presentFaults } from './present-faults.ts'
import { codeMark } from './presentation-secrets.ts'
import type { Consumer, PresentTables, Shown } from './tables.ts'

export interface Released { consumer: Consumer; shown: Shown; returnTo: string | null; collectCode: string }

/** Wrong codes until the answer is thrown away: one in two hundred thousand guesses through. */
export const mostTries = 5

/** @throws presentationElsewhere where it comes back in another browser; what was shown is then thrown away (OpenID4VP 1.0 section 13.3, HAIP 5.1) */
export async function releaseByReturn(db: RoomDatabase<PresentTables>, id: string, browser: string | undefined, responseCode: string): Promise<Released> {
  const row = await findUnreleased(db, id)
  if (row.outcome !== 'accepted' || (row.mode !== 'same-device' && row.mode !== 'digital') || !row.response_hash?.equals(secretHash(responseCode))) throw new Fault(presentFaults.noSuchPresentation)
  if (!isBrowser(row.browser_hash, browser)) {
    await forget(db, id)
    throw new Fault(presentFaults.presentationElsewhere)
  }
  return release(db, id)
}

/** @returns undefined where the code is wrong and may be tried again */
export async function releaseByCode(db: RoomDatabase<PresentTables>, key: Buffer, id: string, browser: string | undefined, code: string): Promise<Released | undefined> {
  const row = await findUnreleased(db, id)
  if (!isBrowser(row.browser_hash, browser)) throw new Fault(presentFaults.presentationElsewhere)
  // Typed before the phone has answered: no code can be right yet, and none is counted.
  if (row.mode === 'cross-device' && row.outcome === null) return undefined
  if (row.mode !== 'cross-device' || row.code_mark === null) throw new Fault(presentFaults.noSuchPresentation)
  // Counted before it is compared, so that many guesses at once are no more than many in a row.
  const { code_tries } = await db.transaction((tx) => tx.updateTable('presentation').set((set) => ({ code_tries: set('code_tries', '+', 1) })).where('id', '=', id).returning('code_tries').executeTakeFirstOrThrow())
  if (code_tries > mostTries) {
    await forget(db, id)
    throw new Fault(presentFaults.presentationOver)
  }
  return marksEqual(codeMark(key, id, code.replaceAll(/\D/g, '')), row.code_mark) ? release(db, id) : undefined
}

export const isBrowser = (hash: Buffer | null, browser: string | undefined) => hash !== null && browser !== undefined && hash.equals(secretHash(browser))

async function findUnreleased(db: RoomDatabase<PresentTables>, id: string) {
  const row = await db.transaction((tx) => tx.selectFrom('presentation').selectAll().where('id', '=', id).where('released_at', 'is', null).where('ends_at', '>', new Date()).executeTakeFirst())
  if (!row) throw new Fault(presentFaults.noSuchPresentation)
  return row
}

async function release(db: RoomDatabase<PresentTables>, id: string): Promise<Released> {
  const collectCode = randomToken()
  const row = await db.transaction((tx) => tx.updateTable('presentation')
    .set({ released_at: new Date(), response_hash: null, code_mark: null, collect_hash: secretHash(collectCode) })
    .where('id', '=', id).where('released_at', 'is', null).where('shown', 'is not', null).returning(['consumer', 'shown', 'return_to']).executeTakeFirst())
  if (!row?.shown) throw new Fault(presentFaults.noSuchPresentation)
  return { consumer: row.consumer, shown: row.shown, returnTo: row.return_to, collectCode }
}

const forget = (db: RoomDatabase<PresentTables>, id: string) =>
  db.transaction((tx) => tx.deleteFrom('presentation').where('id', '=', id).execute())
