/** Where the app lives; its worker answers for everything that begins with the first. */
export const walletPath = '/wallet'
export const filesPath = `${walletPath}/files`
export const workerPath = `${walletPath}/worker.js`
/** The app's name to issuers that nobody here has told of it (draft-ietf-oauth-client-id-metadata-document); `leave-for-issuer.ts` of the app uses it. */
export const clientPath = `${walletPath}/client.json`
/** Where the app asks for this house's word on it, and others for the keys of that word. */
export const attestationPath = `${walletPath}/attestation`
