/** Keys and addresses of a company: changed by its own person, or by the overseer; the person is told of each change. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Partners } from './index.ts'
import { accessPage } from './pages/access-page.tsx'
import type { Partner } from './registry/partners.ts'
import { readAccess, type TypedAccess } from './registry/read-registration.ts'

const params = strict({ partner: Type.String({ pattern: '^company-[0-9a-f-]{36}$' }) })
const several = Type.String({ maxLength: 8_000 })
const Typed = strict({ redirects: several, keysAddress: Type.String({ maxLength: 500 }), keys: several, notices: Type.String({ maxLength: 500 }), atOnce: Type.Optional(Type.Literal('yes')) })

export function accessRoutes(http: Http<View>, partners: Partners) {
  /** One that is cut off changes nothing any more. */
  const found = async (id: string, may: (partner: Partner) => boolean): Promise<Partner> => {
    const partner = await partners.find(id)
    if (!partner || !may(partner) || partner.standing === 'cut-off') throw new Fault(kernelFaults.notFound)
    return partner
  }
  const own = (id: string, person: string) => found(id, ({ owner }) => owner === person)
  const overseen = (id: string, agency: string) => found(id, () => partners.pack.companies?.overseer === agency)

  const change = async ({ view, request }: { view: View; request: FastifyRequest }, partner: Partner, actor: string, path: string, { atOnce, ...typed }: TypedAccess & { atOnce?: 'yes' }) => {
    const clean = { redirects: typed.redirects, keysAddress: typed.keysAddress.trim(), keys: typed.keys.trim(), notices: typed.notices.trim() }
    const access = await readAccess(clean, partners.inside, partner)
    if (Array.isArray(access)) return accessPage(view, { partner, path, office: actor.startsWith('official:'), typed: clean, mistakes: access })
    await partners.changeAccess(actor, partner, { ...access, atOnce: atOnce !== undefined, issuer: partners.identity.authorization.originOf(request) })
    if (access.notices !== null && access.notices !== partner.notices?.address) await partners.exchange.companies.sendAgain(partner.id)
    return new SeeOther(path)
  }

  http.page('/partners/:partner/access', { who: 'resident', params }, async ({ params: { partner: id }, principal, view }) =>
    accessPage(view, { partner: await own(id, principal.person), path: `/partners/${id}`, office: false }))
  http.form('/partners/:partner/access', { who: 'resident', params, body: Typed }, async ({ params: { partner: id }, body, principal, request, view }) =>
    change({ view, request }, await own(id, principal.person), `resident:${principal.person}`, `/partners/${id}`, body))
  http.page('/console/partners/:partner/access', { who: 'administrator', params }, async ({ params: { partner: id }, principal, view }) =>
    accessPage(view, { partner: await overseen(id, principal.agency), path: `/console/partners/${id}`, office: true }))
  http.form('/console/partners/:partner/access', { who: 'administrator', params, body: Typed }, async ({ params: { partner: id }, body, principal, request, view }) =>
    change({ view, request }, await overseen(id, principal.agency), `official:${principal.official}`, `/console/partners/${id}`, body))
}
