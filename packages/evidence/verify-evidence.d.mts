export interface VerifiedEvidence {
  look: unknown
  log: string
  index: number
  size: number
  cosigned: { witness: string; at: string }[]
  stamps: { authority: string; at: string }[]
  keysFromFile: boolean
  rootsFromFile: boolean
}

export function verifyEvidence(text: string, policyText?: string, rootsText?: string): VerifiedEvidence
