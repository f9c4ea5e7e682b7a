/** What a pass came to: people, changes by service, and the counts that were published last. */
import type { Tx } from '../../../kernel/db/database.ts'
import type { NoticesTables } from '../tables.ts'
import { addCounts, type Counts } from './count-changes.ts'
import type { Unclaimed } from './suppress-cells.ts'

export interface PassReport {
  id: string
  on: string
  ahead: string
  edition: string
  startedAt: Date
  finishedAt: Date | null
  /** Given up for another one. */
  abandoned: boolean
  people: number
  households: number
  /** Without an answer: contradictory, or a number out of its range. */
  broken: number
  services: Counts
  /** Owed and not received, as published: never of fewer than ten people. */
  unclaimed: { on: string; tables: Unclaimed[] } | null
}

export async function readReport(tx: Tx<NoticesTables>, id: string | undefined): Promise<PassReport | undefined> {
  const pass = await tx.selectFrom('pass').selectAll().$if(id !== undefined, (query) => query.where('id', '=', id!)).orderBy('started_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!pass) return undefined
  const pages = await tx.selectFrom('pass_page').select(['people', 'households', 'broken', 'counts']).where('pass', '=', pass.id).execute()
  const release = await tx.selectFrom('release').select(['on_day', 'tables']).orderBy('on_day', 'desc').limit(1).executeTakeFirst()
  const sum = (of: 'people' | 'households' | 'broken') => pages.reduce((all, page) => all + page[of], 0)
  return {
    id: pass.id, on: pass.on_day, ahead: pass.ahead_day, edition: pass.edition, startedAt: pass.started_at, finishedAt: pass.finished_at, abandoned: pass.abandoned,
    people: sum('people'), households: sum('households'), broken: sum('broken'), services: addCounts(pages.map(({ counts }) => counts)),
    unclaimed: release ? { on: release.on_day, tables: release.tables } : null,
  }
}
