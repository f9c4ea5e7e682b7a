import { Provider } from 'oidc-provider'
import type { CompanySource } from './companies.ts'

/** In one request a company is asked for several times, and looked up once. */
export function onceARequest(companies: CompanySource): CompanySource {
  const found = new WeakMap<object, Map<string, ReturnType<CompanySource['find']>>>()
  return {
    find(id) {
      const request = Provider.ctx
      if (!request) return companies.find(id)
      const known = found.get(request) ?? new Map<string, ReturnType<CompanySource['find']>>()
      found.set(request, known)
      const company = known.get(id) ?? companies.find(id)
      known.set(id, company)
      return company
    },
  }
}
