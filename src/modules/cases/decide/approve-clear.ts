/** Many parts at once, where nothing is left to weigh: the rules find everything owed, nobody corrects anything, nobody waits for an answer, and nothing has happened that has to be weighed. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange } from '../../exchange/index.ts'
import type { Decide } from './decide-lines.ts'
import { toBeWeighed } from '../parts/to-be-weighed.ts'
import type { CasesTables } from '../tables.ts'
import { wantsWords } from './what-is-told.ts'

/** Parts a page: what one can still look over. */
export const clearPage = 50

/** In the order of the inbox. */
export async function readClear(db: RoomDatabase<CasesTables>, editions: Pick<Editions, 'packAt'>, { agency, official }: Pick<Official, 'agency' | 'official'>) {
  return db.transaction(async (tx) => {
    const parts = await tx.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
      .select(['part.id', 'part.due_on', 'part.facts', 'part.purpose', 'part.application_id', 'application.receipt', 'application.person', 'application.pack_edition'])
      .where('part.agency', '=', agency).where('part.status', '=', 'open').where('part.objection_to', 'is', null)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('line').select('line.id').whereRef('line.part_id', '=', 'part.id').where('line.status', '=', 'pending')
        .where(sql<boolean>`line.finding ->> 'outcome' is distinct from 'owed'`))))
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('happening').select('happening.id').whereRef('happening.application_id', '=', 'part.application_id').where('happening.kind', 'in', toBeWeighed))))
      // What one has taken down at a counter is a colleague's to approve.
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('visit').select('visit.id').whereRef('visit.application_id', '=', 'part.application_id').where('visit.wrote', '=', true).where('visit.official', '=', official))))
      .orderBy('part.due_on').orderBy('part.id').limit(clearPage * 2).execute()
    const clear = parts.filter(({ facts }) => facts.length > 0 && facts.every(({ corrected }) => corrected === null)).slice(0, clearPage)
    const lines = clear.length === 0 ? [] : await tx.selectFrom('line').selectAll().where('part_id', 'in', clear.map(({ id }) => id)).where('status', '=', 'pending').orderBy('service').execute()
    return clear.map((part) => ({ ...part, lines: lines.filter(({ part_id }) => part_id === part.id) })).filter(({ lines: own, facts, pack_edition }) => own.length > 0 && own.every(({ service }) => !wantsWords(editions.packAt(pack_edition), service, facts)))
  })
}
export type ClearPart = Awaited<ReturnType<typeof readClear>>[number]

export interface Approved {
  approved: string[]
  /** Wait for a second official, at least in part: receipts. */
  proposed: string[]
  /** No longer clear, or decided by somebody else in between: receipts. */
  left: string[]
}

/** Each in its own transaction, as if it had been opened: the look at its facts is in the person's log before the decision. */
export async function approveClear(db: RoomDatabase<CasesTables>, editions: Pick<Editions, 'packAt'>, exchange: Exchange, decide: Decide, official: Official, chosen: readonly string[]): Promise<Approved> {
  const clear = await readClear(db, editions, official)
  const outcome: Approved = { approved: [], proposed: [], left: [] }
  for (const part of clear.filter(({ id }) => chosen.includes(id))) {
    const receipt = part.receipt ?? ''
    await exchange.noteViewing({ person: part.person, agency: official.agency, role: 'caseworker', purpose: part.purpose, caseId: part.application_id, values: part.facts })
    try {
      const { proposed } = await decide(official, part.id, part.lines.map(({ id }) => ({ line: id, outcome: 'approved', reason: null })))
      outcome[proposed === 0 ? 'approved' : 'proposed'].push(receipt)
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause
      outcome.left.push(receipt)
    }
  }
  return outcome
}
