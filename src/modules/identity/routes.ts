/** Signing in and out, invitations, and the team of an agency. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { SeeOther } from '../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import type { Http } from '../../kernel/http/http.ts'
import type { OfficialRole } from '../../kernel/http/principal.ts'
import { strict } from '../../kernel/schema/schema.ts'
import { localPath } from '../../web/local-path.ts'
import type { View } from '../../web/view.ts'
import { consentRoutes } from './authorization/consent-routes.ts'
import { protocolRoutes } from './authorization/protocol-routes.ts'
import { identityFaults, SessionReply } from './contract.ts'
import type { Identity } from './index.ts'
import { mandateRoutes } from './mandates/mandate-routes.ts'
import { officeRoutes } from './mandates/office-routes.ts'
import { consoleSignInPage } from './pages/console-sign-in-page.tsx'
import { invitationPage } from './pages/invitation-page.tsx'
import { signInPage } from './pages/sign-in-page.tsx'
import { teamPage } from './pages/team-page.tsx'
import { passkeyRoutes } from './passkeys/passkey-routes.ts'
import { passkeyScript } from './passkeys/passkey-script.ts'
import type { RelyingParty } from './passkeys/passkeys.ts'
import { letterRoutes } from './letters/letter-routes.ts'
import { officeLetterRoutes } from './letters/office-letter-routes.ts'
import { officeRegistrationRoutes } from './registration/office-registration-routes.ts'
import { registerRoutes } from './registration/register-routes.ts'
import { trustedRoutes } from './trusted/trusted-routes.ts'
import { nationalRoutes } from './national/national-routes.ts'
import { noSessionCookie } from './sessions/session-cookie.ts'
import type { Subject } from './sessions/sessions.ts'

export interface IdentityRoutes {
  identity: Identity
  /** Public origin; absent in the demonstration, where the request's own host counts. */
  address: string | undefined
  /** Counts an attempt to sign in; throws where there were too many. */
  limitAttempts(request: FastifyRequest): Promise<void>
  /** The legal day. */
  today(): Temporal.PlainDate
}

const next = Type.Optional(Type.String({ pattern: localPath, maxLength: 2_048 }))
const response = Type.String({ maxLength: 20_000 })
const token = Type.String({ pattern: '^[\\w-]{43}$' })
const Role = Type.Union([Type.Literal('caseworker'), Type.Literal('administrator'), Type.Literal('payment-clerk'), Type.Literal('investigator'), Type.Literal('service-owner'), Type.Literal('counter-clerk'), Type.Literal('trust-officer'), Type.Literal('card-officer')])

/** Officials go to their console, unless an application has sent them here, or what they prove again for who they are. */
const forClients = (to: string | undefined) => (to?.startsWith('/authorize/') || to === '/console/official-id' || to === '/console/passkeys' ? to : undefined)

export function identityRoutes(http: Http<View>, { identity, address, limitAttempts, today }: IdentityRoutes) {
  const { sessions, passkeys, secure, demonstration } = identity
  const siteOf = (view: View, request: FastifyRequest): RelyingParty => ({ origin: address ?? `${request.protocol}://${request.host}`, name: view.t('web.site.name') })
  const enter = async (request: FastifyRequest, subject: Subject, to: string) => new SeeOther(to, [await identity.enter(request, subject)])

  http.app.get(passkeyScript.path, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(passkeyScript.source))

  http.page('/sign-in', { who: 'anyone', query: strict({ next }), script: true }, async ({ query, view, request }) =>
    signInPage(view, { identity, next: query.next ?? '/my', options: await passkeys.signInOptions(siteOf(view, request)) }))

  http.form('/sign-in', { who: 'anyone', body: strict({ person: Type.Optional(Type.String({ maxLength: 60 })), other: Type.Optional(Type.String({ maxLength: 60 })), next }), script: true },
    async ({ body, view, request }) => {
      if (demonstration === null) throw new Fault(identityFaults.demonstrationOnly)
      await limitAttempts(request)
      const person = body.other?.trim() || body.person || ''
      const name = demonstration.nameOf(person)
      if (name !== undefined) return enter(request, { kind: 'resident', subject: person, name }, body.next ?? '/my')
      const errors = [{ field: person === '' ? 'person' : 'other', text: view.t(person === '' ? 'identity.sign-in.nobody' : 'identity.fault.no-such-person') }]
      return signInPage(view, { identity, next: body.next ?? '/my', options: await passkeys.signInOptions(siteOf(view, request)), errors, typed: body.other })
    })

  http.form('/sign-in/passkey', { who: 'anyone', body: strict({ response, next }) }, async ({ body, view, request }) => {
    await limitAttempts(request)
    const subject = await passkeys.signIn(siteOf(view, request), body.response)
    if (subject.kind === 'official') {
      if (!(await identity.official(subject.subject))) throw new Fault(identityFaults.passkeyUnknown)
      return enter(request, subject, forClients(body.next) ?? '/console')
    }
    return enter(request, subject, body.next ?? '/my')
  })

  http.form('/sign-out', { who: 'anyone', body: strict({}) }, async ({ request, principal }) => {
    if (principal.kind !== 'anyone') await identity.authorization.endSessions(identity.authorization.originOf(request), principal.session)
    await sessions.end(identity.tokenOf(request))
    return new SeeOther('/', [noSessionCookie(secure)])
  })

  http.page('/console/sign-in', { who: 'anyone', query: strict({ next }), script: true }, async ({ query, view, request }) =>
    consoleSignInPage(view, { identity, next: query.next, options: await passkeys.signInOptions(siteOf(view, request)) }))

  http.form('/console/sign-in', { who: 'anyone', body: strict({ official: Type.Optional(Type.String({ maxLength: 80 })), next }), script: true }, async ({ body, view, request }) => {
    if (demonstration === null) throw new Fault(identityFaults.demonstrationOnly)
    await limitAttempts(request)
    const wanted = demonstration.officials.find(({ id }) => id === body.official)
    const official = wanted && await identity.official(wanted.id)
    if (official) return enter(request, { kind: 'official', subject: official.id, name: official.name }, forClients(body.next) ?? '/console')
    const errors = [{ field: 'official', text: view.t((body.official ?? '') === '' ? 'identity.console.nobody' : 'identity.fault.no-such-official') }]
    return consoleSignInPage(view, { identity, next: body.next, options: await passkeys.signInOptions(siteOf(view, request)), errors })
  })

  passkeyRoutes(http, { identity, siteOf })
  invitationRoutes()
  teamRoutes()
  protocolRoutes(http.app, identity.authorization)
  consentRoutes(http, identity.authorization)
  mandateRoutes(http, { identity, today, limitAttempts })
  officeRoutes(http, identity, today)
  registerRoutes(http, { identity, siteOf, limitAttempts })
  letterRoutes(http, { identity, siteOf, limitAttempts })
  nationalRoutes(http, { identity, siteOf, limitAttempts })
  trustedRoutes(http, { identity, limitAttempts })
  officeLetterRoutes(http, identity, today)
  officeRegistrationRoutes(http, identity, identity.authorization.originOf)

  http.api('GET', '/api/session', { who: 'anyone', summary: 'Who is signed in', tag: 'identity', reply: { 200: SessionReply } }, async ({ principal }) => ({
    kind: principal.kind, name: principal.kind === 'anyone' ? null : principal.name,
    agency: principal.kind === 'official' ? principal.agency : null, roles: principal.kind === 'official' ? principal.roles : [],
    actingFor: principal.kind === 'representative' ? principal.under.subjectName : null,
  }))

  function invitationRoutes() {
    http.page('/invitation/:token', { who: 'anyone', params: strict({ token }), script: true }, async ({ params, view, request }) => {
      const { subject, agency } = await identity.invitation(params.token)
      const options = await passkeys.registrationOptions(siteOf(view, request), subject)
      return invitationPage(view, { token: params.token, name: subject.name, agency, options, demonstration: demonstration !== null })
    })

    http.form('/invitation/:token', { who: 'anyone', params: strict({ token }), body: strict({ response }) }, async ({ params, body, view, request }) => {
      await limitAttempts(request)
      return enter(request, await identity.takePost(siteOf(view, request), params.token, body.response), '/console')
    })

    http.form('/invitation/:token/demonstration', { who: 'anyone', params: strict({ token }), body: strict({}) }, async ({ params, request }) => {
      if (demonstration === null) throw new Fault(identityFaults.demonstrationOnly)
      const { subject } = await identity.invitation(params.token)
      await identity.useInvitation(params.token)
      return enter(request, subject, '/console')
    })
  }

  function teamRoutes() {
    const official = strict({ official: Type.String({ maxLength: 80 }) })
    http.page('/console/team', { who: 'administrator' }, async ({ principal, view }) => teamPage(view, { team: await identity.team(principal.agency) }))

    http.form('/console/team', { who: 'administrator', body: strict({ name: Type.String({ maxLength: 80 }), roles: Type.Optional(Type.Array(Role, { maxItems: 4 })) }) },
      async ({ body, principal, view, request }) => {
        const name = body.name.trim()
        const roles = body.roles ?? []
        const errors = [
          ...(name === '' ? [{ field: 'name', text: view.t('identity.team.name-missing') }] : []),
          ...(roles.length === 0 ? [{ field: 'roles', text: view.t('identity.team.roles-missing') }] : []),
        ]
        if (errors.length > 0) return teamPage(view, { team: await identity.team(principal.agency), errors, typed: { name, roles } })
        const { token: secret, endsAt } = await identity.appoint(`official:${principal.official}`, { agency: principal.agency, name, roles })
        return teamPage(view, { team: await identity.team(principal.agency), invitation: { link: `${siteOf(view, request).origin}/invitation/${secret}`, name, endsAt } })
      })

    http.form('/console/team/:official/roles', { who: 'administrator', params: official, body: Type.Record(Type.String(), Type.Union([Role, Type.Array(Role)])) },
      async ({ params, body, principal, view }) => {
        const field = `roles-${params.official}`
        const unknown = Object.keys(body).find((name) => name !== field)
        if (unknown !== undefined) throw new Fault(kernelFaults.invalidInput, { pointer: `/${unknown}`, values: { reason: 'unknown', part: 'body', field: unknown } })
        const chosen = [body[field] ?? []].flat() as OfficialRole[]
        if (chosen.length === 0) return teamPage(view, { team: await identity.team(principal.agency), errors: [{ field, text: view.t('identity.team.roles-missing') }] })
        await identity.changeRoles(principal, params.official, chosen)
        return new SeeOther('/console/team')
      })

    http.form('/console/team/:official/end', { who: 'administrator', params: official, body: strict({}) }, async ({ params, principal, request }) => {
      await identity.endAppointment(principal, params.official, identity.authorization.originOf(request))
      return new SeeOther('/console/team')
    })

    http.form('/console/team/:official/id-lost', { who: 'administrator', params: official, body: strict({}) }, async ({ params, principal, view, request }) => {
      const idRevoked = await identity.loseOfficialId(principal, params.official, identity.authorization.originOf(request))
      return teamPage(view, { team: await identity.team(principal.agency), idRevoked })
    })

    http.form('/console/team/:official/passkeys/remove', { who: 'administrator', params: official, body: strict({ passkey: Type.String({ maxLength: 500 }) }) }, async ({ params, body, principal, view, request }) => {
      const { origin } = siteOf(view, request)
      const { name, invitation } = await identity.removePasskey(principal, params.official, body.passkey, identity.authorization.originOf(request))
      return teamPage(view, { team: await identity.team(principal.agency), passkeyRemoved: { name, invitation: invitation && { link: `${origin}/invitation/${invitation.token}`, endsAt: invitation.endsAt } } })
    })
  }
}
