/** One question to a server of the operator's choice: its address alone, no detours, a small answer, soon. What it says has the shape that was asked for, or is nothing. */
import type { Static, TSchema } from 'typebox'
import Value from 'typebox/value'
import type { ModelEndpoint } from '../../../kernel/config/read-model.ts'
import { callOutside } from '../../../kernel/http/call-outside.ts'
import { isPublicAddress } from '../../../kernel/http/is-public-address.ts'

/** Bytes: a few sentences, or the vectors of one batch of texts. */
const longest = 4 * 1024 * 1024

/**
 * The same, heard as it comes. @param heard gets each piece of an answer in `text/event-stream`
 * @returns type and text of all of it. @throws Error as below
 */
export async function postHeard(endpoint: ModelEndpoint, path: string, body: object, heard: ((piece: Buffer) => void) | undefined): Promise<{ type: string; text: string }> {
  const { status, headers, body: answer } = await callOutside(new URL(endpoint.url + path), {
    method: 'POST', patience: endpoint.patience, longest, heard, body: Buffer.from(JSON.stringify({ model: endpoint.model, ...body })),
    headers: { accept: heard === undefined ? 'application/json' : 'text/event-stream, application/json', 'content-type': 'application/json', ...(endpoint.key === undefined ? {} : { authorization: `Bearer ${endpoint.key}` }) },
  }, { isAllowed: (address) => endpoint.isInside || isPublicAddress(address) })
  if (status !== 200) throw new Error(`the server answered ${status}`)
  return { type: headers['content-type'] ?? '', text: answer.toString('utf8') }
}

/** @throws Error that says in few words what was wrong, and nothing of what was sent */
export async function postJson<Schema extends TSchema>(endpoint: ModelEndpoint, path: string, body: object, shape: Schema): Promise<Static<Schema>> {
  return parseAs(shape, (await postHeard(endpoint, path, body, undefined)).text)
}

/** @throws Error for anything but JSON of that shape */
export function parseAs<Schema extends TSchema>(shape: Schema, text: string): Static<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error('not JSON')
  }
  const [error] = Value.Errors(shape, value)
  if (error) throw new Error(`not of the shape that was asked for: ${error.instancePath || '/'} ${error.message}`)
  return value as Static<Schema>
}
