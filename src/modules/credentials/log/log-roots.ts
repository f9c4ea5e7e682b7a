/** What is taken back stands in the log before it is published: nobody can be shown another status list than the rest of the world. */
import { createHash } from 'node:crypto'
import { packGaps } from '../../../../packages/verifier/gaps.ts'
import { loggedPapers, loggedRoot, paperLines } from '../../../../packages/verifier/logged-root.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { demandReceipts } from '../../../kernel/transparency/transparency.ts'
import { type ChangedEntry, packStates } from '../status/status-list.ts'
import type { CredentialsTables } from '../tables.ts'
import { proveSoon, type PublicLog } from './public-log.ts'

/** @param subject id of a status list, or `papers` @param logged the entry, byte for byte */
export interface Root { subject: string; logged: string }

export interface RootLog {
  /** Each content once, durably. @throws kernelFaults.unavailable while the log can keep no promise */
  demandLogged(roots: readonly Root[]): Promise<void>
  /** After `demandLogged`. @returns a c2sp.org/tlog-proof; undefined where witnesses have not seen the entry in good time */
  prove(root: Root): Promise<string | undefined>
}

const digest = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64url')

/** @param changed every entry that is not valid */
export function rootOfList(list: string, entries: number, changed: readonly ChangedEntry[], states = packStates(entries, changed)): Root & { states: string } {
  const own = digest(states)
  return { subject: list, states: own, logged: loggedRoot({ list, entries, states: own, notValid: digest(packGaps(changed.map(({ index }) => index))) }) }
}

export const rootOfPapers = (papers: readonly string[]): Root => ({ subject: 'papers', logged: loggedPapers(digest(paperLines(papers))) })

export function createRootLog(db: RoomDatabase<CredentialsTables>, log: PublicLog): RootLog {
  /** By what is logged; what came first goes first. */
  const known = new Map<string, { entry: string; proof?: string | undefined }>()
  const mostKnown = 1_000

  async function enter(roots: readonly Root[]) {
    await log.open()
    const entries = await db.transaction(async (tx) => {
      const added = []
      for (const { subject, logged } of roots) {
        const entry = newId()
        // Another process with the same content waits here for the first, and finds its row.
        const row = await tx.insertInto('logged_root').values({ subject, logged, entry }).onConflict((conflict) => conflict.doNothing()).returning('entry').executeTakeFirst()
        if (row) added.push({ id: entry, entry: Buffer.from(logged) })
      }
      if (added.length > 0) await log.add(tx, added)
      const rows = await tx.selectFrom('logged_root').selectAll().where('logged', 'in', roots.map(({ logged }) => logged)).execute()
      return roots.map(({ subject, logged }) => ({ subject, logged, entry: rows.find((row) => row.subject === subject && row.logged === logged)!.entry }))
    })
    demandReceipts(await log.receipts(entries.map(({ entry }) => entry)), entries.map(({ entry, logged }) => ({ id: entry, entry: Buffer.from(logged) })))
    for (const { logged, entry } of entries) known.set(logged, { entry })
    for (const logged of known.keys()) {
      if (known.size <= mostKnown) break
      known.delete(logged)
    }
  }

  return {
    async demandLogged(roots) {
      // In one order, so that two at once never wait for each other.
      const fresh = roots.filter(({ logged }) => !known.has(logged)).sort((one, other) => (one.subject < other.subject ? -1 : 1))
      if (fresh.length > 0) await enter(fresh)
    },
    async prove(root) {
      const own = known.get(root.logged)
      if (!own) return undefined
      own.proof ??= await proveSoon(log, own.entry)
      return own.proof
    },
  }
}
