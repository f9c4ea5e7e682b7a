/** What a proof takes to be checked; loaded when there is one, which is never without a network. */
import { sha256 } from '@noble/hashes/sha2.js'
import { verifyProof } from '../evidence/verify-proof.mjs'
import { isSigned } from './is-signed.ts'

export const verifyInLog = (proof: string, entry: Uint8Array, policy: string) => verifyProof(proof, entry, policy, sha256, isSigned)
