import { createHash, hash } from 'node:crypto'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { openAnswerKey } from './answer-key.ts'
import { presentFaults } from './present-faults.ts'
import { encryptFor } from '../reader-key.ts'
import { answerAddress } from './present-paths.ts'
import { modeOfLink } from './presentation-secrets.ts'
import { type CredentialNames, queryOf } from './request-template.ts'
import type { FetchingWallet } from './read-fetching-wallet.ts'
import { type RequestSigner, signRequest } from './request-object.ts'
import type { PresentTables } from './tables.ts'
import type { Templates } from './templates.ts'

export interface FetchDeps { db: RoomDatabase<PresentTables>; key: Buffer; signer: () => RequestSigner; types: readonly CredentialNames[]; templates: Templates }

/**
 * The signed request, given to one wallet: any other finds nothing, and a link that was passed on is dead once used. The same wallet is given it again where the answer was
 * lost, as long as it is not answered. The two ways exclude each other, so that an answer is known to come from this device or from another.
 * @param wallet of what it says where it fetches by POST. @throws noSuchPresentation
 */
export async function fetchRequest({ db, key, signer, types, templates }: FetchDeps, id: string, secret: string, wallet?: FetchingWallet): Promise<string> {
  const mode = modeOfLink(key, id, secret)
  if (!mode) throw new Fault(presentFaults.noSuchPresentation)
  const by = markOf(wallet)
  const row = await db.transaction((tx) => tx.updateTable('presentation').set(({ eb }) => ({ mode, fetched_by: by, fetched: eb('fetched', '+', 1) })).where('id', '=', id)
    .where(({ eb, and, or }) => or([eb('mode', 'is', null), ...(by ? [and([eb('mode', '=', mode), eb('fetched_by', '=', by), eb('fetched', '<', mostTimes)])] : [])]))
    .where('browser_hash', 'is not', null).where('answered_at', 'is', null).where('ends_at', '>', new Date()).returning(['template', 'origin', 'nonce', 'state', 'decryption_key', 'ends_at']).executeTakeFirst())
  if (!row?.decryption_key) throw new Fault(presentFaults.noSuchPresentation)
  const { template, logged } = await templates.find(row.template)
  const { public: encryptionKey } = await openAnswerKey(row.decryption_key, key)
  const request = await signRequest(signer(), {
    nonce: row.nonce, state: row.state, responseUri: answerAddress(row.origin, id), query: queryOf(template, types), encryptionKey, walletNonce: wallet?.nonce,
    registration: { id: template.id, address: `${row.origin}/requests/${template.id}`, entry: logged, log: await templates.proveSoon(template.id) ?? null },
    now: Math.floor(Date.now() / 1_000), until: Math.floor(row.ends_at.getTime() / 1_000),
  })
  // Signed first, then encrypted (RFC 9101 section 6.1, RFC 7519 section 5.2).
  return wallet?.encryption ? encryptFor(wallet.encryption.reader, wallet.encryption.enc, request, { cty: 'JWT' }) : request
}

/** A signature each: who has lost it twice begins anew. */
const mostTimes = 3

/** Of 128 bits in base64url: what is shorter could be another wallet's too. */
const shortestNonce = 22

/**
 * By what a wallet is known again: its nonce, which nobody else has seen, and the key that it wants to be written to; who has come by the nonce alone cannot read it.
 * @returns null where it has none: it is given once
 */
function markOf(wallet: FetchingWallet | undefined): Buffer | null {
  if (wallet?.nonce === undefined || wallet.nonce.length < shortestNonce) return null
  const mark = createHash('sha256').update(hash('sha256', wallet.nonce, 'buffer'))
  if (wallet.encryption) mark.update(wallet.encryption.reader.key.export({ format: 'der', type: 'spki' }))
  return mark.digest()
}
