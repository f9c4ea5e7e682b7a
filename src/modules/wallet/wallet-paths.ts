/** Where the app lives; its worker answers for everything that begins with the first. */
export const walletPath = '/wallet'
export const filesPath = `${walletPath}/files`
export const workerPath = `${walletPath}/worker.js`
