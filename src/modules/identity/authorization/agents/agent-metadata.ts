/**
 * Programs that nobody has registered by hand: assistants and apps that a person chooses. They name themselves, by a document at
 * their own address (Client ID Metadata Document) or by registering (RFC 7591, for older programs); what they may be is said here.
 */
import type { Configuration } from 'oidc-provider'
import { cleanName } from './clean-name.ts'

/** Of the table of clients that a program may name itself by. */
type Metadata = Record<string, unknown> & { client_id: string }

/** What a program may not bring along: each would make this server fetch from, send to or trust what a stranger names. */
const notTaken = [
  'client_secret', 'client_secret_expires_at', 'jwks', 'jwks_uri', 'sector_identifier_uri', 'backchannel_logout_uri', 'post_logout_redirect_uris', 'initiate_login_uri', 'request_uris', 'logo_uri', 'policy_uri', 'tos_uri',
  'tls_client_certificate_bound_access_tokens', 'dpop_bound_access_tokens', 'require_pushed_authorization_requests', 'default_acr_values', 'default_max_age', 'require_auth_time', 'authorization_details_types',
]

const mostRedirects = 10
const longestRedirect = 500

/**
 * @param isRegistered clients of the operator, and wallets that redeem an offer: they are as they were written down
 * @param scopes all that a program may ever ask for
 */
export function agentMetadata(isRegistered: (id: string) => boolean, scopes: string, refuse: (what: string) => Error): NonNullable<Configuration['extraClientMetadata']> {
  return {
    // Its one name is never set: it is there so that the function below sees every client, when it is made.
    properties: ['maru_agent'],
    validator(_ctx, _key, _value, metadata) {
      const agent = metadata as Metadata
      if (isRegistered(agent.client_id)) return
      for (const name of notTaken) delete agent[name]
      const redirects = agent['redirect_uris']
      if (!Array.isArray(redirects) || redirects.length === 0 || redirects.length > mostRedirects || !redirects.every(isSafeRedirect)) throw refuse('redirect_uris are https addresses, or http on this machine; ten at most')
      Object.assign(agent, {
        client_name: cleanName(agent['client_name'], nameOf(redirects[0] as string)), token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
        id_token_signed_response_alg: 'ES256', subject_type: 'public', scope: scopes, application_type: redirects.every((uri) => (uri as string).startsWith('https:')) ? 'web' : 'native',
      })
    },
  }
}

/** The protocol's demand: https, or this machine (MCP authorization, communication security). */
function isSafeRedirect(uri: unknown): boolean {
  if (typeof uri !== 'string' || uri.length > longestRedirect) return false
  const url = URL.parse(uri)
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
}

const nameOf = (uri: string) => new URL(uri).host
