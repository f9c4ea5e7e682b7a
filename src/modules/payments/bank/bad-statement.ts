/** What the bank says cannot be booked, and nothing of it is; the clerk reads why. */
export const badStatements = ['unreadable', 'account', 'several', 'currency', 'amount', 'sums', 'repeated', 'twice'] as const
export type WhyBad = (typeof badStatements)[number]

export class BadStatement extends Error {
  override readonly name = 'BadStatement'
  readonly why: WhyBad
  /** What stands there. */
  readonly found: string
  constructor(why: WhyBad, found: string, options?: ErrorOptions) {
    super(`a bad statement (${why}): ${found}`, options)
    this.why = why
    this.found = found
  }
}
