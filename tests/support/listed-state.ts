/** What the signed list says of a credential, as anybody reads it. */
import { inflateSync } from 'node:zlib'

/** @param credential an SD-JWT. @returns 0 valid, 1 revoked, 2 suspended */
export async function listedState(credential: string): Promise<number> {
  const { status: { status_list: { uri, idx } } } = payloadOf(credential) as { status: { status_list: { uri: string; idx: number } } }
  const { status_list: { lst } } = payloadOf(await (await fetch(uri)).text()) as { status_list: { lst: string } }
  return (inflateSync(Buffer.from(lst, 'base64url'))[idx >> 2]! >> ((idx & 3) * 2)) & 3
}

const payloadOf = (jwt: string): unknown => JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString())
