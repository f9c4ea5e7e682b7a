/** The paths of the protocol; nothing else of the library is reachable. */
export const routes = {
  authorization: '/oidc/authorize', token: '/oidc/token', pushed_authorization_request: '/oidc/par', jwks: '/oidc/jwks', userinfo: '/oidc/userinfo',
  revocation: '/oidc/revoke', registration: '/oidc/register', challenge: '/oidc/challenge',
} as const

type Method = 'GET' | 'POST' | 'OPTIONS'

/** Each with the methods that reach the library. */
export const protocolPaths: readonly (readonly [path: string, ...methods: Method[]])[] = [
  ['/.well-known/openid-configuration', 'GET', 'OPTIONS'],
  ['/.well-known/oauth-authorization-server', 'GET', 'OPTIONS'],
  [routes.authorization, 'GET'],
  [`${routes.authorization}/:uid`, 'GET'],
  [routes.pushed_authorization_request, 'POST', 'OPTIONS'],
  [routes.token, 'POST', 'OPTIONS'],
  [routes.jwks, 'GET', 'OPTIONS'],
  [routes.userinfo, 'GET', 'POST', 'OPTIONS'],
  [routes.revocation, 'POST', 'OPTIONS'],
  [routes.registration, 'POST', 'OPTIONS'],
  [routes.challenge, 'POST', 'OPTIONS'],
]
