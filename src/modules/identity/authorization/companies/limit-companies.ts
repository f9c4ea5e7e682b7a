/** Requests of one company, from whatever addresses. They count once it has proven who it is, so that nobody spends another's. */
import { errors } from 'oidc-provider'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type CompanySource, isCompany } from './companies.ts'

/** 50 a second. */
const perMinute = 3_000

export interface CompanyLimit {
  /** Finds no company that has had its share: the protocol answers 429. */
  over(companies: CompanySource): CompanySource
  count(ctx: { status: number; oidc?: { client?: { clientId: string } } }): void
}

export function limitCompanies(most = perMinute): CompanyLimit {
  const spent = new RateLimiterMemory({ points: most, duration: 60 })
  return {
    over: (companies) => ({
      async find(id) {
        const found = await spent.get(id)
        if (found !== null && found.consumedPoints >= most) throw Object.assign(new errors.CustomOIDCProviderError('temporarily_unavailable', 'too many requests of this company'), { status: 429, statusCode: 429 })
        return companies.find(id)
      },
    }),
    count({ status, oidc }) {
      const id = oidc?.client?.clientId
      if (status < 400 && isCompany(id)) void spent.penalty(id)
    },
  }
}
