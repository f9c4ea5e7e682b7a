/** Asks one witness to vouch for the last entry. What it answers is believed by nobody until the library has checked it. */
import type { DataIntegrityProof, DIDLog, WitnessProofFileEntry } from 'didwebvh-ts'

/** Milliseconds. */
const patience = 5_000
const longest = 4_096

/** @throws Error where it does not answer, or refuses */
export async function askForProof(url: string, log: DIDLog, witness: WitnessProofFileEntry[]): Promise<DataIntegrityProof> {
  const response = await fetch(`${url}/add-did-entry`, { method: 'POST', redirect: 'error', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ log, witness }), signal: AbortSignal.timeout(patience) })
  const text = (await response.text()).slice(0, longest)
  if (!response.ok) throw new Error(`${response.status} ${text.trim()}`)
  return JSON.parse(text) as DataIntegrityProof
}
