/** Where the app lives; its worker answers for everything that begins with the first. */
export const walletPath = '/wallet'
export const filesPath = `${walletPath}/files`
export const workerPath = `${walletPath}/worker.js`
/** The app's name to issuers that nobody here has told of it (draft-ietf-oauth-client-id-metadata-document); `leave-for-issuer.ts` of the app uses it. */
export const clientPath = `${walletPath}/client.json`
