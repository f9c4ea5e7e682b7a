export interface VerifiedEvidence {
  look: unknown
  log: string
  index: number
  size: number
  cosigned: { witness: string; at: string }[]
  keysFromFile: boolean
}

export function verifyEvidence(text: string, policyText?: string): VerifiedEvidence
