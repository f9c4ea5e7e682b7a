/** Sends what was agreed to, or that nothing was, to where the request says and nowhere else (OpenID4VP 1.0 section 8). */
import { encrypt } from '../encrypt.ts'
import { addressOf, fetchLimited, readJson, refusedBy } from '../fetch-limited.ts'
import { type Json, optionalText, Refused } from '../json.ts'
import type { Reason } from '../refusals.ts'
import type { PresentationRequest } from './read-request.ts'

/** @returns where the verifier wants the person to go on, where that can be followed. @throws Refused where it was not taken, or nobody knows */
export async function answerRequest(request: PresentationRequest, vpToken: Record<string, string[]>): Promise<URL | undefined> {
  const { responseUri, state } = request
  const answer = { vp_token: vpToken, ...(state === undefined ? {} : { state }) }
  const body = request.encryption === undefined ? new URLSearchParams({ vp_token: JSON.stringify(vpToken), ...(state === undefined ? {} : { state }) }) : new URLSearchParams({ response: await encrypt(answer, request.encryption) })
  const response = await fetchLimited(responseUri, { method: 'POST', body })
  if (!response.ok) throw await whyNotTaken(response)
  return nextOf(response).catch(() => undefined)
}

/** OpenID4VP has no words for it: the platform, as a verifier, says its own (`src/modules/credentials/verify/refusal.ts`); whoever says none of them has refused. */
const words = new Map<unknown, Reason>([
  ['unknown-issuer', 'verifier-issuer'], ['not-for-this-type', 'verifier-issuer'],
  ['revoked', 'verifier-revoked'], ['suspended', 'verifier-suspended'], ['expired', 'verifier-expired'],
  ['no-status', 'verifier-status'], ['status-unavailable', 'verifier-status'],
  ['not-asked-for', 'verifier-less'], ['query-not-met', 'verifier-less'],
  ['not-yet-valid', 'verifier-clock'], ['binding-too-old', 'verifier-clock'], ['binding-in-future', 'verifier-clock'],
])

async function whyNotTaken(response: Response): Promise<Refused> {
  // Answered before, or over: nothing waits for it there.
  if (response.status === 404 || response.status === 410) return new Refused('request-over')
  const said = await readJson(response).catch((): Json => ({}))
  return refusedBy(response, words.get(said['error_description']) ?? 'verifier-refused', new Error(JSON.stringify(said)))
}

/** It was taken: whatever is wrong with where to go on does not change that. */
async function nextOf(response: Response): Promise<URL | undefined> {
  const next = optionalText(await readJson(response), 'redirect_uri')
  return next === undefined ? undefined : addressOf(next)
}

/** Section 8.5: the person said no. */
export async function declineRequest({ responseUri, state }: PresentationRequest) {
  await fetchLimited(responseUri, { method: 'POST', body: new URLSearchParams({ error: 'access_denied', ...(state === undefined ? {} : { state }) }) })
}
