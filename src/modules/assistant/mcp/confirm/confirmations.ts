/** Questions that a program has put to a person. Answering is the person's alone, signed in at the portal; here nothing is done but noted. */
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'
import { newId } from '../../../../kernel/ids/ids.ts'
import { noteAct } from '../../../../kernel/audit/note-act.ts'
import { assistantFaults } from '../../contract.ts'
import type { AssistantTables } from '../../tables.ts'

export type Act = AssistantTables['agent_confirmation']['act']

/** What a program wants: to start the application of a life event, to send one, or to change how the person is told. */
export interface Wanted {
  act: Act
  /** Id of the life event, or of the application; the changes as JSON. */
  object: string
}

/** For the record of acts: what it is about, and nothing that was wanted of it. */
export const aboutOf = ({ act, object }: Wanted): string => (act === 'setting' ? 'notice settings' : object)

export interface Confirmation extends Wanted {
  id: string
  client: string
  status: 'open' | 'confirmed' | 'declined'
  /** What came of it: id of the draft, or the receipt. */
  result: string | null
}

export interface Confirmations {
  /** The one that is open already, or a new one. @throws tooManyRequests for a program that asks and asks */
  open(person: string, client: string, wanted: Wanted): Promise<{ id: string }>
  /** @throws noSuchConfirmation, also for another's, and for one that was not answered in time */
  of(person: string, id: string): Promise<Confirmation>
  /** Open ones, the newest first. */
  waiting(person: string): Promise<Confirmation[]>
  /** After the deed; the first answer stands. @param result id of the draft, or the receipt */
  confirm(person: string, id: string, result: string): Promise<void>
  decline(person: string, id: string): Promise<void>
  /** What a program has asked and nobody has answered, when it may not ask any more. */
  declineAll(person: string, client: string): Promise<void>
}

/** Milliseconds that a question stays open. */
export const openFor = 24 * 3_600_000
/** Questions of one program to one person in that time. */
export const mostAsked = 20

const columns = ['id', 'client', 'act', 'object', 'status', 'result'] as const

export function createConfirmations(db: RoomDatabase<AssistantTables>, now: () => Date): Confirmations {
  const answer = (person: string, id: string, status: 'confirmed' | 'declined', result: string | null) => db.transaction(async (tx) => {
    const row = await tx.updateTable('agent_confirmation').set({ status, result, answered_at: now() })
      .where('id', '=', id).where('person', '=', person).where('status', '=', 'open').returning(['client', 'act', 'object']).executeTakeFirst()
    if (!row) return
    await tx.insertInto('agent_act').values({ id: newId(now().getTime()), person, client: row.client, tool: row.act === 'setting' ? 'change_notice_setting' : `${row.act}_application`, outcome: status, about: result ?? aboutOf(row), at: now() }).execute()
    if (status === 'confirmed') await noteAct(tx, `agent:${row.client}`, row.act === 'setting' ? 'change notice setting' : `${row.act} application`, result ?? aboutOf(row), { confirmation: id })
  })
  return {
    open: (person, client, wanted) => db.transaction(async (tx) => {
      const at = now()
      const since = new Date(at.getTime() - openFor)
      await tx.updateTable('agent_confirmation').set({ status: 'declined', answered_at: at }).where('person', '=', person).where('status', '=', 'open').where('asked_at', '<=', since).execute()
      const { asked } = await tx.selectFrom('agent_confirmation').select((row) => row.fn.countAll<number>().as('asked')).where('person', '=', person).where('client', '=', client).where('asked_at', '>', since).executeTakeFirstOrThrow()
      const same = await tx.selectFrom('agent_confirmation').select('id').where('person', '=', person).where('client', '=', client).where('act', '=', wanted.act).where('object', '=', wanted.object).where('status', '=', 'open').executeTakeFirst()
      if (same) return same
      if (asked >= mostAsked) throw new Fault(kernelFaults.tooManyRequests, { retryAfter: 3_600 })
      // Two calls at once are one question.
      await tx.insertInto('agent_confirmation').values({ id: newId(at.getTime()), person, client, ...wanted, status: 'open', result: null, asked_at: at, answered_at: null })
        .onConflict((conflict) => conflict.columns(['person', 'client', 'act', 'object']).where('status', '=', 'open').doNothing()).execute()
      return tx.selectFrom('agent_confirmation').select('id').where('person', '=', person).where('client', '=', client).where('act', '=', wanted.act).where('object', '=', wanted.object).where('status', '=', 'open').executeTakeFirstOrThrow()
    }),
    async of(person, id) {
      const row = await db.transaction((tx) => tx.selectFrom('agent_confirmation').select([...columns, 'asked_at']).where('id', '=', id).where('person', '=', person).executeTakeFirst())
      if (!row || (row.status === 'open' && row.asked_at.getTime() + openFor <= now().getTime())) throw new Fault(assistantFaults.noSuchConfirmation)
      return row
    },
    waiting: (person) => db.transaction((tx) => tx.selectFrom('agent_confirmation').select(columns).where('person', '=', person).where('status', '=', 'open').where('asked_at', '>', new Date(now().getTime() - openFor)).orderBy('asked_at', 'desc').execute()),
    confirm: (person, id, result) => answer(person, id, 'confirmed', result),
    decline: (person, id) => answer(person, id, 'declined', null),
    declineAll: (person, client) => db.transaction(async (tx) => {
      await tx.updateTable('agent_confirmation').set({ status: 'declined', answered_at: now() }).where('person', '=', person).where('client', '=', client).where('status', '=', 'open').execute()
    }),
  }
}
