/** The key of a program, shown once and kept as a hash; and the secret by which it knows that a message is ours. */
import { createHash, createHmac } from 'node:crypto'
import { randomToken } from '../../kernel/crypto/tokens.ts'

/** Tells it from tokens of people and of verifiers. */
const sign = 'maru_program_'

export const newKey = () => `${sign}${randomToken()}`

export const keyHash = (key: string) => createHash('sha256').update(key).digest()

/** @param authorization of a request. @returns the key in it, where it is a program's */
export const keyIn = (authorization: string | undefined) => new RegExp(`^Bearer (${sign}[\\w-]{43})$`).exec(authorization ?? '')?.[1]

/**
 * Nothing is kept of it: it follows from the installation's secret, and another address has another.
 * @returns as receivers' libraries take it (Standard Webhooks, "Signature scheme")
 */
export const secretOf = (key: Buffer, subscription: string) => `whsec_${bytesOf(key, subscription).toString('base64')}`

/** @param seconds since 1970, of this try. @returns the headers of a message */
export function signMessage(key: Buffer, { subscription, id, body, seconds }: { subscription: string; id: string; body: string; seconds: number }): Record<string, string> {
  const signature = createHmac('sha256', bytesOf(key, subscription)).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` }
}

const bytesOf = (key: Buffer, subscription: string) => createHmac('sha256', key).update(`webhook ${subscription}`).digest()
