export interface VerifiedEvidence {
  look: unknown
  log: string
  index: number
  size: number
  cosigned: { witness: string; at: string }[]
  stamps: { authority: string; at: string }[]
  /** Of a look that was kept from the person until a date. */
  sealed?: { look: unknown; index: number; cosigned: { witness: string; at: string }[]; stamps: { authority: string; at: string }[]; orders: { until: string; signers: string[]; holds: boolean }[] }
  /** Of a look that is not open in this file: `look` is what was sealed. */
  until?: { opensOn: string; latestOn: string; orders: { until: string; signers: string[]; holds: boolean }[] }
  keysFromFile: boolean
  rootsFromFile: boolean
}

export function verifyEvidence(text: string, policyText?: string, rootsText?: string): VerifiedEvidence
