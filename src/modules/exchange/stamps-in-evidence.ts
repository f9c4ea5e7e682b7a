/** The time-stamps of an entry as they stand in a file. */
import type { TransparencyLog } from '../../kernel/transparency/transparency.ts'

export interface EvidenceStamp { authority: string; proof: string; token: string }

export const stampsIn = async (log: TransparencyLog, id: string): Promise<EvidenceStamp[]> =>
  (await log.stampsOf(id)).map(({ authority, proof, token }) => ({ authority, proof, token: token.toString('base64') }))
