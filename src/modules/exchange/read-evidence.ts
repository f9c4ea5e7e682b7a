/** A look as a file that holds for ever, away from the platform: the text, its salt, its proof, and the keys to check it with. */
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { writeVkey } from '../../kernel/transparency/note/key.ts'
import { accessText } from './access-entry.ts'
import type { LogAccess } from './log-access.ts'

export const evidenceFormat = 'maru-access-evidence/1'

export interface Evidence {
  format: typeof evidenceFormat
  look: string
  salt: string
  proof: string
  logKeys: string[]
  witnessKeys: string[]
  /** Of each time-stamp authority the earliest stamp over a tree with the entry; there are none in the first minute. */
  stamps: { authority: string; proof: string; token: string }[]
  stampRoots: string[]
}

/**
 * @param person whose look it is: the salt is for nobody else
 * @throws Fault kernel.not-found; kernel.unavailable for the seconds in which witnesses have not seen it yet
 */
export async function readEvidence({ db, log }: LogAccess, person: string, id: string): Promise<Evidence> {
  const row = await db.transaction((tx) => tx.selectFrom('access_log').selectAll().where('id', '=', id).where('person', '=', person).where('salt', 'is not', null).executeTakeFirst())
  if (!row?.salt) throw new Fault(kernelFaults.notFound)
  const proof = await log.prove(id)
  if (proof === undefined) throw new Fault(kernelFaults.unavailable)
  const { everyKey, witnessKeys, authorities } = await log.open()
  const stamps = (await log.stampsOf(id)).map(({ authority, proof, token }) => ({ authority, proof, token: token.toString('base64') }))
  return {
    format: evidenceFormat, look: accessText(row), salt: row.salt.toString('base64'), proof, logKeys: everyKey.map(writeVkey), witnessKeys: witnessKeys.map(writeVkey),
    stamps, stampRoots: authorities.flatMap(({ roots }) => roots),
  }
}
