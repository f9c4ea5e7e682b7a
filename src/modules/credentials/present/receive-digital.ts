/** What the browser brings from a wallet (OpenID4VP 1.0 annex A.4), in the browser in which it was begun: checked for this page's own origin, and taken once. */
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { Refused } from '../verify/refusal.ts'
import { digitalTranscript } from '../verify/mdoc/openid-transcript.ts'
import { openAnswerKey, decryptAnswer, secretHash } from './answer-key.ts'
import { checkAnswer } from './check-answer.ts'
import { digitalRequests, type DigitalRequest } from './digital-request.ts'
import { presentFaults } from './present-faults.ts'
import type { AnswerDeps } from './receive-answer.ts'
import { isBrowser } from './release-presentation.ts'
import { queryOf } from './request-template.ts'

/** Nothing is used up by showing it: a person whose browser finds no wallet goes on by the link or the code. @returns empty where nothing waits in this browser */
export async function openDigital({ db, key, signer, types, templates }: AnswerDeps, id: string, browser: string | undefined): Promise<DigitalRequest[]> {
  const row = await waiting(db, id)
  if (!row?.decryption_key || !isBrowser(row.browser_hash, browser)) return []
  const [{ template, logged }, { public: encryptionKey }] = await Promise.all([templates.find(row.template), openAnswerKey(row.decryption_key, key)])
  return digitalRequests(signer(), {
    origin: row.origin, nonce: row.nonce, query: queryOf(template, types), encryptionKey,
    registration: { id: template.id, address: `${row.origin}/requests/${template.id}`, entry: logged, log: await templates.prove(template.id) ?? null },
    now: Math.floor(Date.now() / 1_000), until: Math.floor(row.ends_at.getTime() / 1_000),
  })
}

/**
 * @param response what the browser's promise gave: protocol and data, JSON
 * @returns the code by which it is released in this browser; undefined where the answer was refused, which ends it and is told on the page
 * @throws presentationElsewhere; noSuchPresentation where nothing waits: unknown, over, answered before, or fetched by a wallet another way
 */
export async function receiveDigital(deps: AnswerDeps, id: string, browser: string | undefined, response: string): Promise<string | undefined> {
  const row = await waiting(deps.db, id)
  if (!row?.decryption_key) throw new Fault(presentFaults.noSuchPresentation)
  if (!isBrowser(row.browser_hash, browser)) throw new Fault(presentFaults.presentationElsewhere)
  const { jwk, thumbprint } = await openAnswerKey(row.decryption_key, deps.key)
  const { template } = await deps.templates.find(row.template)
  try {
    const { origin, nonce } = row
    const shown = await checkAnswer(await readAnswer(response, jwk), {
      template, types: deps.types, query: queryOf(template, deps.types), trust: deps.trust(origin), status: deps.status, audience: `origin:${origin}`, nonce,
      transcript: digitalTranscript({ origin, nonce, encryptionKey: thumbprint }), now: Math.floor(Date.now() / 1_000),
    })
    const code = randomToken()
    await take({ outcome: 'accepted', shown: JSON.stringify(shown), response_hash: secretHash(code) })
    return code
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    await take({ outcome: cause instanceof Refused ? cause.reason : 'unreadable' })
    return undefined
  }

  async function take(result: { outcome: string; shown?: string; response_hash?: Buffer }) {
    const { numUpdatedRows } = await deps.db.transaction((tx) => tx.updateTable('presentation').set({ ...result, mode: 'digital', answered_at: new Date(), decryption_key: null })
      .where('id', '=', id).where('answered_at', 'is', null).where('mode', 'is', null).executeTakeFirst())
    // Two answers at once, or another way in between: the nonce was used by the first.
    if (numUpdatedRows !== 1n) throw new Fault(presentFaults.noSuchPresentation)
  }
}

const waiting = (db: AnswerDeps['db'], id: string) => db.transaction((tx) => tx.selectFrom('presentation').selectAll().where('id', '=', id).where('mode', 'is', null).where('answered_at', 'is', null).where('ends_at', '>', new Date()).executeTakeFirst())

/** Encrypted to our key or not at all: what was asked with `dc_api.jwt` is not taken in the clear. @throws Refused */
async function readAnswer(response: string, jwk: Parameters<typeof decryptAnswer>[1]): Promise<unknown> {
  const { protocol, data } = (parse(response) ?? {}) as { protocol?: unknown; data?: unknown }
  const read = typeof data === 'string' ? parse(data) : data
  const { response: encrypted } = (read ?? {}) as { response?: unknown }
  if ((protocol !== 'openid4vp-v1-signed' && protocol !== 'openid4vp-v1-unsigned') || typeof encrypted !== 'string') throw new Refused('unreadable')
  const answer = await decryptAnswer(encrypted, jwk).catch((cause: unknown) => { throw new Refused('unreadable', cause) })
  return answer['vp_token']
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new Refused('unreadable', cause)
  }
}
