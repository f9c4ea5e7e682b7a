/** What programs did for a person: noted before the result is handed over, so that whoever looks at the page sees everything that was told. */
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import { newId } from '../../../../kernel/ids/ids.ts'
import type { AssistantTables } from '../../tables.ts'

export type Outcome = AssistantTables['agent_act']['outcome']

export interface NewAct {
  person: string
  client: string
  tool: string
  outcome: Outcome
  /** The thing it was about, as the portal names it; nothing that was said. */
  about: string | null
}

export interface ActRow extends NewAct { id: string; at: Date }

export interface Acts {
  note(act: NewAct): Promise<void>
  /** Newest first. */
  list(person: string): Promise<ActRow[]>
}

/** Days that a row is kept. */
export const actsKept = 365
const shown = 50

export function createActs(db: RoomDatabase<AssistantTables>, now: () => Date): Acts {
  const insert = db.command<{ id: string; at: Date; kept: Date } & NewAct, never>(
    // Whoever acts sweeps what the person's programs did too long ago.
    (tx, { person, kept }) => tx.deleteFrom('agent_act').where('person', '=', person).where('at', '<', kept),
    (tx, { id, person, client, tool, outcome, about, at }) => tx.insertInto('agent_act').values({ id, person, client, tool, outcome, about, at }),
  )
  const list = db.question<{ person: string }, ActRow>((read, { person }) => read.selectFrom('agent_act').select(['id', 'person', 'client', 'tool', 'outcome', 'about', 'at']).where('person', '=', person).orderBy('id', 'desc').limit(shown))
  return {
    async note(act) {
      const at = now()
      await insert({ ...act, id: newId(at.getTime()), at, kept: new Date(at.getTime() - actsKept * 86_400_000) })
    },
    list: (person) => list({ person }),
  }
}
