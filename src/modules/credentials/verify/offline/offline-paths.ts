/** Where the offline verifier lives; its worker answers for everything that begins with the first. */
export const offlinePath = '/verifier'
export const filesPath = `${offlinePath}/files`
export const workerPath = `${offlinePath}/worker.js`
