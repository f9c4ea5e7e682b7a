export interface VerifiedProof {
  log: string
  index: number
  size: number
  witnesses: { name: string; at: string }[]
}

export type IsSigned = (key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) => Promise<boolean>

export declare const byWebCrypto: IsSigned

export declare function verifyProof(proof: string, entry: Uint8Array, policy: string, sha256: (bytes: Uint8Array) => Uint8Array, isSigned?: IsSigned): Promise<VerifiedProof>
