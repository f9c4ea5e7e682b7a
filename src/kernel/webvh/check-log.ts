/** The same with Node's own cryptography. */
import type { DIDLog, WitnessProofFileEntry } from 'didwebvh-ts'
import { type CheckedLog, checkLogBy } from './check-log-by.ts'
import { verifier } from './suite.ts'

/** @throws Error as `checkLogBy` */
export const checkLog = (log: DIDLog, witnessProofs: WitnessProofFileEntry[], did?: string): Promise<CheckedLog> => checkLogBy(verifier, log, witnessProofs, did)

export const writeLog = (log: readonly string[]): string => log.map((line) => `${line}\n`).join('')
