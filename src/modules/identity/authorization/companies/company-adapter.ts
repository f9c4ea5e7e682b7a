import type { Adapter, AdapterPayload } from 'oidc-provider'
import { companyMetadata, type CompanySource, isCompany } from './companies.ts'

/** Companies are found where they are kept; what anybody else has stored under such a name is nobody. */
export const createCompanyAdapter = (others: Adapter, companies: CompanySource): Adapter => ({
  ...others,
  async find(id) {
    if (!isCompany(id)) return others.find(id)
    const company = await companies.find(id)
    return company && companyMetadata(company) as AdapterPayload
  },
})
