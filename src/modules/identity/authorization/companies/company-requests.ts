/** A company's open request in a person's browser, and the person's answer taken back to the protocol. */
import type { FastifyRequest } from 'fastify'
import type { Interaction, Provider } from 'oidc-provider'
import { accountId } from '../accounts.ts'
import { allow, readInteraction, refuse } from '../answer-interaction.ts'
import type { Resources } from '../resources.ts'
import { type CompanyClient, type CompanySource, isCompany } from './companies.ts'

export interface CompanyRequest {
  company: CompanyClient
  /** What it asks for, as it was found right when it was pushed. */
  details: readonly Record<string, unknown>[]
  /** Host of the address to which the browser goes afterwards. */
  back: string
  /** What the person gives. @returns where the browser goes on */
  allow(person: string, details: readonly Record<string, unknown>[]): Promise<string>
  refuse(): Promise<string>
}

export interface CompanyRequests {
  /** @returns undefined where nothing was begun in this browser, it has run out, or it is no company's (any more) */
  read(request: FastifyRequest, uid: string): Promise<CompanyRequest | undefined>
}

export interface CompanyRequestDeps {
  companies: CompanySource
  resources: Resources
  originOf(request: FastifyRequest): string
  providerAt(origin: string): Promise<Provider>
}

export function createCompanyRequests({ companies, resources, originOf, providerAt }: CompanyRequestDeps): CompanyRequests {
  return {
    async read(request, uid) {
      const origin = originOf(request)
      const provider = await providerAt(origin)
      const interaction = await readInteraction(provider, request.raw, uid)
      const id = interaction?.params['client_id']
      const company = isCompany(id) ? await companies.find(id) : undefined
      if (!interaction || !company) return undefined
      return {
        company, details: detailsOf(interaction), back: new URL(String(interaction.params['redirect_uri'])).host,
        allow: (person, details) => allow(provider, request.raw, interaction, { origin, resources, account: accountId({ kind: 'resident', subject: person }), details }),
        refuse: () => refuse(provider, request.raw),
      }
    },
  }
}

const detailsOf = ({ params }: Interaction) => JSON.parse(params['authorization_details'] as string | undefined ?? '[]') as Record<string, unknown>[]
