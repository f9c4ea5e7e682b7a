/** A person questions a look, or asks for a value to be put right or removed; the law's clock starts with it. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { exchangeFaults } from '../contract.ts'
import type { ExchangeTables } from '../tables.ts'
import { dueOn } from './due-on.ts'

export type ChangeKind = 'correction' | 'deletion'

interface Deps { db: RoomDatabase<ExchangeTables>; pack: Pack; clock: Clock }

/** @throws Fault exchange.asked-already while a question about it is open; kernel.not-found for what is not this person's */
export async function questionLook({ db, pack, clock }: Deps, person: string, lookId: string, words: string) {
  await once(() => db.transaction(async (tx) => {
    const look = await tx.selectFrom('access_log').select(['recipient', 'recipient_role']).where('id', '=', lookId).where('person', '=', person).executeTakeFirst()
    const agency = look && whoAnswers(pack, look)
    if (agency === undefined) throw new Fault(kernelFaults.notFound)
    await tx.insertInto('data_request').values({ ...empty, id: newId(), person, agency, kind: 'look', look_id: lookId, words, due_on: dueOn(pack, clock, 'question') }).execute()
  }))
}

export async function askForChange({ db, pack, clock }: Deps, person: string, kind: ChangeKind, of: { register: string; field: string }, words: string) {
  const register = pack.registers.find(({ id }) => id === of.register)
  if (!register || !Object.hasOwn(register.fields, of.field)) throw new Fault(kernelFaults.notFound)
  await once(() => db.transaction((tx) => tx.insertInto('data_request').values({ ...empty, id: newId(), person, agency: register.agency, kind, ...of, words, due_on: dueOn(pack, clock, kind) }).execute()))
}

/** For a company whoever oversees it answers. @returns undefined for what people have looked at themselves */
export function whoAnswers(pack: Pack, { recipient, recipient_role: role }: { recipient: string; recipient_role: string }): string | undefined {
  if (role === 'company') return pack.companies?.overseer
  return recipient === 'self' || role === 'representative' ? undefined : recipient
}

const empty = { look_id: null, register: null, field: null, outcome: null, answer: null, answered_at: null, answered_by: null }

/** The index holds a double click, and two windows. */
async function once(work: () => Promise<unknown>) {
  try {
    await work()
  } catch (cause) {
    throw (cause as { constraint?: string }).constraint === 'data_request_once' ? new Fault(exchangeFaults.askedAlready, { cause }) : cause
  }
}
