import type { RoomDatabase } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { programsFaults } from './contract.ts'
import type { ProgramsTables } from './tables.ts'

/** Rows of one page. */
const page = 50

/** Those of an agency, newest first, ended ones too. */
export const listPrograms = (db: RoomDatabase<ProgramsTables>, agency: string) => db.transaction((tx) => tx.selectFrom('program')
  .leftJoin('subscription', (join) => join.onRef('subscription.program', '=', 'program.id').on('subscription.ended_at', 'is', null))
  .select(['program.id', 'program.name', 'program.made_at', 'program.ended_at', 'subscription.address', 'subscription.failing_since'])
  .where('program.agency', '=', agency).orderBy('program.made_at', 'desc').execute())

/** @param before id of the last message seen. @throws noSuchProgram, also for another agency's */
export function readProgram(db: RoomDatabase<ProgramsTables>, { agency }: Official, id: string, before?: string) {
  return db.transaction(async (tx) => {
    const program = await tx.selectFrom('program').select(['id', 'name', 'made_at', 'ended_at']).where('id', '=', id).where('agency', '=', agency).executeTakeFirst()
    if (!program) throw new Fault(programsFaults.noSuchProgram)
    const address = await tx.selectFrom('subscription').selectAll().where('program', '=', id).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
    const listed = tx.selectFrom('delivery').select(['id', 'type', 'body', 'state', 'tries', 'made_at', 'next_at', 'settled_at', 'answer']).where('subscription', '=', address?.id ?? null)
    const rows = await (before === undefined ? listed : listed.where('id', '<', before)).orderBy('id', 'desc').limit(page + 1).execute()
    return { program, address, messages: rows.slice(0, page), older: rows.length > page ? rows[page - 1]!.id : undefined }
  })
}

export type ProgramRow = Awaited<ReturnType<typeof listPrograms>>[number]
export type ReadProgram = Awaited<ReturnType<typeof readProgram>>
