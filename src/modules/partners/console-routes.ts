/** Whoever the pack names as overseer approves companies, limits them, and cuts them off; each with effect at their next call. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Partners } from './index.ts'
import { consolePartnerPage } from './pages/console-partner-page.tsx'
import { consolePartnersPage } from './pages/console-partners-page.tsx'
import type { Partner } from './registry/partners.ts'
import type { Standing } from './tables.ts'

const params = strict({ partner: Type.String({ pattern: '^company-[0-9a-f-]{36}$' }) })
const highestLimit = 10_000_000

export function consoleRoutes(http: Http<View>, partners: Partners) {
  const demandOverseer = ({ agency }: Official) => { if (partners.pack.companies?.overseer !== agency) throw new Fault(kernelFaults.notFound) }
  const find = async (principal: Official, id: string) => {
    demandOverseer(principal)
    const partner = await partners.find(id)
    if (!partner) throw new Fault(kernelFaults.notFound)
    return partner
  }
  const withTold = async (partner: Partner) => ({ partner, told: await partners.toldTo(partner.id) })
  const move = async (principal: Official, id: string, standing: Standing) => {
    await find(principal, id)
    await partners.change(`official:${principal.official}`, id, { standing })
    return new SeeOther(`/console/partners/${id}`)
  }

  http.page('/console/partners', { who: 'administrator' }, async ({ principal, view }) => {
    demandOverseer(principal)
    return consolePartnersPage(view, await partners.list(), await partners.exchange.companies.standings())
  })
  http.page('/console/partners/:partner', { who: 'administrator', params }, async ({ params: { partner }, principal, view }) => consolePartnerPage(view, await withTold(await find(principal, partner))))
  http.form('/console/partners/:partner/approve', { who: 'administrator', params, body: strict({}) }, ({ params: { partner }, principal }) => move(principal, partner, 'production'))
  http.form('/console/partners/:partner/cut-off', { who: 'administrator', params, body: strict({}) }, ({ params: { partner }, principal }) => move(principal, partner, 'cut-off'))

  http.form('/console/partners/:partner/limit', { who: 'administrator', params, body: strict({ limit: Type.String({ maxLength: 20 }) }) }, async ({ params, body, principal, view }) => {
    const partner = await find(principal, params.partner)
    const limit = /^\d{1,8}$/.test(body.limit.trim()) ? Number(body.limit) : 0
    if (limit < 1 || limit > highestLimit) return consolePartnerPage(view, await withTold(partner), { limit: body.limit, errors: [{ field: 'limit', text: view.t('partners.office.limit-wrong') }] })
    await partners.change(`official:${principal.official}`, partner.id, { dayLimit: limit })
    return new SeeOther(`/console/partners/${partner.id}`)
  })
}
