/** What only those know who were handed it: derived, so that nothing has to be kept to show it again. */
import { createHmac } from 'node:crypto'
import { mark, marksEqual } from '../../../kernel/crypto/tokens.ts'
import type { LinkMode } from './tables.ts'

/** Of the address that a wallet fetches the request from: one for the link on this device, another for the code. */
export const linkSecret = (key: Buffer, id: string, mode: LinkMode) => mark(key, `request ${mode} ${id}`)

export function modeOfLink(key: Buffer, id: string, secret: string): LinkMode | undefined {
  return (['same-device', 'cross-device'] as const).find((mode) => marksEqual(secret, linkSecret(key, id, mode)))
}

/** Six digits that the phone shows and the person types where they began. */
export function typedCode(key: Buffer, id: string, responseCode: string): string {
  const number = createHmac('sha256', key).update(`code ${id} ${responseCode}`).digest().readUIntBE(0, 6) % 1_000_000
  return String(number).padStart(6, '0')
}

export const codeMark = (key: Buffer, id: string, code: string) => mark(key, `typed ${id} ${code}`)
