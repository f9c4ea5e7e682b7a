export declare class Unsound extends Error {
  code: string
  at: number | undefined
}

export interface VerifiedChain {
  looks: number
  log: string
  size: number
  witnesses: { name: string; at: string }[]
  /** Up to this moment the log itself says how long the chain is; null before its first heads. */
  wholeUntil: string | null
  wholeLength: number
  /** Looks at the beginning that are kept no more, and the moment before which the log held them all; null where there are none. */
  ended: number
  endedBefore: string | null
}

export declare function verifyChain(file: unknown, sha256: (bytes: Uint8Array) => Uint8Array): Promise<VerifiedChain>
