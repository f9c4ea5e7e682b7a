/** What shows, away from here, that an opened look stood in the log since its day, and that nobody but the court kept it sealed. */
import type { Court } from '../../../kernel/config/read-court.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { writeVkey } from '../../../kernel/transparency/note/key.ts'
import type { LogAccess } from '../log-access.ts'
import { type EvidenceStamp, stampsIn } from '../stamps-in-evidence.ts'
import { ordersOf } from './open-due.ts'
import { sealedText } from './sealed-entry.ts'

export interface SealedEvidence {
  look: string
  salt: string
  latestOn: string
  proof: string
  stamps: EvidenceStamp[]
  orders: { note: string; proof: string }[]
  court: { threshold: number; keys: string[] } | null
}

/** @param leaf of the sealed entry @throws Fault kernel.unavailable for the seconds in which witnesses have not seen everything yet */
export async function readSealedEvidence({ db, log }: LogAccess, court: Court | undefined, leaf: Buffer): Promise<SealedEvidence> {
  const { row, orders } = await db.transaction(async (tx) => {
    const row = await tx.selectFrom('sealed_look').selectAll().where('leaf', '=', leaf).executeTakeFirstOrThrow()
    return { row, orders: await ordersOf(tx, row.id) }
  })
  const shown = async (proof: Promise<string | undefined>) => await proof ?? (() => { throw new Fault(kernelFaults.unavailable) })()
  return {
    look: sealedText(row), salt: row.salt.toString('base64'), latestOn: row.latest_on, proof: await shown(log.proveEarly(row.id)), stamps: await stampsIn(log, row.id),
    orders: await Promise.all(orders.map(async ({ id, note }) => ({ note, proof: await shown(log.prove(id)) }))),
    court: court ? { threshold: court.threshold, keys: court.keys.map(writeVkey) } : null,
  }
}
