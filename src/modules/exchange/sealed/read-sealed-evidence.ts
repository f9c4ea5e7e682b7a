/** What shows, away from here, that a sealed look stands in the log since its day, and that nobody but the court keeps it sealed: before it is opened, and after. */
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

export interface SealedFile {
  format: 'maru-sealed-evidence/1'
  logKeys: string[]
  witnessKeys: string[]
  stampRoots: string[]
  sealed: SealedEvidence
}

/** For the agency that looked, and whoever oversees it. @throws Fault kernel.not-found for another agency's; kernel.unavailable as below */
export async function readSealedFile(access: LogAccess, court: Court | undefined, agency: string, id: string): Promise<SealedFile> {
  const row = await access.db.transaction((tx) => tx.selectFrom('sealed_look').select('leaf').where('id', '=', id).where('recipient', '=', agency).executeTakeFirst())
  if (!row) throw new Fault(kernelFaults.notFound)
  const { everyKey, witnessKeys, authorities } = await access.log.open()
  return {
    format: 'maru-sealed-evidence/1', logKeys: everyKey.map(writeVkey), witnessKeys: witnessKeys.map(writeVkey), stampRoots: authorities.flatMap(({ roots }) => roots),
    sealed: await readSealedEvidence(access, court, row.leaf),
  }
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
