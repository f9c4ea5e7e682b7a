/** An agency's programs: made, given an address, ended; each act in the audit table. */
import { noteAct } from '../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { programsFaults } from './contract.ts'
import { keyHash, newKey } from './keys.ts'
import type { ProgramsTables } from './tables.ts'

type Db = RoomDatabase<ProgramsTables>

/** @returns its key, shown this once. @throws nameMissing */
export async function makeProgram(db: Db, by: Official, name: string, now: Date): Promise<{ id: string; key: string }> {
  if (name.trim() === '') throw new Fault(programsFaults.nameMissing, { pointer: '/name' })
  const [id, key] = [newId(), newKey()]
  await db.transaction(async (tx) => {
    await tx.insertInto('program').values({ id, agency: by.agency, name: name.trim(), key_hash: keyHash(key), made_by: by.official, made_at: now }).execute()
    await noteAct(tx, `official:${by.official}`, 'make program', `program:${id}`, { name: name.trim() })
  })
  return { id, key }
}

/** Its key stops with the next request, and nothing is told it any more. @throws noSuchProgram */
export async function endProgram(db: Db, by: Official, id: string, now: Date) {
  await db.transaction(async (tx) => {
    await demandOwn(tx, by, id)
    await tx.updateTable('program').set({ ended_at: now }).where('id', '=', id).execute()
    await endAddress(tx, id, now)
    await noteAct(tx, `official:${by.official}`, 'end program', `program:${id}`)
  })
}

/** Where it is told from now on; what waits for the address before is not taken along. @param address '': nowhere. @throws noSuchProgram */
export async function giveAddress(db: Db, by: Official, id: string, address: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await demandOwn(tx, by, id)
    await endAddress(tx, id, now)
    if (address !== '') await tx.insertInto('subscription').values({ id: newId(), program: id, address, made_at: now }).execute()
    await noteAct(tx, `official:${by.official}`, 'give program address', `program:${id}`, { address })
  })
}

/** Locked, so that two who change it come one after the other. @throws noSuchProgram, also for another agency's and an ended one */
export async function demandOwn(tx: Tx<ProgramsTables>, { agency }: Pick<Official, 'agency'>, id: string) {
  const own = await tx.selectFrom('program').select(['id', 'name']).where('id', '=', id).where('agency', '=', agency).where('ended_at', 'is', null).forUpdate().executeTakeFirst()
  if (!own) throw new Fault(programsFaults.noSuchProgram)
  return own
}

const endAddress = (tx: Tx<ProgramsTables>, program: string, now: Date) =>
  tx.updateTable('subscription').set({ ended_at: now, ended_because: 'agency' }).where('program', '=', program).where('ended_at', 'is', null).execute()
