/** What remains of a credential once it is believed, the same for both formats. */
import type { KeyObject } from 'node:crypto'
import type { Trust, TrustedIssuer } from '../trust/trust.ts'

export interface VerifiedCredential {
  format: 'dc+sd-jwt' | 'mso_mdoc'
  /** `vct`, or the docType. */
  type: string
  issuer: TrustedIssuer
  /** What the holder chose to show; of an mdoc by name space. */
  claims: Record<string, unknown>
  holderKey: KeyObject | undefined
  status: StatusReference | undefined
  /** Seconds since 1970. */
  validUntil: number | undefined
}

/** Token Status List, section 6: where the one bit of this credential stands. */
export interface StatusReference { uri: string; index: number }

export interface Check {
  trust: Trust
  /** Seconds since 1970. */
  now: number
}

/** No credential comes near; whoever sends more has something else in mind. */
export const largest = 65_536

/** @param status the claim of that name. Any other mechanism than a list is refused, not ignored. */
export function readStatusReference(status: unknown): StatusReference | undefined | 'unsupported' {
  if (status === undefined) return undefined
  const list = status instanceof Map ? (status.get('status_list') as unknown) : (status as { status_list?: unknown } | null)?.status_list
  const [uri, index] = list instanceof Map ? [list.get('uri') as unknown, list.get('idx') as unknown] : [(list as { uri?: unknown } | undefined)?.uri, (list as { idx?: unknown } | undefined)?.idx]
  return typeof uri === 'string' && Number.isSafeInteger(index) && (index as number) >= 0 ? { uri, index: index as number } : 'unsupported'
}
