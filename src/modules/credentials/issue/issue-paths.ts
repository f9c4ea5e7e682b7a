/** The resource that access tokens are for is the issuer itself: its identifier is what wallets ask for (RFC 8707). */
export const issuerResource = ''

const issuePath = '/vci'

export const issuePaths = {
  credential: `${issuePath}/credential`, nonce: `${issuePath}/nonce`, deferred: `${issuePath}/deferred`, notification: `${issuePath}/notification`,
} as const
