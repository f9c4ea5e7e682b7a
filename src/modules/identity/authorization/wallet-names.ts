/** Stands where the client will be: an offer is made before anyone knows which wallet takes it. */
export const anyWallet = '*'
