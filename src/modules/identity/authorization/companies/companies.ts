/**
 * Companies register in a room of their own, which says at each request who they are and what they may ask for: one that has been cut off is
 * unknown with its next call. Here they are clients of FAPI 2.0, and a rich authorization request (RFC 9396) names what each wants.
 */
import type { JWK } from 'jose'
import type { ClientMetadata } from 'oidc-provider'
import { accountId, pairwiseName } from '../accounts.ts'

/** Type of authorization details. */
export const companyDetail = 'maru_data'

export interface CompanyClient {
  id: string
  name: string
  redirectUris: readonly string[]
  keys: { jwks: { keys: readonly JWK[] } } | { jwksUri: string }
}

export interface AskingCompany extends CompanyClient {
  /** @throws Error with the reason why this company may not ask for that */
  demandDetail(detail: Record<string, unknown>): void
}

export interface CompanySource {
  /** @returns undefined for one that is let in no more */
  find(id: string): Promise<AskingCompany | undefined>
}

export interface Companies extends CompanySource {
  /** The room that keeps them, named before the first request. */
  keptBy(source: CompanySource): void
  /** What this company, and no other site, calls a person: `sub` of its tokens. */
  nameOf(person: string, company: Pick<CompanyClient, 'redirectUris'>): string
}

/** What a company is called to programs begins with this, and nothing else does: clients that name themselves are addresses, or drawn without it. */
export const isCompany = (id: unknown): id is string => typeof id === 'string' && /^company-[0-9a-f-]{36}$/.test(id)

/** @param key of the server's pairwise names */
export function createCompanies(key: Buffer): Companies {
  let source: CompanySource | undefined
  return {
    keptBy(room) { source = room },
    // Its sector is the site that people come back to (OpenID Connect Core, section 8.1); all its addresses are on one.
    nameOf: (person, { redirectUris }) => pairwiseName(key, accountId({ kind: 'resident', subject: person }), new URL(redirectUris[0]!).host),
    find: (id) => (source && isCompany(id) ? source.find(id) : Promise.resolve(undefined)),
  }
}

/** FAPI 2.0 Security Profile, section 5.3: requests are pushed, the client signs, tokens are bound to its key. */
export function companyMetadata({ id, name, redirectUris, keys }: CompanyClient): ClientMetadata {
  return {
    client_id: id, client_name: name, redirect_uris: [...redirectUris], response_types: ['code'], grant_types: ['authorization_code', 'refresh_token'], application_type: 'web',
    require_pushed_authorization_requests: true, dpop_bound_access_tokens: true, token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256', subject_type: 'pairwise', authorization_details_types: [companyDetail],
    ...('jwks' in keys ? { jwks: keys.jwks as never } : { jwks_uri: keys.jwksUri }),
  }
}
