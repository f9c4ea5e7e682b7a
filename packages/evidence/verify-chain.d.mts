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
}

export declare function verifyChain(file: unknown, sha256: (bytes: Uint8Array) => Uint8Array): Promise<VerifiedChain>
