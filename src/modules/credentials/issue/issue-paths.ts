/** Under one path, which is also the resource that access tokens are for. */
export const issuePath = '/vci'

export const issuePaths = {
  credential: `${issuePath}/credential`, nonce: `${issuePath}/nonce`, deferred: `${issuePath}/deferred`, notification: `${issuePath}/notification`,
} as const
