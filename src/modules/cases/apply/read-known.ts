/** Step "what the state knows": asks the registers for the person's own data, keeping what came when one is silent. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange } from '../../exchange/index.ts'
import { changeDraft } from './change-draft.ts'
import type { Draft } from './draft.ts'
import type { ownApplication } from './load-application.ts'
import type { CasesTables } from '../tables.ts'

export interface ReadKnownDeps {
  db: RoomDatabase<CasesTables>
  editions: Editions
  exchange: Exchange
  readOwn: ReturnType<typeof ownApplication>
  /** The purpose under which people read their own data for this event. */
  purposeOf(event: string, pack: Pack): string
}

/** Asks all registers the first time, and afterwards only those that were silent. */
export async function readKnown({ db, editions, exchange, purposeOf, readOwn }: ReadKnownDeps, person: string, id: string): Promise<Draft> {
  const { draft, event, pack_edition } = await readOwn(person, id)
  if (draft.known !== null && draft.silent.length === 0) return draft
  const only = draft.known === null ? {} : { registers: draft.silent.map(({ register }) => register) }
  const answers = await exchange.askOwnData({ person, purpose: purposeOf(event, editions.packAt(pack_edition)), caseId: id, ...only })
  return changeDraft({ db, editions }, person, id, (current) => {
    const fresh = new Set(answers.known.map(({ register }) => register))
    const kept = (current.known ?? []).filter(({ register }) => !fresh.has(register))
    return { ...current, known: [...kept, ...answers.known], silent: answers.silent }
  })
}
