/** Which resource a token is for (RFC 8707): the one that is named, or the one whose scopes are asked for. */
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { indicatorOf, type Resources } from './resources.ts'

export function resourceIndicators(origin: string, resources: Resources) {
  return {
    enabled: true,
    defaultResource(ctx: KoaContextWithOIDC, _client: unknown, oneOf?: string[]) {
      if (oneOf) return oneOf
      const resource = resources.ofScopes((ctx.oidc.params?.['scope'] as string | undefined ?? '').split(' '))
      return resource && indicatorOf(origin, resource)
    },
    useGrantedResource: () => true,
    getResourceServerInfo(_ctx: KoaContextWithOIDC, indicator: string) {
      const resource = resources.at(origin, indicator)
      if (!resource) throw new errors.InvalidTarget()
      return { scope: resource.scopes.map(({ name }) => name).join(' '), audience: indicator, accessTokenTTL: resource.tokenSeconds, accessTokenFormat: 'opaque' as const }
    },
  }
}
