/** Push-based delivery of Security Event Tokens (RFC 8935): one POST, and nothing but 202 says that it was heard. */
import { callOutside, type Reach } from '../../../kernel/http/call-outside.ts'

export const eventMedia = 'application/secevent+jwt'

/** A page that answers everything with 200 has heard nothing; an error's description is short (section 2.3). */
const bounds = { patience: 5_000, longest: 4 * 1024 }

/** @throws Error with the reason, which the company is shown */
export async function push(address: string, token: string, reach: Reach) {
  const { status } = await callOutside(new URL(address), { method: 'POST', headers: { 'content-type': eventMedia, accept: 'application/json' }, body: Buffer.from(token), ...bounds }, reach)
  if (status !== 202) throw new Error(`answered ${status}, not 202`)
}
