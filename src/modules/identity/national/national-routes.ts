/** Out to the national sign-in and back; and a first passkey for whoever came in by it, if they like. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { readCookie, SeeOther, type SetCookie } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import { localPath } from '../../../web/local-path.ts'
import type { View } from '../../../web/view.ts'
import type { Identity } from '../index.ts'
import type { RelyingParty } from '../passkeys/passkeys.ts'
import { nationalCookieName } from './carry.ts'
import { returnPath } from './national.ts'
import { firstPasskeyPage } from './pages/first-passkey-page.tsx'

export interface NationalRoutes {
  identity: Identity
  siteOf(view: View, request: FastifyRequest): RelyingParty
  limitAttempts(request: FastifyRequest): Promise<void>
}

const next = Type.Optional(Type.String({ pattern: localPath, maxLength: 2_048 }))
const said = Type.Optional(Type.String({ maxLength: 4_096 }))

export function nationalRoutes(http: Http<View>, { identity, siteOf, limitAttempts }: NationalRoutes) {
  const { national, passkeys, secure } = identity
  const cookie = (value: string, maxAge: number): SetCookie => ({ name: nationalCookieName(secure), value, maxAge, httpOnly: true })
  const demand = () => national ?? (() => { throw new Fault(kernelFaults.notFound) })()

  http.page('/sign-in/national', { who: 'anyone', query: strict({ next }) }, async ({ query, view, request }) => {
    const provider = demand()
    await limitAttempts(request)
    const { address, carried } = await provider.begin(siteOf(view, request).origin, query.next ?? '/my')
    return new SeeOther(address, [cookie(carried, 600)])
  })

  http.page(returnPath, { who: 'anyone', query: strict({ code: said, state: said, iss: said, error: said, error_description: said, error_uri: said, session_state: said }) }, async ({ view, request }) => {
    const provider = demand()
    await limitAttempts(request)
    const { subject, next: to } = await provider.finish(new URL(request.url, siteOf(view, request).origin), readCookie(request.headers.cookie, nationalCookieName(secure)))
    const first = !(await passkeys.list('resident', subject.subject)).some(({ assurance }) => assurance === 'substantial')
    return new SeeOther(first ? `/my/passkeys/first?next=${encodeURIComponent(to)}` : to, [await identity.enter(request, subject), cookie('', 0)])
  })

  http.page('/my/passkeys/first', { who: 'resident', query: strict({ next }), script: true }, async ({ query, principal, view, request }) => {
    const options = await passkeys.registrationOptions(siteOf(view, request), { kind: 'resident', subject: principal.person, name: principal.name })
    return firstPasskeyPage(view, { options, next: query.next ?? '/my' })
  })
}
