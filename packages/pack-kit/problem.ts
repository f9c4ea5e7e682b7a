/** A mistake in a pack: where it is, what it is, and how to put it right. */
export interface Problem {
  file: string
  /** JSON pointer into the file (RFC 6901), or `:line:column` of a text. */
  pointer: string
  message: string
  advice: string
}
