/** The page that says which test holds which case of the conformance plans: every test that it names is there. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const page = 'docs/reference/conformance.md'

interface Claimed { module: string; words: string; file: string }

const rowsOf = (text: string): Claimed[] => [...text.matchAll(/^\| (.+?) \| (.+?) \| `(.+?)` \|$/gm)].map(([, module, words, file]) => ({ module: module!, words: words!, file: file! }))

/** A title of a test, or of one of a list of cases. */
const isThere = ({ words, file }: Claimed) => existsSync(file) && readFileSync(file, 'utf8').split('\n').some((line) => /test\(|name: ['"`]|^ +\[['"`]/.test(line) && line.includes(words))

test('every test that the page names is there', () => {
  const rows = rowsOf(readFileSync(page, 'utf8'))
  assert.ok(rows.length > 110, `${rows.length} rows`)
  assert.deepEqual(rows.filter((row) => !isThere(row)), [])
  assert.equal(isThere({ ...rows[0]!, words: 'a test that nobody has written' }), false)
  assert.equal(isThere({ ...rows[0]!, file: 'tests/nowhere.test.ts' }), false)
})

test('every module of the plans has its row, or a sentence that says why not', () => {
  const text = readFileSync(page, 'utf8')
  const missing = (names: readonly string[]) => names.filter((name) => !text.includes(name))
  assert.deepEqual(missing(modules), [])
  assert.deepEqual(missing(['negative-test-that-nobody-has']), ['negative-test-that-nobody-has'])
})

/** Of the four plans, and what that of HAIP takes over, without what their names begin with. */
const modules = [
  'metadata-test', 'metadata-test-signed', 'happy-flow', 'happy-flow-additional-requests', 'happy-flow-multiple-clients', 'happy-flow-skip-notification', 'batch-issuance', 'fail-invalid-nonce',
  'fail-invalid-jwt-proof-signature', 'fail-invalid-key-attestation-signature', 'fail-invalid-client-attestation-signature', 'fail-invalid-client-attestation-pop-signature', 'fail-client-attestation-exp-in-past',
  'fail-client-attestation-no-sub', 'fail-client-attestation-pop-wrong-aud', 'fail-mismatched-client-attestation-pop-key', 'fail-missing-proof', 'fail-unsupported-encryption-algorithm',
  'fail-unknown-credential-configuration', 'fail-unknown-credential-identifier', 'fail-on-access-token-in-query',
  'credential-issuance', 'credential-issuance-notification', 'happy-path-with-scopes-without-authorization-details-in-token-response', 'client-attestation-challenge', 'batch-credential-issuance',
  'minimal-cnf-jwk', 'request-uri-method-post', 'request-uri-fetched-twice', 'invalid-session-transcript', 'invalid-kb-jwt-signature', 'invalid-credential-signature', 'invalid-sd-hash', 'invalid-kb-jwt-nonce',
  'invalid-kb-jwt-aud', 'kb-jwt-iat-in-past', 'kb-jwt-iat-in-future',
  'alternate-happy-flow', 'ignores-unusable-encryption-key', 'fewer-claims-than-available', 'optional-credential-set', 'no-claims-in-dcql-query', 'negative-test-response-uri-not-client-id',
  'negative-test-invalid-request-object-signature', 'multisigned-one-invalid-signature', 'negative-test-mismatched-client-id', 'negative-test-redirect-uri-with-direct-post', 'negative-test-missing-nonce',
  'negative-test-wrong-expected-origins', 'negative-test-invalid-client-id-prefix', 'negative-test-unknown-transaction-data-type', 'negative-test-required-non-matching-credential',
  'ensure-authorization-request-without-state-success', 'ensure-authorization-request-with-long-state', 'par-without-duplicate-parameters', 'state-only-outside-request-object-not-used',
  'ensure-different-state-inside-and-outside-request-object', 'ensure-unsigned-authorization-request-without-using-par-fails', 'par-ensure-pkce-required', 'par-plain-pkce-rejected',
  'ensure-pkce-code-verifier-required', 'incorrect-pkce-code-verifier-rejected', 'ensure-response-type-token-fails', 'ensure-response-type-code-idtoken-fails',
  'ensure-redirect-uri-in-authorization-request', 'ensure-request-object-without-redirect-uri-fails', 'plain-fapi-tolerate-unregistered-redirect-uri',
  'par-authorization-request-containing-request_uri-form-param', 'par-attempt-invalid-http-method', 'par-attempt-reuse-request_uri',
  'par-ensure-reused-request-uri-prior-to-auth-completion-succeeds', 'par-attempt-to-use-expired-request_uri', 'par-attempt-to-use-request_uri-for-different-client',
  'attempt-reuse-authorization-code-after-one-second', 'ensure-token-endpoint-fails-with-expired-auth-code', 'ensure-authorization-code-is-bound-to-client',
  'ensure-client-id-in-token-endpoint', 'ensure-holder-of-key-required', 'ensure-mismatched-dpop-jkt-fails', 'ensure-token-endpoint-fails-with-mismatched-dpop-jkt',
  'ensure-dpop-auth-code-binding-success', 'ensure-dpopproof-at-par-endpoint-binding-success', 'ensure-dpopproof-with-iat-10seconds-before-succeeds', 'check-dpop-proof-nbf-exp',
  'dpop-negative-tests', 'access-token-type-header-case-sensitivity', 'refresh-token', 'user-rejects-authentication',
  'happy-path', 'happy-path-no-dpop-nonce', 'discovery-issuer-mismatch', 'invalid-authorization-response-iss',
  'remove-authorization-response-iss', 'ensure-authorization-response-with-invalid-state-fails', 'ensure-authorization-response-with-invalid-missing-state-fails', 'token-type-case-insensitivity', 'token-endpoint-response-without-expires_in', 'rs-dpop-auth-scheme-case-insensitivity',
]
