/** The pages between a program's request and its answer: sign in at the portal, read what is asked for, allow or refuse. No script. */
import type { FastifyRequest } from 'fastify'
import type { Interaction, Provider } from 'oidc-provider'
import Type from 'typebox'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Client } from '../../../kernel/config/read-clients.ts'
import { demandSurer } from '../../../kernel/http/guard-entry.ts'
import type { Http, PageAnswer } from '../../../kernel/http/http.ts'
import type { Principal } from '../../../kernel/http/principal.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { agentConsentPage } from '../pages/agent-consent-page.tsx'
import { consentPage, onwardPage, refusedPage } from '../pages/consent-page.tsx'
import { accountId, readAccountId } from './accounts.ts'
import { type Agent, findAgent } from './agents/find-agent.ts'
import { allow, askedFor, personalScopes, readInteraction, refuse } from './answer-interaction.ts'
import type { Authorization } from './authorization.ts'
import { ownWallet } from './clients.ts'
import { isCompany } from './companies/companies.ts'

const chosen = Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 }))
const params = strict({ uid: Type.String({ pattern: '^[\\w-]{43}$' }) })

interface Open {
  provider: Provider
  interaction: Interaction
  origin: string
  client: string
  wallet: boolean
  speaker: boolean
  /** A program that nobody has registered. */
  agent: Agent | undefined
  account: string
  name: string
}

export function consentRoutes(http: Http<View>, authorization: Authorization) {
  const { resources, clients } = authorization

  /** The open request of this browser, or the page that says why there is none. */
  const open = async (uid: string, request: FastifyRequest, principal: Principal, view: View): Promise<Open | PageAnswer> => {
    const origin = authorization.originOf(request)
    const provider = await authorization.providerAt(origin)
    const interaction = await readInteraction(provider, request.raw, uid)
    if (!interaction) return refusedPage(view, { because: 'expired' })
    if (isCompany(interaction.params['client_id'])) return new SeeOther(`/authorize/${uid}/company`)
    const registered = [...clients, ownWallet(origin)].find(({ id }) => id === askedFor(interaction, resources).client)
    const agent = registered ? undefined : await findAgent(provider, interaction)
    if (!registered && !agent) return refusedPage(view, { because: 'not-allowed', reason: 'client' })
    if (principal.kind === 'anyone') return new SeeOther(`/sign-in?next=${encodeURIComponent(`/authorize/${uid}`)}`)
    demandSurer(principal)
    if (principal.kind === 'representative') throw new Fault(kernelFaults.notForAnother, { values: { name: principal.under.subjectName } })
    const wallet = registered?.kind === 'wallet'
    const speaker = registered?.kind === 'speaker'
    if ((wallet || speaker || agent) && principal.kind !== 'resident') return refusedPage(view, { because: 'residents-only' })
    const subject = principal.kind === 'resident' ? principal.person : principal.official
    const account = accountId({ kind: principal.kind, subject })
    if (!authorization.isOfferFor(account, interaction.params['issuer_state'])) return refusedPage(view, { because: 'other-offer' })
    return { provider, interaction, origin, wallet, speaker, agent, client: agent?.name ?? nameOf(registered!, origin, view), account, name: principal.name }
  }

  http.page('/authorize/refused', { who: 'anyone', query: strict({ reason: Type.Optional(Type.String({ pattern: '^[a-z_]{1,60}$' })) }) }, ({ query, view }) =>
    refusedPage(view, query.reason === undefined || query.reason === 'session_not_found' ? { because: 'expired' } : { because: 'not-allowed', reason: query.reason }))

  http.page('/authorize/:uid', { who: 'anyone', params }, async ({ params: { uid }, request, principal, view }) => {
    const found = await open(uid, request, principal, view)
    if (!('interaction' in found)) return found
    if (found.agent) return agentConsentPage(view, await agentPage(found, found.agent, uid, view))
    const { scopes } = askedFor(found.interaction, resources)
    return consentPage(view, { uid, client: found.client, name: found.name, allows: scopes.map((scope) => inWords(view, scope, found.wallet)), host: hostOf(found.interaction) })
  })

  http.form('/authorize/:uid/allow', { who: 'anyone', params, body: strict({ scope: chosen }) }, async ({ params: { uid }, body, request, principal, view }) => {
    const found = await open(uid, request, principal, view)
    if (!('interaction' in found)) return found
    const { provider, interaction, origin, account, client, agent } = found
    if (agent) {
      const page = await agentPage(found, agent, uid, view)
      const scopes = page.scopes.map(({ scope }) => scope).filter((scope) => body.scope?.includes(scope))
      if (scopes.length === 0) return agentConsentPage(view, { ...page, errors: [{ field: 'scope', text: view.t('identity.agent.nothing-chosen') }] })
      const keep = (grant: string) => authorization.consents.give({ account, client: agent.id, name: agent.name, host: agent.host, scopes, grant })
      return onwardPage(view, { client, onTo: await allow(provider, request.raw, interaction, { origin, resources, account, only: scopes, keep }) })
    }
    // A speaker goes on for months, as a program does: the person sees it and can end it.
    const { client: id, scopes } = askedFor(interaction, resources)
    const keep = found.speaker ? (grant: string) => authorization.consents.give({ account, client: id, name: client, host: hostOf(interaction), scopes, grant }) : undefined
    return onwardPage(view, { client, onTo: await allow(provider, request.raw, interaction, { origin, resources, account, ...(keep && { keep }) }) })
  })

  http.form('/authorize/:uid/refuse', { who: 'anyone', params, body: strict({}) }, async ({ params: { uid }, request, principal, view }) => {
    const found = await open(uid, request, principal, view)
    if (!('interaction' in found)) return found
    return onwardPage(view, { client: found.client, onTo: await refuse(found.provider, request.raw) })
  })

  /** Each scope of a resource is a choice of its own; what was chosen before, and goes on, is chosen still. */
  async function agentPage({ interaction, name, account }: Open, agent: Agent, uid: string, view: View) {
    const { scopes } = askedFor(interaction, resources)
    const before = (await authorization.consents.list(readAccountId(account)!.subject)).find(({ client, ended }) => client === agent.id && ended === null)
    return { chosen: before?.scopes ?? [], uid, agent, name, scopes: scopes.filter((scope) => !personalScopes.includes(scope as never)).map((scope) => ({ scope, text: inWords(view, scope, false) })) }
  }

  function inWords(view: View, scope: string, wallet: boolean): string {
    if (personalScopes.includes(scope as never)) return view.t(`identity.scope.${scope}`)
    const name = view.text(resources.meaning(scope) ?? {})
    return wallet ? view.t('identity.consent.credential', { name }) : name
  }
}

const nameOf = (registered: Client, origin: string, view: View) => (registered.id === ownWallet(origin).id ? view.t('identity.consent.own-wallet') : view.text(registered.name) || registered.id)

/** A wallet's address may be of a scheme of its own. */
function hostOf({ params: asked }: Interaction): string {
  const url = new URL(asked['redirect_uri'] as string)
  return url.host || url.protocol
}
