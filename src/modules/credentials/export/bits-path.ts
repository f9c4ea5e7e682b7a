/** Where the lists of revoked exports stand, each under its number. */
export const bitsPath = '/status/certificates'
