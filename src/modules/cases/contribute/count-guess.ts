/** Codes that open nothing are counted by who tries them, in the database, before anything is looked up: a constraint refuses the one too many, also of a thousand at once. */
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { CasesTables } from '../tables.ts'

/** Where what kind of guess is counted, and the constraint that ends it. */
export type Guesses = { table: 'contribution_miss'; constraint: 'contribution_guesses' } | { table: 'visit_miss'; constraint: 'visit_guesses' }

type Db = RoomDatabase<CasesTables>

const hourLasts = 3_600_000
const hourOf = (now: Date) => new Date(Math.floor(now.getTime() / hourLasts) * hourLasts)

/** @param look what is found was no guess, and is not counted. @throws tooManyRequests */
export async function countGuess<Found>(db: Db, guesses: Guesses, now: Date, person: string, look: (tx: Tx<CasesTables>) => Promise<Found | undefined>): Promise<Found | undefined> {
  return bounded(guesses, now, () => db.transaction(async (tx) => {
    await add(tx, guesses, now, person)
    const found = await look(tx)
    if (found !== undefined) await takeAway(tx, guesses, now, person)
    return found
  }))
}

/** Where whether it was one is known only later, by asking others. @throws tooManyRequests */
export const noteGuess = (db: Db, guesses: Guesses, now: Date, person: string): Promise<void> => bounded(guesses, now, () => db.transaction((tx) => add(tx, guesses, now, person)))

export const wasNoGuess = (db: Db, guesses: Guesses, now: Date, person: string): Promise<void> => db.transaction((tx) => takeAway(tx, guesses, now, person))

async function bounded<Result>({ constraint }: Guesses, now: Date, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if ((cause as { constraint?: string }).constraint !== constraint) throw cause
    throw new Fault(kernelFaults.tooManyRequests, { retryAfter: Math.ceil((hourOf(now).getTime() + hourLasts - now.getTime()) / 1000), cause })
  }
}

async function add(tx: Tx<CasesTables>, { table }: Guesses, now: Date, person: string): Promise<void> {
  const hour = hourOf(now)
  await tx.deleteFrom(table).where('hour', '<', hour).execute()
  await tx.insertInto(table).values({ person, hour, misses: 1 })
    .onConflict((conflict) => conflict.columns(['person', 'hour']).doUpdateSet((eb) => ({ misses: eb(`${table}.misses`, '+', 1) }))).execute()
}

const takeAway = async (tx: Tx<CasesTables>, { table }: Guesses, now: Date, person: string) =>
  void await tx.updateTable(table).set((eb) => ({ misses: eb('misses', '-', 1) })).where('person', '=', person).where('hour', '=', hourOf(now)).execute()
