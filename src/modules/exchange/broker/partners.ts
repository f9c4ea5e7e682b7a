/** Who may ask through the platform, by the keys they sign with. */
import { type Party, type PartyFile, readParty } from '../protocol/party.ts'

/** @param files one for each requester, its party being the agency's id in the pack */
export function createPartners(files: readonly PartyFile[]): () => Promise<(keyId: string) => Party | undefined> {
  let reading: Promise<Map<string, Party>> | undefined
  const read = async () => {
    const parties = await Promise.all(files.map(readParty))
    return new Map(parties.flatMap((party) => [...party.verifying.keys()].map((id) => [id, party] as const)))
  }
  return async () => {
    const byKey = await (reading ??= read())
    return (keyId) => byKey.get(keyId)
  }
}
