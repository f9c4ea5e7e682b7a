/** Why a presentation is not accepted. One word each, stable: pages, logs and tests of attacks name them. */
export const reasons = [
  // What it is
  'too-large', 'unreadable', 'wrong-type', 'wrong-algorithm',
  // Who says so
  'unknown-issuer', 'not-for-this-type', 'bad-certificate', 'bad-signature',
  // When
  'not-yet-valid', 'expired',
  // What was shown of it
  'altered-claim', 'repeated-claim', 'reserved-claim', 'device-claim',
  // Who shows it
  'no-binding', 'bad-holder-key', 'bad-binding-signature', 'wrong-audience', 'wrong-nonce', 'wrong-disclosures', 'binding-too-old', 'binding-in-future',
  // Whether it answers the question
  'not-asked-for', 'query-not-met',
  // Whether it still holds
  'no-status', 'status-unavailable', 'revoked', 'suspended',
] as const
export type Reason = (typeof reasons)[number]

export class Refused extends Error {
  readonly reason: Reason
  constructor(reason: Reason, cause?: unknown) {
    super(reason, { cause })
    this.reason = reason
  }
}

export type Outcome<Verified> = { valid: true; verified: Verified } | { valid: false; reason: Reason }

/** What the libraries throw on bytes from strangers is one more way of being unreadable. */
export function outcomeOf<Verified>(verify: () => Verified): Outcome<Verified> {
  try {
    return { valid: true, verified: verify() }
  } catch (cause) {
    return { valid: false, reason: cause instanceof Refused ? cause.reason : 'unreadable' }
  }
}
