/** A look as a file that holds for ever, away from the platform: the text, its salt, its proof, and the keys to check it with. */
import type { Court } from '../../kernel/config/read-court.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { writeVkey } from '../../kernel/transparency/note/key.ts'
import { accessText } from './access-entry.ts'
import type { LogAccess } from './log-access.ts'
import { type EvidenceStamp, stampsIn } from './stamps-in-evidence.ts'
import { readSealedEvidence, type SealedEvidence } from './sealed/read-sealed-evidence.ts'

export const evidenceFormat = 'maru-access-evidence/1'

export interface Evidence {
  format: typeof evidenceFormat
  look: string
  salt: string
  proof: string
  logKeys: string[]
  witnessKeys: string[]
  /** Of each time-stamp authority the earliest stamp over a tree with the entry; there are none in the first minute. */
  stamps: EvidenceStamp[]
  stampRoots: string[]
  /** Of a look that was sealed: the entry that it was, since when it stands, and the orders of the court that kept it. */
  sealed?: SealedEvidence
}

/**
 * @param person whose look it is: the salt is for nobody else
 * @throws Fault kernel.not-found; kernel.unavailable for the seconds in which witnesses have not seen it yet
 */
export async function readEvidence(access: LogAccess, court: Court | undefined, person: string, id: string): Promise<Evidence> {
  const { db, log } = access
  const row = await db.transaction((tx) => tx.selectFrom('access_log').selectAll().where('id', '=', id).where('person', '=', person).where('salt', 'is not', null).executeTakeFirst())
  if (!row?.salt) throw new Fault(kernelFaults.notFound)
  const proof = await log.prove(id)
  if (proof === undefined) throw new Fault(kernelFaults.unavailable)
  const { everyKey, witnessKeys, authorities } = await log.open()
  const stamps = await stampsIn(log, id)
  return {
    format: evidenceFormat, look: accessText(row), salt: row.salt.toString('base64'), proof, logKeys: everyKey.map(writeVkey), witnessKeys: witnessKeys.map(writeVkey),
    stamps, stampRoots: authorities.flatMap(({ roots }) => roots), ...(row.sealed ? { sealed: await readSealedEvidence(access, court, row.sealed) } : {}),
  }
}
