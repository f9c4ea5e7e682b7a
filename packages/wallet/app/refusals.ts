/**
 * Every reason for which something is refused, what its holder does next, and whether the same may simply be tried again: the table that a reviewer reads.
 * Texts: `wallet.refused.<reason>` says what happened, `wallet.next.<next>` what to do.
 */
export const refusals = {
  // Nobody was reached, or nobody could say: nothing is lost
  'offline':            { next: 'network',     again: true },
  'no-answer':          { next: 'again',       again: true },
  'unavailable':        { next: 'wait',        again: true },
  'too-often':          { next: 'wait',        again: true },
  'later':              { next: 'wait',        again: true },
  'failed':             { next: 'again',       again: true },
  // The link
  'no-offer':           { next: 'new' },
  'not-there':          { next: 'new',         ofRequest: 'new-request' },
  'unreadable':         { next: 'new',         ofRequest: 'new-request' },
  'insecure-address':   { next: 'suspicious',  ofRequest: 'suspicious-request' },
  // The code, which is typed again where the offer stands
  'code-wrong':         { next: 'code' },
  'code-unsure':        { next: 'code' },
  'code-spent':         { next: 'new' },
  // What the issuer says
  'offer-over':         { next: 'new' },
  'wait-over':          { next: 'new' },
  'session-over':       { next: 'begin-again' },
  'not-allowed':        { next: 'begin-again' },
  'other-browser':      { next: 'begin-again' },
  'denied':             { next: 'ask-issuer' },
  'offer-refused':      { next: 'ask-issuer' },
  'not-issued':         { next: 'ask-issuer' },
  'wallet-unknown':     { next: 'ask-issuer' },
  'not-understood':     { next: 'ask-issuer' },
  'cannot-encrypt':     { next: 'ask-issuer' },
  'other-grant':        { next: 'ask-issuer' },
  'other-format':       { next: 'ask-issuer' },
  'nonce-refused':      { next: 'again',       again: true },
  'proof-refused':      { next: 'clock',       again: true },
  // What does not hold
  'unsigned-issuer':    { next: 'suspicious' },
  'wrong-issuer':       { next: 'suspicious' },
  'wrong-type':         { next: 'suspicious' },
  'wrong-key':          { next: 'suspicious',  ofRequest: 'renew' },
  'not-encrypted':      { next: 'suspicious',  ofRequest: 'suspicious-request' },
  'bad-signature':      { next: 'suspicious',  ofRequest: 'suspicious-request' },
  'bad-certificate':    { next: 'suspicious',  ofRequest: 'suspicious-request' },
  'bad-history':        { next: 'suspicious' },
  'not-witnessed':      { next: 'suspicious' },
  'not-in-log':         { next: 'reopen',      ofRequest: 'reopen-request' },
  'expired':            { next: 'new',         ofRequest: 'renew' },
  // The request
  'wrong-verifier':     { next: 'suspicious-request' },
  'not-signed':         { next: 'suspicious-request' },
  'request-over':       { next: 'new-request' },
  'request-replayed':   { next: 'suspicious-request' },
  'other-answer':       { next: 'ask-verifier' },
  // The lock: nothing is opened, shown or changed
  'locked':             { next: 'open' },
  'lock-not-given':     { next: 'passkey' },
  'lock-no-prf':        { next: 'other-passkey' },
  'lock-silent':        { next: 'right-browser' },
  'lock-known':         { next: 'another-passkey' },
  'lock-wrong':         { next: 'right-passkey' },
  'lock-unsupported':   { next: 'newer-browser' },
  // It was sent
  'maybe-shown':        { next: 'look-there' },
  'verifier-refused':   { next: 'ask-verifier' },
  'verifier-issuer':    { next: 'other-card' },
  'verifier-revoked':   { next: 'renew' },
  'verifier-expired':   { next: 'renew' },
  'verifier-suspended': { next: 'ask-card-issuer' },
  'verifier-status':    { next: 'later-request' },
  'verifier-less':      { next: 'show-all' },
  'verifier-clock':     { next: 'clock-request' },
} as const satisfies Record<string, Refusal>

interface Refusal { next: string; ofRequest?: string; again?: true }

export type Reason = keyof typeof refusals

export const refusalOf = (reason: Reason): Refusal => refusals[reason]
