/** Sends what was agreed to, or that nothing was, to where the request says and nowhere else (OpenID4VP 1.0 section 8). */
import { CompactEncrypt, importJWK } from 'jose'
import { addressOf, fetchLimited, readJson } from '../fetch-limited.ts'
import { optionalText, Refused } from '../json.ts'
import type { PresentationRequest } from './read-request.ts'

/** @returns where the verifier wants the person to go on, where that can be followed. @throws Refused where it was not taken, or nobody knows */
export async function answerRequest(request: PresentationRequest, vpToken: Record<string, string[]>): Promise<URL | undefined> {
  const { responseUri, state } = request
  const answer = { vp_token: vpToken, ...(state === undefined ? {} : { state }) }
  const body = request.encryption === undefined ? new URLSearchParams({ vp_token: JSON.stringify(vpToken), ...(state === undefined ? {} : { state }) }) : new URLSearchParams({ response: await encrypt(answer, request.encryption) })
  const response = await fetchLimited(responseUri, { method: 'POST', body })
  if (!response.ok) throw new Refused('verifier-refused')
  return nextOf(response).catch(() => undefined)
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

export async function encrypt(answer: object, { key, method }: NonNullable<PresentationRequest['encryption']>): Promise<string> {
  const header = { alg: 'ECDH-ES', enc: method, ...(key.kid === undefined ? {} : { kid: key.kid }) }
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(answer))).setProtectedHeader(header).encrypt(await importJWK(key, 'ECDH-ES'))
}
