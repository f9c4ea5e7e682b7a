/** Who may ask through the platform, by the keys they sign with; and who is told what, by its name. */
import { type Party, type PartyFile, readParty } from '../protocol/party.ts'

export interface KnownParties {
  byKey(keyId: string): Party | undefined
  byId(id: string): Party | undefined
}

/** @param files one for each requester, its party being the agency's id in the pack */
export function createPartners(files: readonly PartyFile[]): () => Promise<KnownParties> {
  let reading: Promise<KnownParties> | undefined
  const read = async (): Promise<KnownParties> => {
    const parties = await Promise.all(files.map(readParty))
    const byKey = new Map(parties.flatMap((party) => [...party.verifying.keys()].map((id) => [id, party] as const)))
    const byId = new Map(parties.map((party) => [party.id, party]))
    return { byKey: (keyId) => byKey.get(keyId), byId: (id) => byId.get(id) }
  }
  return () => (reading ??= read())
}
