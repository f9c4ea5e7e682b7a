/** One's own passkeys: a resident's, and an official's. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { Fault } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official, Resident } from '../../../kernel/http/principal.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { identityFaults } from '../contract.ts'
import type { Identity } from '../index.ts'
import { passkeysPage } from '../pages/passkeys-page.tsx'
import type { Subject } from '../sessions/sessions.ts'
import type { RelyingParty } from './passkeys.ts'

export interface PasskeyRoutes {
  identity: Identity
  siteOf(view: View, request: FastifyRequest): RelyingParty
}

/** Milliseconds since whoever is here has shown who they are: of a browser that was left open, or of a stolen session, nobody makes a way in that lasts. */
const fresh = 10 * 60_000

const passkey = Type.String({ maxLength: 500 })
const name = Type.Optional(Type.String({ maxLength: 60 }))
const [Added, Renamed, Removed] = [strict({ response: Type.String({ maxLength: 20_000 }), name }), strict({ passkey, name }), strict({ passkey })]

const residentOf = ({ person, name: called }: Resident): Subject => ({ kind: 'resident', subject: person, name: called })
const officialOf = ({ official, name: called }: Official): Subject => ({ kind: 'official', subject: official, name: called })

export function passkeyRoutes(http: Http<View>, { identity, siteOf }: PasskeyRoutes) {
  const { passkeys } = identity
  /** An official's ID makes no passkey, as it makes no further ID: who has only somebody's phone makes no second way in of it. */
  const mayAdd = async (request: FastifyRequest) => {
    const { since, byOfficialId } = await identity.proof(request)
    return since < fresh && !byOfficialId
  }
  const show = async (view: View, request: FastifyRequest, subject: Subject, byLetter = false) => passkeysPage(view, {
    kind: subject.kind, passkeys: await passkeys.list(subject.kind, subject.subject), byLetter: byLetter ? { national: identity.national } : undefined,
    options: !byLetter && await mayAdd(request) ? await passkeys.registrationOptions(siteOf(view, request), subject) : undefined,
  })
  const add = async (view: View, request: FastifyRequest, subject: Subject, { response, name: called = '' }: { response: string; name?: string }) => {
    if (!(await mayAdd(request))) throw new Fault(identityFaults.proveAgain)
    await identity.addPasskey(siteOf(view, request), subject, response, called.trim())
  }

  http.page('/my/passkeys', { who: 'resident', assurance: 'low', script: true }, ({ principal, view, request }) => show(view, request, residentOf(principal), principal.assurance === 'low'))
  http.form('/my/passkeys', { who: 'resident', body: Added }, async ({ body, principal, view, request }) => {
    await add(view, request, residentOf(principal), body)
    return new SeeOther('/my/passkeys')
  })
  http.form('/my/passkeys/name', { who: 'resident', body: Renamed }, async ({ body, principal }) => {
    await passkeys.rename('resident', principal.person, body.passkey, (body.name ?? '').trim())
    return new SeeOther('/my/passkeys')
  })
  http.form('/my/passkeys/remove', { who: 'resident', body: Removed }, async ({ body, principal }) => {
    await passkeys.remove('resident', principal.person, body.passkey)
    return new SeeOther('/my/passkeys')
  })

  http.page('/console/passkeys', { who: 'official', script: true }, ({ principal, view, request }) => show(view, request, officialOf(principal)))
  http.form('/console/passkeys', { who: 'official', body: Added }, async ({ body, principal, view, request }) => {
    await add(view, request, officialOf(principal), body)
    return new SeeOther('/console/passkeys')
  })
  http.form('/console/passkeys/name', { who: 'official', body: Renamed }, async ({ body, principal }) => {
    await passkeys.rename('official', principal.official, body.passkey, (body.name ?? '').trim())
    return new SeeOther('/console/passkeys')
  })
  http.form('/console/passkeys/remove', { who: 'official', body: Removed }, async ({ body, principal, request }) => {
    await identity.removeOwnPasskey(principal, body.passkey, identity.authorization.originOf(request))
    return new SeeOther('/console/passkeys')
  })
}
