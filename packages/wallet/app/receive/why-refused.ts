/** What an issuer's refusal means to its holder: by the word that it says, or by its status where that says more. */
import * as oauth from 'oauth4webapi'
import { refusedBy } from '../fetch-limited.ts'
import { type Json, Refused } from '../json.ts'
import type { Reason } from '../refusals.ts'

const words = new Map<unknown, Reason>([
  // Token endpoint (RFC 6749 section 5.2, OpenID4VCI 1.0 section 6.3)
  ['invalid_grant', 'offer-over'],
  ['invalid_request', 'not-understood'],
  ['invalid_client', 'wallet-unknown'],
  ['unauthorized_client', 'wallet-unknown'],
  ['invalid_client_attestation', 'wallet-unknown'],
  ['use_fresh_attestation', 'wallet-unknown'],
  ['use_attestation_challenge', 'wallet-unknown'],
  ['unsupported_grant_type', 'other-grant'],
  ['invalid_scope', 'not-issued'],
  ['invalid_target', 'not-issued'],
  // A server's own state (RFC 6749 section 4.1.2.1, RFC 8628 section 3.5)
  ['server_error', 'unavailable'],
  ['temporarily_unavailable', 'unavailable'],
  ['slow_down', 'too-often'],
  // At the issuer's page
  ['access_denied', 'not-allowed'],
  ['login_required', 'not-allowed'],
  ['consent_required', 'not-allowed'],
  ['interaction_required', 'not-allowed'],
  // Credential endpoint (OpenID4VCI 1.0 section 8.3.1.2, RFC 6750 section 3.1, RFC 9449 section 7.1)
  ['invalid_token', 'session-over'],
  ['insufficient_scope', 'not-issued'],
  ['invalid_dpop_proof', 'proof-refused'],
  ['invalid_proof', 'proof-refused'],
  ['invalid_nonce', 'nonce-refused'],
  ['invalid_credential_request', 'not-understood'],
  ['invalid_encryption_parameters', 'not-understood'],
  ['unknown_credential_configuration', 'not-issued'],
  ['unknown_credential_identifier', 'not-issued'],
  ['credential_request_denied', 'denied'],
  // Deferred endpoint (section 9.3)
  ['invalid_transaction_id', 'wait-over'],
])

/** @param word `error`, in whichever part of the answer it stood */
export const refusedByWord = (response: Response, word: unknown, cause: unknown): Refused => refusedBy(response, words.get(word) ?? 'offer-refused', cause)

/** What the library throws. */
export function whyRefused(cause: unknown): Refused {
  if (cause instanceof Refused) return cause
  if (cause instanceof oauth.ResponseBodyError) return refusedByWord(cause.response, cause.error, cause)
  if (cause instanceof oauth.WWWAuthenticateChallengeError) return refusedByWord(cause.response, cause.cause.map(({ parameters }) => parameters.error).find((word) => word !== undefined), cause)
  if (cause instanceof oauth.AuthorizationResponseError) return new Refused(words.get(cause.error) ?? 'offer-refused', cause)
  // An answer that is not of the protocol, such as a gateway's page.
  if (cause instanceof oauth.OperationProcessingError) return cause.cause instanceof Response && !cause.cause.ok ? refusedBy(cause.cause, 'not-there', cause) : new Refused('unreadable', cause)
  return new Refused('failed', cause)
}

/** By this name an issuer says how many tries of a transaction code are left (RFC 6749 section 8.2: a parameter of one's own has a prefix). */
const triesLeft = 'maru_tries_left'

/**
 * `invalid_grant` says no more than that the code or the offer is wrong (OpenID4VCI 1.0 section 6.3): which of them, an issuer can add.
 * @param typed whether a transaction code came along. @param tells whether this issuer is known to add it
 */
export function whyNotRedeemed(refused: Refused, typed: boolean, tells: boolean): Refused {
  if (refused.reason !== 'offer-over' || !typed) return refused
  const left = refused.cause instanceof oauth.ResponseBodyError ? (refused.cause.cause as Json)[triesLeft] : undefined
  if (typeof left !== 'number' || !Number.isSafeInteger(left) || left < 0) return tells ? refused : new Refused('code-unsure', refused.cause)
  return new Refused(left === 0 ? 'code-spent' : 'code-wrong', refused.cause, { left })
}
