/** Fetches a list from where the operator has said that it stands: by https from the open internet, one answer without detours, so large, so soon. */
import { callOutside, type Reach } from '../../../kernel/http/call-outside.ts'

/** Milliseconds, and bytes. */
const patience = 10_000
const longest = 4 * 1024 * 1024

/** @throws Error with a sentence */
export async function fetchList(address: string, reach: Reach = {}): Promise<string> {
  const url = new URL(address)
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') throw new Error(`${address} is no https address.`)
  const { status, body } = await callOutside(url, { method: 'GET', headers: { accept: 'application/jwt, application/jsonl, application/json' }, patience, longest }, reach)
  if (status !== 200) throw new Error(`${address} answers ${status}.`)
  return body.toString('utf8')
}
