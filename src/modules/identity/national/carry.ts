/** What the browser carries from the beginning of a national sign-in to its end: it cannot be altered, and stands in no database. */
import { mark, marksEqual } from '../../../kernel/crypto/tokens.ts'

export interface Carried { state: string; nonce: string; verifier: string; next: string }

export const nationalCookieName = (secure: boolean) => (secure ? '__Host-maru-national' : 'maru-national')

export function sealCarried(key: Buffer, carried: Carried): string {
  const text = Buffer.from(JSON.stringify(carried)).toString('base64url')
  return `${text}.${mark(key, `national ${text}`)}`
}

export function openCarried(key: Buffer, sealed: string | undefined): Carried | undefined {
  const [text, marked] = sealed?.split('.') ?? []
  if (text === undefined || marked === undefined || !marksEqual(marked, mark(key, `national ${text}`))) return undefined
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Carried
}
