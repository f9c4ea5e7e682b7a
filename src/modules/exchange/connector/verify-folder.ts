import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readParty } from '../protocol/party.ts'
import { verifyEvidenceLog } from './read-evidence-log.ts'

/** @returns how many answers the evidence of this folder tells of. @throws Error that names the first line that has been changed */
export const verifyFolder = async (folder: string): Promise<number> =>
  verifyEvidenceLog(join(folder, 'evidence'), await readParty(JSON.parse(readFileSync(join(folder, 'public.json'), 'utf8'))))
