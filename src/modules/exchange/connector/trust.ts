/** Whom a connector or a requester believes: its operator's own file, so that nobody in the middle can slip in a key. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readVkey, type VerifierKey } from '../../../kernel/transparency/note/key.ts'
import { type Party, type PartyFile, publicFile, readParty } from '../protocol/party.ts'

export interface Trust {
  /** Keys of the log whose receipts open a register. */
  logKeys: VerifierKey[]
  /** Who may ask, by the thumbprint of the key they sign with. */
  findRequester(keyId: string): Party | undefined
  findRegister(id: string): Party | undefined
}

interface TrustFile { log: string[]; requesters: PartyFile[]; registers: PartyFile[] }

export const emptyTrust: TrustFile = { log: [], requesters: [], registers: [] }

export async function readTrust(file: string): Promise<Trust> {
  const { log, requesters, registers } = readFile(file)
  const parties = await Promise.all(requesters.map(readParty))
  const byKey = new Map(parties.flatMap((party) => [...party.verifying.keys()].map((id) => [id, party] as const)))
  const byId = new Map((await Promise.all(registers.map(readParty))).map((party) => [party.id, party]))
  return { logKeys: log.map((vkey) => readVkey(vkey)), findRequester: (keyId) => byKey.get(keyId), findRegister: (id) => byId.get(id) }
}

function readFile(file: string): TrustFile {
  const { log, requesters, registers } = JSON.parse(readFileSync(file, 'utf8')) as Partial<TrustFile>
  if (!Array.isArray(log) || !Array.isArray(requesters) || !Array.isArray(registers)) throw new Error(`${file} holds {"log": [verifier keys], "requesters": [files of keys], "registers": [files of keys]}`)
  return { log, requesters, registers }
}

export interface NewTrust {
  /** Verifier key of the platform's log `access`. */
  log?: string
  requester?: PartyFile
  register?: PartyFile
}

/** Adds a key that came by a way the operator trusts. The same party's file again takes the place of the one before. @throws Error when it is none */
export async function addTrust(folder: string, { log, requester, register }: NewTrust) {
  const file = join(folder, 'trust.json')
  const trust = readFile(file)
  if (log !== undefined) trust.log = [...new Set([...trust.log, (readVkey(log), log)])]
  const add = async (list: PartyFile[], party: PartyFile) => {
    await readParty(party)
    return [...list.filter((other) => other.party !== party.party), publicFile(party)]
  }
  if (requester) trust.requesters = await add(trust.requesters, requester)
  if (register) trust.registers = await add(trust.registers, register)
  writeFileSync(`${file}.new`, `${JSON.stringify(trust, undefined, 2)}\n`, { flush: true })
  renameSync(`${file}.new`, file)
}
