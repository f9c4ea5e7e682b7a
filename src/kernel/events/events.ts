/**
 * Events between rooms. `emit` stands in the transaction that changes the state; every reaction is
 * delivered at least once and takes effect once. A change of shape is a new version beside the old.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Static, TSchema } from 'typebox'
import type { RoomDatabase, Tx } from '../db/database.ts'
import { newId } from '../ids/ids.ts'

export interface EventType<Payload extends TSchema> {
  name: string
  version: number
  payload: Payload
}

export const defineEvent = <Payload extends TSchema>(name: string, version: number, payload: Payload): EventType<Payload> =>
  ({ name, version, payload })

/** Announces a change inside its own transaction. */
export async function emit<Tables, Payload extends TSchema>(tx: Tx<Tables>, type: EventType<Payload>, payload: Static<Payload>) {
  await sql`select kernel.emit(${newId()}, ${type.name}, ${type.version}, ${JSON.stringify(payload)})`.execute(tx)
}

/** The same as part of a larger statement: an expression. @param payload as JSON text, of the event's type */
export const emitting = <Payload extends TSchema>({ name, version }: EventType<Payload>, id: string, payload: string): RawBuilder<unknown> =>
  sql`kernel.emit(${id}::uuid, ${sql.lit(name)}, ${sql.lit(version)}, ${payload}::jsonb)`

/** Many of one type as a statement. @param payloads as JSON texts, one for each id */
export const emittingAll = <Payload extends TSchema>({ name, version }: EventType<Payload>, ids: readonly string[], payloads: readonly string[]): RawBuilder<never> =>
  sql`select kernel.emit(e.id, ${sql.lit(name)}, ${sql.lit(version)}, e.payload) from unnest(${ids}::uuid[], ${payloads}::jsonb[]) as e (id, payload)`

/** Which happening this is: the same identity at every delivery. */
export interface Delivery {
  eventId: string
  happenedAt: Date
}

interface Reaction {
  name: string
  run(payload: unknown, delivery: Delivery): Promise<void>
}

export interface Events {
  /**
   * @param name stable for ever: it is what the database remembers as handled
   * @param react runs in one transaction of the reacting room, together with the note that it has run
   */
  on<Tables, Payload extends TSchema>(
    type: EventType<Payload>, name: string, room: RoomDatabase<Tables>,
    react: (tx: Tx<Tables>, payload: Static<Payload>, delivery: Delivery) => Promise<void>): void
  /** The reactions of an event; used by the delivery job. */
  reactionsTo(name: string, version: number): readonly Reaction[]
}

export function createEvents(): Events {
  const reactions = new Map<string, Reaction[]>()
  return {
    on(type, name, room, react) {
      const key = `${type.name}@${type.version}`
      const list = reactions.get(key) ?? []
      if (list.some((other) => other.name === name)) throw new Error(`two reactions named ${name}`)
      list.push({
        name,
        run: (payload, delivery) => room.transaction(async (tx) => {
          const { rows } = await sql<{ first: boolean }>`select kernel.handle_once(${delivery.eventId}, ${name}) as first`.execute(tx)
          if (rows[0]?.first) await react(tx, payload as never, delivery)
        }),
      })
      reactions.set(key, list)
    },
    reactionsTo: (name, version) => reactions.get(`${name}@${version}`) ?? [],
  }
}
