/** What a witness does with the history of an issuer's keys (did:webvh 1.0, Witness Proofs): it vouches for growth and for nothing else, with the key that it cosigns logs with. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DIDLog, signWitnessProofEntry, type WitnessProofFileEntry } from 'didwebvh-ts'
import { checkLog } from '../../webvh/check-log.ts'
import { didKeyOf, signerOf } from '../../webvh/suite.ts'
import type { SignerKey } from '../note/key.ts'
import type { WitnessReply } from './answer-checkpoint.ts'
import type { WitnessState } from './keep-state.ts'

export interface DidWitnessDeps {
  folder: string
  key: SignerKey
  state: WitnessState
}

const plain = (status: WitnessReply['status'], text: string): WitnessReply => ({ status, type: 'text/plain; charset=utf-8', text: `${text}\n` })

/** The file `hosts` in its folder: whose histories it watches over, a host a line as DIDs write it (`services.example`, `localhost%3A8080`). */
function hostsOf(folder: string): string[] {
  const file = join(folder, 'hosts')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')) : []
}

/** @param body JSON: `log`, the entries, and `witness`, the proofs so far. @returns its proof for the last entry */
export async function answerDidLog({ folder, key, state }: DidWitnessDeps, body: Buffer): Promise<WitnessReply> {
  const own = didKeyOf(key.raw)
  let log: DIDLog
  let name: string
  let versionId: string
  try {
    const sent = JSON.parse(body.toString()) as { log: DIDLog; witness: WitnessProofFileEntry[] }
    log = sent.log
    const { did, meta } = await checkLog(log, sent.witness)
    if (!hostsOf(folder).includes(did.split(':').slice(3).join(':'))) return plain(404, 'this witness does not watch over that history')
    if (!meta.witness?.witnesses?.some(({ id }) => id === own) && !log.at(-2)?.parameters.witness?.witnesses?.some(({ id }) => id === own)) return plain(403, 'the history does not name this witness')
    name = `did:webvh:${meta.scid}`
    versionId = log.at(-1)!.versionId
  } catch (cause) {
    return plain(422, (cause as Error).message)
  }
  const { proof } = await signWitnessProofEntry({ versionId, witnesses: [{ id: own }], witnessSignersByDid: { [own]: signerOf(key) } })
  // From here on without a pause, so that no two requests stand in each other's way.
  const seen = state.read(state.nameOf(name))?.trim()
  if (seen !== undefined && log[Number.parseInt(seen, 10) - 1]?.versionId !== seen) return plain(409, 'this witness has seen another history, or a longer one')
  state.keep(name, `${versionId}\n`)
  return { status: 200, type: 'application/json', text: JSON.stringify(proof[0]) }
}
