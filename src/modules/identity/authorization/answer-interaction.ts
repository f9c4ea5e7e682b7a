/** Takes the person's answer back to the protocol: who they are, and what they let the client do. */
import { ServerResponse, type IncomingMessage } from 'node:http'
import type { Interaction, Provider } from 'oidc-provider'
import { indicatorOf, type Resources } from './resources.ts'

export interface AskedFor {
  client: string
  /** Scopes as they were asked for, the known ones alone. */
  scopes: string[]
}

/** Scopes of OpenID Connect; all others belong to resources. */
export const personalScopes = ['openid', 'profile', 'employment', 'offline_access'] as const

/** @returns undefined where nothing was begun in this browser, or it has run out */
export async function readInteraction(provider: Provider, request: IncomingMessage, uid: string): Promise<Interaction | undefined> {
  const { errors } = await import('oidc-provider')
  try {
    const interaction = await provider.interactionDetails(request, silent(request))
    return interaction.uid === uid ? interaction : undefined
  } catch (cause) {
    if (cause instanceof errors.SessionNotFound) return undefined
    throw cause
  }
}

export function askedFor({ params }: Interaction, resources: Resources): AskedFor {
  const asked = (params['scope'] as string | undefined ?? '').split(' ')
  return { client: String(params['client_id']), scopes: asked.filter((scope) => personalScopes.includes(scope as never) || resources.meaning(scope) !== undefined) }
}

export interface Allowing {
  origin: string
  resources: Resources
  account: string
  /** Of what was asked for, all but the personal scopes; everything when absent. */
  only?: readonly string[]
  /** What a rich authorization request is granted (RFC 9396). */
  details?: readonly Record<string, unknown>[]
  /** Keeps what was agreed to, before the client learns of it. */
  keep?(grant: string): Promise<void>
}

/** @returns where the browser goes on */
export async function allow(provider: Provider, request: IncomingMessage, interaction: Interaction, { origin, resources, account, only, details = [], keep }: Allowing): Promise<string> {
  const { client, scopes } = askedFor(interaction, resources)
  const grant = new provider.Grant({ accountId: account, clientId: client })
  const personal = scopes.filter((scope) => personalScopes.includes(scope as never))
  if (personal.length > 0) grant.addOIDCScope(personal.join(' '))
  const resource = resources.ofScopes(scopes)
  if (resource) {
    const asked = scopes.filter((scope) => !personal.includes(scope))
    const refused = only === undefined ? [] : asked.filter((scope) => !only.includes(scope))
    const allowed = asked.filter((scope) => !refused.includes(scope)).join(' ')
    grant.addResourceScope(indicatorOf(origin, resource), allowed)
    // The library counts every scope that it knows as one of its own, too, and would ask for it a second time.
    grant.addOIDCScope(allowed)
    if (refused.length > 0) {
      grant.rejectResourceScope(indicatorOf(origin, resource), refused.join(' '))
      grant.rejectOIDCScope(refused.join(' '))
    }
  }
  for (const detail of details) (grant as typeof grant & { addRar(detail: object): void }).addRar(detail)
  const grantId = await grant.save()
  await keep?.(grantId)
  return provider.interactionResult(request, silent(request), { login: { accountId: account, remember: false }, consent: { grantId } })
}

export const refuse = (provider: Provider, request: IncomingMessage): Promise<string> =>
  provider.interactionResult(request, silent(request), { error: 'access_denied', error_description: 'the person refused' }, { mergeWithLastSubmission: false })

/** The library wants a response beside the request, and writes nothing to it here. */
const silent = (request: IncomingMessage) => new ServerResponse(request)
