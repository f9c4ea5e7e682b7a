/** Rich authorization requests (RFC 9396): what a company asks for is checked where companies are kept, and what it gets is what the person gave. */
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { companyDetail, type CompanySource } from './companies.ts'

interface Granting { rar?: Record<string, unknown>[] }

export function richRequests(companies: CompanySource) {
  return {
    enabled: true,
    types: {
      [companyDetail]: {
        async validate(_ctx: KoaContextWithOIDC, detail: Record<string, unknown>, { clientId }: { clientId: string }) {
          const company = await companies.find(clientId)
          try {
            if (!company) throw new Error('the company is not let in')
            company.demandDetail(detail)
          } catch (cause) {
            throw new errors.CustomOIDCProviderError('invalid_authorization_details', (cause as Error).message)
          }
        },
      },
    },
    // Not what was asked for: what stands in the person's grant.
    authorizationDetailsForGrantSource: (ctx: KoaContextWithOIDC) => (ctx.oidc.entities.Grant as Granting | undefined)?.rar,
    authorizationDetailsForAccessToken: (_ctx: KoaContextWithOIDC, _token: unknown, source: Granting) => source.rar,
    authorizationDetailsForIntrospection: (_ctx: KoaContextWithOIDC, token: Granting) => token.rar,
  }
}
