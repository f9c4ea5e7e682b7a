/** The parts of the library that are used: its own declarations name their neighbours without an extension, which Node's resolution does not follow. */
declare module 'didwebvh-ts' {
  export interface DataIntegrityProofTemplate { type: 'DataIntegrityProof'; cryptosuite: 'eddsa-jcs-2022'; verificationMethod: string; created: string; proofPurpose: string }
  export interface DataIntegrityProof extends DataIntegrityProofTemplate { proofValue: string }
  export interface WitnessParameter { threshold?: number; witnesses?: { id: string }[] }
  export interface WitnessProofFileEntry { versionId: string; proof: DataIntegrityProof[] }
  export interface VerificationMethod { id: string; type: string; controller: string; publicKeyJwk: Record<string, string> }
  export interface DIDDoc { '@context'?: unknown; id?: string; alsoKnownAs?: string[]; verificationMethod?: VerificationMethod[]; assertionMethod?: string[] }
  export interface DIDLogEntry {
    versionId: string
    versionTime: string
    parameters: { scid?: string; updateKeys?: string[]; nextKeyHashes?: string[]; witness?: WitnessParameter }
    state: DIDDoc
    proof?: DataIntegrityProof[]
  }
  export type DIDLog = DIDLogEntry[]
  export interface DIDResolutionMeta { versionId: string; scid: string; updateKeys: string[]; nextKeyHashes: string[]; prerotation: boolean; deactivated: boolean; witness?: WitnessParameter; error?: string; problemDetails?: { detail: string } }
  export interface Signer { sign(input: { document: unknown; proof: DataIntegrityProofTemplate }): Promise<{ proofValue: string }>; getVerificationMethodId(): string }
  export interface Verifier { verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): Promise<boolean> }
  interface Signing { signer: Signer; verifier: Verifier; updateKeys: string[]; nextKeyHashes: string[]; witness?: WitnessParameter | null }

  export function createDID(options: Signing & { address: string; didDocument: DIDDoc }): Promise<{ did: string; log: DIDLog }>
  export function updateDID(options: Signing & { log: DIDLog; witnessProofs: WitnessProofFileEntry[]; verificationMethods: VerificationMethod[]; authentication: string[]; assertionMethod: string[] }): Promise<{ log: DIDLog }>
  /** `doc` is null where the history has ended. */
  export function resolveDIDFromLog(log: DIDLog, options: { verifier: Verifier; witnessProofs: WitnessProofFileEntry[]; versionId?: string; requestedDid?: string }): Promise<{ did: string; doc: DIDDoc | null; meta: DIDResolutionMeta }>
  export function deriveNextKeyHash(multikey: string): Promise<string>
  export function prepareDataForSigning(document: unknown, proof: DataIntegrityProofTemplate): Promise<Uint8Array>
  export function signWitnessProofEntry(options: { versionId: string; witnesses: { id: string }[]; witnessSignersByDid: Record<string, Signer> }): Promise<{ versionId: string; proof: DataIntegrityProof[] }>
  export enum MultibaseEncoding { BASE58_BTC = 'z' }
  export function multibaseEncode(bytes: Uint8Array, encoding: MultibaseEncoding): string
}
