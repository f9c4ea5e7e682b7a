/** Programs that may send people here: agencies' applications and wallets, named by the operator. */
import type { ClientMetadata } from 'oidc-provider'
import type { Client } from '../../../kernel/config/read-clients.ts'

export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

/** The wallet of this very platform; where it is depends on how the platform is reached. What comes back is read by the app, which may be installed, and not by the server. */
export const ownWalletName = 'maru-wallet'
export const ownWallet = (origin: string): Client => ({ id: ownWalletName, kind: 'wallet', name: {}, redirectUris: [`${origin}/wallet`] })

/** How wallets and programs of no secret come, whom nobody but their key binds. */
export const isPublic = ({ clientAuthMethod }: { clientAuthMethod?: string | undefined }) => clientAuthMethod === 'none' || clientAuthMethod === 'attest_jwt_client_auth'

/** How a speaker's service comes: it can neither hold a key nor sign. */
export const holdsSecret = ({ clientAuthMethod = '' }: { clientAuthMethod?: string | undefined }) => clientAuthMethod.startsWith('client_secret_')

/** Wallets are bound by the keys they hold, where their provider says so also by its word; applications by the key the operator knows (RFC 7523). */
export function metadataOf({ id, kind, name, redirectUris, jwks, attested = false, backchannelLogoutUri, postLogoutRedirectUris, secret, scope }: Client): ClientMetadata {
  const common = { client_id: id, require_pushed_authorization_requests: true, client_name: Object.values(name)[0] ?? id, redirect_uris: redirectUris, response_types: ['code'] as const, id_token_signed_response_alg: 'ES256' as const }
  if (kind === 'wallet') {
    return {
      ...common, application_type: redirectUris.some((uri) => !uri.startsWith('https:')) ? 'native' : 'web', token_endpoint_auth_method: attested ? 'attest_jwt_client_auth' : 'none',
      grant_types: ['authorization_code', 'refresh_token', preAuthorizedGrant], dpop_bound_access_tokens: true, subject_type: 'public',
    }
  }
  if (secret) {
    // Sends people here by a plain address: neither Amazon nor SK Telecom pushes its requests first.
    return {
      ...common, require_pushed_authorization_requests: false, grant_types: ['authorization_code', 'refresh_token'], subject_type: 'public', client_secret: secret.text,
      token_endpoint_auth_method: secret.sentIn === 'header' ? 'client_secret_basic' : 'client_secret_post', ...(scope === undefined ? {} : { scope }),
    }
  }
  return {
    ...common, grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', subject_type: 'pairwise',
    ...(jwks ? { jwks: jwks as never } : {}), ...(postLogoutRedirectUris ? { post_logout_redirect_uris: postLogoutRedirectUris } : {}),
    ...(backchannelLogoutUri === undefined ? {} : { backchannel_logout_uri: backchannelLogoutUri, backchannel_logout_session_required: true }),
  }
}

/** A wallet that nobody has registered redeems an offer all the same: the offer itself is what it may (OpenID4VCI 1.0 section 6.1). */
export const unregisteredWallet = (id: string): ClientMetadata =>
  ({ client_id: id, redirect_uris: [], response_types: [], grant_types: [preAuthorizedGrant], token_endpoint_auth_method: 'none', dpop_bound_access_tokens: true, id_token_signed_response_alg: 'ES256' })
