/** Taking a sheet up, signed in nowhere; and what the person in whose name it was made sees of it. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { Fault } from '../../../kernel/faults/faults.ts'
import { SeeOther, type SetCookie } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Principal } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { identityFaults } from '../contract.ts'
import type { Identity } from '../index.ts'
import type { RelyingParty } from '../passkeys/passkeys.ts'
import type { Subject } from '../sessions/sessions.ts'
import { ownRegistrationPage } from './pages/own-registration-page.tsx'
import { type RegisterPage, registerPage } from './pages/register-page.tsx'
import { registerPasskeyPage } from './pages/register-passkey-page.tsx'
import type { RegistrationRow } from './registration.ts'

export interface RegisterRoutes {
  identity: Identity
  siteOf(view: View, request: FastifyRequest): RelyingParty
  limitAttempts(request: FastifyRequest): Promise<void>
}

const code = Type.String({ maxLength: 40 })
const name = Type.String({ maxLength: 120 })
const Attempt = strict({ code, name })

const subjectOf = ({ person, name: called }: RegistrationRow): Subject => ({ kind: 'resident', subject: person, name: called })

export function registerRoutes(http: Http<View>, { identity, siteOf, limitAttempts }: RegisterRoutes) {
  const { registrations, passkeys, demonstration } = identity
  const find = async (request: FastifyRequest, principal: Principal, attempt: { code: string; name: string }) => {
    // Whoever makes the sheets does not take one up at the same desk.
    if (principal.kind === 'official') throw new Fault(identityFaults.signOutFirst)
    await limitAttempts(request)
    return registrations.find({ ...attempt, address: request.ip })
  }
  const enter = async (request: FastifyRequest, row: RegistrationRow, to: string) => {
    const cookie: SetCookie = await identity.enter(request, subjectOf(row))
    return new SeeOther(to, [cookie])
  }

  const show = (view: View, page: RegisterPage = {}) => registerPage(view, { ...page, byLetter: identity.letters !== undefined })
  http.page('/register', { who: 'anyone' }, ({ view }) => show(view))
  // Says nothing of the code: only with the name it is looked at.
  http.page('/register/:code', { who: 'anyone', params: strict({ code }) }, ({ params, view }) => show(view, { code: params.code, fromLink: true }))

  http.form('/register', { who: 'anyone', body: strict({ code: Type.Optional(code), name: Type.Optional(name) }), script: true }, async ({ body, principal, request, view }) => {
    const typed = { code: (body.code ?? '').trim(), name: (body.name ?? '').trim() }
    const missing = (['code', 'name'] as const).filter((field) => typed[field] === '')
    if (missing.length > 0) return show(view, { ...typed, errors: missing.map((field) => ({ field, text: view.t(`registration.register.${field}-missing`) })) })
    try {
      const row = await find(request, principal, typed)
      return registerPasskeyPage(view, { action: '/register/passkey', hidden: typed, name: row.name, options: await passkeys.registrationOptions(siteOf(view, request), subjectOf(row)), without: demonstration === null ? undefined : '/register/demonstration' })
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== identityFaults.registrationUnknown.code) throw cause
      return show(view, { ...typed, errors: [{ field: 'code', text: view.t(cause.textKey) }] })
    }
  })

  http.form('/register/passkey', { who: 'anyone', body: strict({ code, name, response: Type.String({ maxLength: 20_000 }) }) }, async ({ body, principal, request, view }) => {
    const row = await find(request, principal, body)
    await passkeys.register(siteOf(view, request), subjectOf(row), body.response, '', (tx) => registrations.take(tx, row))
    return enter(request, row, '/my')
  })

  http.form('/register/demonstration', { who: 'anyone', body: Attempt }, async ({ body, principal, request }) => {
    if (demonstration === null) throw new Fault(identityFaults.demonstrationOnly)
    const row = await find(request, principal, body)
    await registrations.takeAlone(row)
    return enter(request, row, '/my')
  })

  const params = strict({ id: Uuid })
  http.page('/my/registrations/:id', { who: 'resident', assurance: 'low', params }, async ({ params: { id }, principal, view }) => ownRegistrationPage(view, await registrations.own.read(principal.person, id)))

  http.form('/my/registrations/:id/stop', { who: 'resident', params, body: strict({}) }, async ({ params: { id }, principal }) => {
    await registrations.own.stop(principal.person, id)
    return new SeeOther(`/my/registrations/${id}`)
  })
}
