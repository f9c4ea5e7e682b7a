import { CompactSign, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import { Check } from 'typebox/value'
import { canonical } from './canonical.ts'
import { DecisionRecord, recordType } from './decision-record.ts'

/** @returns a JWS in compact form (RFC 7515), ES256, with the key that signs certificates */
export async function signRecord(record: DecisionRecord, key: JWK): Promise<string> {
  return new CompactSign(new TextEncoder().encode(canonical(record))).setProtectedHeader({ alg: 'ES256', typ: recordType, kid: key.kid ?? '' }).sign(await importJWK(key, 'ES256'))
}

export type ReadRecord =
  | { record: DecisionRecord; kid: string; isSigned: boolean }
  /** It is no decision record, whatever signed it. */
  | { record: null; because: 'unreadable' | 'no-record' }

/** @param keys public halves; without the one that signed, nothing is believed but everything can be read */
export async function readRecord(token: string, keys: readonly JWK[]): Promise<ReadRecord> {
  const parts = token.trim().split('.')
  let record: unknown
  let header: ReturnType<typeof decodeProtectedHeader>
  try {
    header = decodeProtectedHeader(token.trim())
    record = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'))
  } catch {
    return { record: null, because: 'unreadable' }
  }
  if (parts.length !== 3 || header.typ !== recordType || !Check(DecisionRecord, record)) return { record: null, because: 'no-record' }
  const kid = header.kid ?? ''
  const key = keys.find((candidate) => candidate.kid === kid)
  return { record, kid, isSigned: key !== undefined && await isSignedBy(token.trim(), key) }
}

async function isSignedBy(token: string, key: JWK): Promise<boolean> {
  // A last sign with idle bits set decodes to the same bytes (RFC 4648 section 3.5): a record has one spelling only.
  if (!token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)) return false
  try {
    await compactVerify(token, await importJWK(key, 'ES256'), { algorithms: ['ES256'] })
    return true
  } catch {
    return false
  }
}
