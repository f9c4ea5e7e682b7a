/** What every adapter checks before it believes anything. */
import { marksEqual } from '../../../kernel/crypto/tokens.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { assistantFaults } from '../contract.ts'
import type { Webhook } from './channel.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** @throws forged unless the header carries the key that the operator gave to the channel */
export function demandKey({ headers }: Webhook, header: string, key: string) {
  const given = headers[header]
  if (typeof given !== 'string' || !marksEqual(given, key)) throw new Fault(assistantFaults.forged)
}

/** @throws unreadable for broken UTF-8 and whatever is no object of JSON */
export function readObject({ body }: Webhook): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(body))
  } catch (cause) {
    throw new Fault(assistantFaults.unreadable, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Fault(assistantFaults.unreadable)
  return value as Record<string, unknown>
}

/** `at(body, 'userRequest', 'user', 'id')`: undefined where the way breaks off. Only own properties are followed. */
export function at(value: unknown, ...path: string[]): unknown {
  let here = value
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string, unknown>)[key]
  }
  return here
}

/** @throws unreadable with a pointer to what should be a text */
export function textAt(value: unknown, ...path: string[]): string {
  const found = at(value, ...path)
  if (typeof found !== 'string') throw new Fault(assistantFaults.unreadable, { pointer: `/${path.join('/')}` })
  return found
}
