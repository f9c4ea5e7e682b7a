/** What a log says of a key that signs for the world. Whoever holds a signature makes the same bytes of the key that it is by, so that only the proof has to be given. */
export interface LoggedKey { kty?: string | undefined; crv?: string | undefined; x?: string | undefined; y?: string | undefined }

export const loggedKey = (use: string, { kty, crv, x, y }: LoggedKey): string => JSON.stringify({ type: 'issuer-key', use, key: { kty, crv, x, y } })

/** Of a key with which another issuer signs that is trusted here. */
export const trustedUse = (issuer: string): string => `trusted ${issuer}`
