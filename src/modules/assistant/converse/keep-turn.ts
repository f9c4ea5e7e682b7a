/** What every turn reads and writes: prepared once, so that keeping one takes two round trips, and finding its conversation one that others share. */
import type { Kysely } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Answer, Thread } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'
import type { Owner } from './owner.ts'

interface Said { id: string; conversation: string; number: number; text: string; at: Date }
interface Answered { id: string; conversation: string; number: number; answer: string; at: Date }
interface Opened { id: string; conversation: string; agency: string; topic: string | null; at: Date }

const own = (read: Kysely<AssistantTables>) => read.selectFrom('conversation').select(['id', 'person', 'thread']).orderBy('last_at', 'desc').limit(1)

/** The one that goes on: the person's latest, or that of a browser nobody has signed in with. */
export function findingConversation(db: RoomDatabase<AssistantTables>) {
  const nobodys = db.question((read, { browser }: { browser: Buffer }) => own(read).where('owner', '=', browser).where('person', 'is', null))
  const persons = db.question((read, { browser, person }: { browser: Buffer; person: string }) =>
    own(read).where((by) => by.or([by('person', '=', person), by.and([by('owner', '=', browser), by('person', 'is', null)])])))
  return async ({ browser, person }: Owner): Promise<{ id: string; person: string | null; thread: Thread } | undefined> =>
    (person === null ? await nobodys({ browser }) : await persons({ browser, person }))[0]
}

export interface Keeping {
  conversation: string
  thread: Thread
  language: string
  at: Date
  /** Ids of both turns. */
  ids: { person: string; assistant: string }
  text: string
  answer: Answer
  /** To which one asks to be handed over, with the hand-over's own id and what the conversation is about. */
  handOver: { id: string; agency: string; topic: string | null } | undefined
}

export type KeepTurn = (keeping: Keeping) => Promise<{ silent: boolean }>

/** Two messages at once are kept one after the other, each answer behind its question: the first statement locks the conversation. */
export function keepingTurns(db: RoomDatabase<AssistantTables>): KeepTurn {
  const move = db.statement<{ id: string; thread: string; language: string; at: Date }, never>((write, { id, thread, language, at }) =>
    write.updateTable('conversation').set({ thread, language, last_at: at }).where('id', '=', id))
  const open = db.statement<{ id: string }, { id: string }>((read, { id }) => read.selectFrom('hand_over').select('id').where('conversation_id', '=', id).where('status', '<>', 'returned'))
  const last = db.statement<{ id: string }, { number: number | null }>((read, { id }) => read.selectFrom('turn').select((row) => row.fn.max('number').as('number')).where('conversation_id', '=', id))
  const say = db.statement<Said, never>((write, { id, conversation, number, text, at }) =>
    write.insertInto('turn').values({ id, conversation_id: conversation, number, author: 'person', text, answer: null, said_by: null, at }))
  const reply = db.statement<Answered, never>((write, { id, conversation, number, answer, at }) =>
    write.insertInto('turn').values({ id, conversation_id: conversation, number, author: 'assistant', text: '', answer, said_by: null, at }))
  const hand = db.statement<Opened, never>((write, { id, conversation, agency, topic, at }) =>
    write.insertInto('hand_over').values({ id, conversation_id: conversation, agency, topic, status: 'waiting', claimed_by: null, opened_at: at, claimed_at: null, ended_at: null, application: null, answers_seen_at: null }))

  return ({ conversation, thread, language, at, ids, text, answer, handOver }) => db.change(async ({ send, commit }) => {
    const [, [handed], [ended]] = await send(move({ id: conversation, thread: JSON.stringify(thread), language, at }), open({ id: conversation }), last({ id: conversation }))
    const number = (ended?.number ?? 0) + 1
    // A human has taken over: the assistant only speaks up when someone is in danger.
    const silent = handed !== undefined && answer.urgent.length === 0
    await commit(
      say({ id: ids.person, conversation, number, text, at }),
      ...(silent ? [] : [reply({ id: ids.assistant, conversation, number: number + 1, answer: JSON.stringify(answer), at })]),
      ...(handOver === undefined || handed !== undefined ? [] : [hand({ ...handOver, conversation, at })]),
    )
    return { silent }
  })
}
