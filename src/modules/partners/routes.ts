/** Companies: their own pages, the people's answer to them, the overseer's desk, and the bundle. A country whose pack names no overseer has none of it. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { accessRoutes } from './access-routes.ts'
import { authoriseRoutes } from './authorise/authorise-routes.ts'
import { bundleRoutes } from './bundle/bundle-routes.ts'
import { consoleRoutes } from './console-routes.ts'
import type { Partners } from './index.ts'
import { noticeRoutes } from './notices/notice-routes.ts'
import { answerRoutes } from './notices/receive-answer.ts'
import { newPartnerPage } from './pages/new-partner-page.tsx'
import { partnerPage } from './pages/partner-page.tsx'
import { partnersPage } from './pages/partners-page.tsx'
import { readRegistration } from './registry/read-registration.ts'

const params = strict({ partner: Type.String({ pattern: '^company-[0-9a-f-]{36}$' }) })
const line = Type.String({ maxLength: 200 })
const several = Type.String({ maxLength: 8_000 })
const Typed = strict({ name: line, number: line, contact: line, redirects: several, keysAddress: Type.String({ maxLength: 500 }), keys: several, notices: Type.String({ maxLength: 500 }), grounds: several, purposes: Type.Optional(Type.Array(line, { maxItems: 50 })) })
/** Of the fictitious people, as many as a page shows. */
const shown = 5

export function partnersRoutes(http: Http<View>, partners: Partners) {
  const { pack, identity } = partners
  if (!pack.companies) return

  http.page('/partners', { who: 'anyone' }, async ({ principal, view }) => partnersPage(view, principal.kind === 'resident' ? await partners.list(principal.person) : []))

  http.page('/partners/new', { who: 'resident' }, ({ view }) => newPartnerPage(view))

  http.form('/partners/new', { who: 'resident', body: Typed }, async ({ body, principal, request, view }) => {
    const typed = { ...body, keysAddress: body.keysAddress.trim(), keys: body.keys.trim(), notices: body.notices.trim(), purposes: body.purposes ?? [] }
    const registration = await readRegistration(pack, typed, partners.inside)
    if (Array.isArray(registration)) return newPartnerPage(view, typed, registration)
    return new SeeOther(`/partners/${await partners.register(principal.person, registration, identity.authorization.originOf(request))}`)
  })

  http.page('/partners/:partner', { who: 'resident', params }, async ({ params: { partner: id }, principal, request, view }) => {
    const partner = await partners.find(id)
    if (partner?.owner !== principal.person) throw new Fault(kernelFaults.notFound)
    return partnerPage(view, { partner, origin: identity.authorization.originOf(request), people: identity.demonstration?.people.slice(0, shown) ?? [], told: await partners.toldTo(id) })
  })

  accessRoutes(http, partners)
  authoriseRoutes(http, partners)
  consoleRoutes(http, partners)
  bundleRoutes(http, partners)
  noticeRoutes(http, partners)
  answerRoutes(http, partners)
}
