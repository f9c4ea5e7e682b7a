/** The wallet's answer (OpenID4VP 1.0 section 8.3): decrypted, checked, and taken once. */
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Trust } from '../trust/trust.ts'
import { type Reason, Refused } from '../verify/refusal.ts'
import type { StatusKeeper } from '../verify/status/keep-status.ts'
import { openidTranscript } from '../verify/mdoc/openid-transcript.ts'
import { decryptAnswer, openAnswerKey, secretHash } from './answer-key.ts'
import { checkAnswer } from './check-answer.ts'
import { presentFaults } from './present-faults.ts'
import { answerAddress, pageAddress } from './present-paths.ts'
import { codeMark, typedCode } from './presentation-secrets.ts'
import { type CredentialNames, queryOf } from './request-template.ts'
import { clientIdOf, type RequestSigner } from './request-object.ts'
import type { PresentTables, Shown } from './tables.ts'
import type { Templates } from './templates.ts'

export interface AnswerDeps {
  db: RoomDatabase<PresentTables>
  key: Buffer
  signer: () => RequestSigner
  types: readonly CredentialNames[]
  templates: Templates
  trust: (origin: string) => Trust
  status: StatusKeeper
}

export interface WalletAnswer { response?: string | undefined; error?: string | undefined; state?: string | undefined }

export type AnswerOutcome = { taken: true; redirectUri: string } | { taken: false; reason: Reason | 'declined' }

/** @throws noSuchPresentation where nothing waits for this answer: unknown, over, never fetched, or answered before */
export async function receiveAnswer(deps: AnswerDeps, id: string, { response, error, state }: WalletAnswer): Promise<AnswerOutcome> {
  const { db, key } = deps
  const row = await db.transaction((tx) => tx.selectFrom('presentation').selectAll().where('id', '=', id).where('mode', 'is not', null).where('answered_at', 'is', null).where('ends_at', '>', new Date()).executeTakeFirst())
  if (!row?.decryption_key) throw new Fault(presentFaults.noSuchPresentation)
  if (error !== undefined) {
    // A refusal carries the state: only who has fetched the request can end it.
    if (state !== row.state) throw new Fault(presentFaults.noSuchPresentation)
    await take('declined', null)
    return { taken: false, reason: 'declined' }
  }
  const { jwk, thumbprint } = await openAnswerKey(row.decryption_key, key)
  const answer = await decryptAnswer(response ?? '', jwk).catch(() => undefined)
  // What is not encrypted to our key is a stranger's, and ends nothing.
  if (answer?.['state'] !== row.state) throw new Fault(presentFaults.noSuchPresentation)

  const { template } = await deps.templates.find(row.template)
  const clientId = clientIdOf(deps.signer())
  let shown: Shown
  try {
    shown = await checkAnswer(answer['vp_token'], {
      template, types: deps.types, query: queryOf(template, deps.types), trust: deps.trust(row.origin), status: deps.status, audience: clientId, nonce: row.nonce,
      transcript: openidTranscript({ clientId, nonce: row.nonce, encryptionKey: thumbprint, responseUri: answerAddress(row.origin, id) }), now: Math.floor(Date.now() / 1_000),
    })
  } catch (cause) {
    const reason = cause instanceof Refused ? cause.reason : 'unreadable'
    await take(reason, null)
    return { taken: false, reason }
  }
  const responseCode = randomToken()
  await take('accepted', shown, responseCode)
  return { taken: true, redirectUri: `${pageAddress(row.origin, id)}/${row.mode === 'same-device' ? 'return' : 'code'}?response_code=${responseCode}` }

  async function take(outcome: string, seen: Shown | null, code?: string) {
    const { numUpdatedRows } = await db.transaction((tx) => tx.updateTable('presentation').set({
      answered_at: new Date(), outcome, shown: seen === null ? null : JSON.stringify(seen), decryption_key: null, response_hash: code === undefined ? null : secretHash(code),
      code_mark: code === undefined ? null : codeMark(key, id, typedCode(key, id, code)),
    }).where('id', '=', id).where('answered_at', 'is', null).executeTakeFirst())
    // Two answers at once: the nonce was used by the first.
    if (numUpdatedRows !== 1n) throw new Fault(presentFaults.noSuchPresentation)
  }
}
