/** Whether an answer is what was asked for: every credential believed, the query truly met, nothing kept beyond it. */
import { type DcqlQuery, DcqlPresentationResult } from 'dcql'
import { Refused } from '../verify/refusal.ts'
import { readDeviceResponse, type SessionTranscript } from '../verify/mdoc/verify-device-response.ts'
import { readSdJwt } from '../verify/sd-jwt/verify-sd-jwt.ts'
import type { VerifiedCredential } from '../verify/credential.ts'
import type { StatusKeeper } from '../verify/status/keep-status.ts'
import type { Trust } from '../trust/trust.ts'
import { type CredentialNames, mdocId, type RequestTemplate, typeOf } from './request-template.ts'
import type { Shown } from './tables.ts'

export interface AnswerCheck {
  template: Pick<RequestTemplate, 'asks'>
  types: readonly CredentialNames[]
  query: DcqlQuery.Output
  trust: Trust
  status: StatusKeeper
  /** Whom the holder's proof must be made for: our client identifier, or our origin where a browser asks. */
  audience: string
  nonce: string
  /** What the device of a mobile document must have signed for. */
  transcript: SessionTranscript
  now: number
}

const base64url = /^[\w-]+$/

/** @throws Refused with the first reason found */
export async function checkAnswer(vpToken: unknown, check: AnswerCheck): Promise<Shown> {
  if (typeof vpToken !== 'object' || vpToken === null || Array.isArray(vpToken)) throw new Refused('unreadable')
  const believed = new Map<string, VerifiedCredential>()
  for (const [id, presentations] of Object.entries(vpToken)) {
    const asked = check.query.credentials.find((one) => one.id === id)
    // One of each was asked for; what nobody asked for is not even looked at.
    if (!asked || !Array.isArray(presentations) || presentations.length !== 1 || typeof presentations[0] !== 'string') throw new Refused('not-asked-for')
    believed.set(id, asked.format === 'mso_mdoc' ? readMdoc(presentations[0], check) : readSdJwt(presentations[0], { ...check, binding: { audience: check.audience, nonce: check.nonce } }))
  }
  demandQueryMet(believed, check.query)
  const verdicts = new Map<string, { asOf: number; stale: boolean } | undefined>()
  for (const [id, { issuer, status }] of believed) {
    const verdict = status && await check.status.statusOf(check.trust, issuer, status, check.now)
    if (verdict && verdict.status !== 'valid') throw new Refused(verdict.status)
    verdicts.set(id, verdict)
  }
  const credentials = check.template.asks.map(({ credential, claims }) => {
    const id = [credential, mdocId(credential)].find((one) => believed.has(one))!
    const { issuer, claims: all, format } = believed.get(id)!
    const space = format === 'mso_mdoc' ? (all[typeOf(check.types, credential).namespace] ?? {}) as Record<string, unknown> : all
    const verdict = verdicts.get(id)
    return [credential, {
      issuer: issuer.id, claims: Object.fromEntries(claims.map((name) => [name, space[name]])),
      statusAsOf: verdict ? new Date(verdict.asOf * 1_000).toISOString() : null, statusStale: verdict?.stale ?? false,
    }] as const
  })
  return { credentials: Object.fromEntries(credentials), references: [...believed.values()].flatMap(({ status }) => status ?? []) }
}

function readMdoc(presentation: string, check: AnswerCheck): VerifiedCredential {
  if (!base64url.test(presentation)) throw new Refused('unreadable')
  const documents = readDeviceResponse(Buffer.from(presentation, 'base64url'), check)
  if (documents.length !== 1) throw new Refused('not-asked-for')
  return documents[0]!
}

function demandQueryMet(believed: ReadonlyMap<string, VerifiedCredential>, query: DcqlQuery.Output) {
  const presented = Object.fromEntries([...believed].map(([id, { format, type, claims }]) => [id, [format === 'mso_mdoc'
    ? { credential_format: format, doctype: type, namespaces: claims, cryptographic_holder_binding: true }
    : { credential_format: format, vct: type, claims, cryptographic_holder_binding: true }]]))
  if (believed.size === 0) throw new Refused('query-not-met')
  const result = DcqlPresentationResult.fromDcqlPresentation(presented as never, { dcqlQuery: query })
  if (!result.can_be_satisfied) throw new Refused('query-not-met')
}
