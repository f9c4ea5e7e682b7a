/** Whether something stands in the country's public log: by the proof that came with it and by whom this app believes, asking nobody. */
import type { VerifiedProof } from '../../../evidence/verify-proof.mjs'
import { loggedKey } from '../../../verifier/logged-key.ts'
import { Refused } from '../json.ts'
import type { CheckedCredential } from '../receive/check-credential.ts'
import type { IssuerMetadata } from '../receive/read-issuer.ts'

export type Logged = VerifiedProof

/** @param policy of the app itself (C2SP tlog-policy). @throws Refused */
export async function demandInLog(proof: string | undefined, entry: string, policy: string): Promise<Logged> {
  if (proof === undefined) throw new Refused('not-in-log')
  const { verifyInLog } = await import('../../../verifier/verify-in-log.ts')
  try {
    return await verifyInLog(proof, new TextEncoder().encode(entry), policy)
  } catch (cause) {
    throw new Refused('not-in-log', cause)
  }
}

/**
 * The key that a credential is signed with. Of the country's own issuer it must stand in the log: a key that was stolen, or made beside it, could be used
 * in secret otherwise. Of a stranger's log nobody here knows the keys and witnesses. @returns undefined for a stranger. @throws Refused
 */
export async function demandKeyInLog(issuer: IssuerMetadata, { kid, signer }: Pick<CheckedCredential, 'kid' | 'signer'>, policy: string, own = location.origin): Promise<Logged | undefined> {
  if (new URL(issuer.id).origin !== own) return undefined
  return demandInLog(issuer.keyProofs[kid], loggedKey('credentials', signer), policy)
}
