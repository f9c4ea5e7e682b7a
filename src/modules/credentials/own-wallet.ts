/** The way into the wallet of this very site, for whoever has no other: behind `#`, so that no server reads what an offer or a request holds. */
export const ownWallet = (link: string) => `/wallet#${link.slice(link.indexOf('?') + 1)}`
