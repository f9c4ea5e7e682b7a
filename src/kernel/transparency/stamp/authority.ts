/** A time-stamp authority as the operator names it. */
export interface StampAuthority {
  name: string
  url: string
  /** Whether it stands in the operator's own network; one of the open internet must have an address there. */
  isInside: boolean
  /** PEM certificates: its signer's chain must end in one of them. */
  roots: readonly string[]
  /** Seconds between two stamps while the log grows. */
  every: number
}
