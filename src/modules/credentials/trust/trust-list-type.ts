/** `typ` of a list of issuers: no other token passes for one. */
export const trustListType = 'maru-trust-list+jwt'
