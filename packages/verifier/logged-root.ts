/**
 * What a log says of a status list: its whole content, in two digests. Whoever holds the list makes the second of the entries that are not valid, and the
 * first of the bits; so an issuer cannot show one list to some and another to others without both standing in the open.
 */
export interface LoggedRoot {
  /** The last part of the list's address. */
  list: string
  entries: number
  /** Of the bits as they are before compression; SHA-256 in base64url, as both. */
  states: string
  /** Of the gaps of all entries that are not valid (`packGaps`). */
  notValid: string
}

export const loggedRoot = ({ list, entries, states, notValid }: LoggedRoot): string => JSON.stringify({ type: 'status-root', list, entries, states, notValid })

/** Numbers of revoked papers, of which SHA-256 is taken. */
export const paperLines = (papers: readonly string[]): string => papers.map((number) => `${number}\n`).join('')

/** @param papers SHA-256 of `paperLines`, in base64url */
export const loggedPapers = (papers: string): string => JSON.stringify({ type: 'revoked-papers', papers })
