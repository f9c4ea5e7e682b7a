/** Nonces of key proofs (OpenID4VCI 1.0 section 7): signed with their end, so that asking for one stores nothing; each is used once. */
import { hash, randomBytes } from 'node:crypto'
import { mark, marksEqual } from '../../../kernel/crypto/tokens.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { CredentialsTables } from '../tables.ts'
import { IssueRefused } from './issue-faults.ts'

/** Milliseconds between the asking and the proof. */
const patience = 5 * 60_000

const endOf = (nonce: string) => Number.parseInt(nonce.split('.')[1] ?? '', 36)

export function newNonce(key: Buffer, now = Date.now()): string {
  const body = `${randomBytes(16).toString('base64url')}.${(now + patience).toString(36)}`
  return `${body}.${mark(key, `proof nonce ${body}`)}`
}

/** One of ours that has not run out; whether it was used shows when it is taken. */
export function isOurNonce(key: Buffer, nonce: string, now = Date.now()): boolean {
  const at = nonce.lastIndexOf('.')
  return at > 0 && marksEqual(nonce.slice(at + 1), mark(key, `proof nonce ${nonce.slice(0, at)}`)) && endOf(nonce) > now
}

/** @returns false where it was taken before */
async function takeNonce(tx: Tx<CredentialsTables>, nonce: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.insertInto('used_nonce').values({ nonce: hash('sha256', nonce, 'buffer'), ends_at: new Date(endOf(nonce)) })
    .onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** @throws IssueRefused where one was used before */
export async function takeNonces(tx: Tx<CredentialsTables>, nonces: readonly string[]) {
  for (const nonce of nonces) if (!(await takeNonce(tx, nonce))) throw new IssueRefused('invalid_nonce', 'the nonce was used before')
}

/** As it is remembered: in hexadecimal, and until when. */
export interface NonceMark { hash: string; ends_at: Date }

export const noncesUsed = (nonces: readonly string[]): NonceMark[] => nonces.map((nonce) => ({ hash: hash('sha256', nonce, 'hex'), ends_at: new Date(endOf(nonce)) }))

/** What has run out is refused by its own end. */
export async function forgetNonces(tx: Tx<CredentialsTables>) {
  await tx.deleteFrom('used_nonce').where('ends_at', '<', new Date()).execute()
}
