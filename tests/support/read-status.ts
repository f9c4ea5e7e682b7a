/** The signed status lists as any verifier reads them, for entries that are known. */
import { inflateSync } from 'node:zlib'
import { setTimeout as pause } from 'node:timers/promises'

export interface StatusAt { uri: string; index: number }

/** Token Status List section 4: two bits an entry. */
export async function statesOf(entries: readonly StatusAt[]): Promise<number[]> {
  const lists = new Map(await Promise.all([...new Set(entries.map(({ uri }) => uri))].map(async (uri) => [uri, await readList(uri)] as const)))
  return entries.map(({ uri, index }) => (lists.get(uri)![index >> 2]! >> ((index & 3) * 2)) & 3)
}

/** Resolves when every one of them is revoked; a list that never says so is a failure after a minute. */
export async function untilRevoked(entries: readonly StatusAt[]): Promise<void> {
  const ends = performance.now() + 60_000
  while (!(await statesOf(entries)).every((state) => state === 1)) {
    if (performance.now() > ends) throw new Error('the signed lists do not say that everything is revoked')
    await pause(50)
  }
}

async function readList(uri: string): Promise<Buffer> {
  const token = await (await fetch(uri)).text()
  const { status_list: list } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { status_list: { lst: string } }
  return inflateSync(Buffer.from(list.lst, 'base64url'))
}
