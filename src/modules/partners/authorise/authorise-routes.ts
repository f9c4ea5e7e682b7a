/** A company asks: the person sees each value that would go to it, and answers each purpose for itself. No script. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { demandSurer } from '../../../kernel/http/guard-entry.ts'
import type { Http, PageAnswer } from '../../../kernel/http/http.ts'
import type { Principal } from '../../../kernel/http/principal.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { companyDetail, type CompanyRequest, onwardPage, refusedPage } from '../../identity/index.ts'
import type { Partners } from '../index.ts'
import { type AskedPurpose, authorisePage, decisionField } from '../pages/authorise-page.tsx'
import type { Partner } from '../registry/partners.ts'
import { readDetails, type Wanted } from './details.ts'

const params = strict({ uid: Type.String({ pattern: '^[\\w-]{43}$' }) })

interface Open { asked: CompanyRequest; partner: Partner; wanted: Wanted[]; person: string; name: string }

export function authoriseRoutes(http: Http<View>, partners: Partners) {
  const { pack, exchange, identity: { authorization } } = partners

  /** The open request of this browser, or the page that says why there is none. */
  const open = async (uid: string, request: FastifyRequest, principal: Principal, view: View): Promise<Open | PageAnswer> => {
    const asked = await authorization.companyRequests.read(request, uid)
    const partner = asked && await partners.find(asked.company.id)
    if (!asked || !partner) return refusedPage(view, { because: 'expired' })
    if (principal.kind === 'anyone') return new SeeOther(`/sign-in?next=${encodeURIComponent(`/authorize/${uid}/company`)}`)
    demandSurer(principal)
    if (principal.kind !== 'resident') return refusedPage(view, { because: 'residents-only' })
    if (!partners.mayShow(partner, principal.person)) return refusedPage(view, { because: 'not-allowed', reason: 'sandbox' })
    const wanted = readDetails(pack, partner, asked.details)
    if (!wanted) return refusedPage(view, { because: 'not-allowed', reason: 'invalid_authorization_details' })
    return { asked, partner, wanted, person: principal.person, name: principal.name }
  }

  /** What would be handed over, as the registers have it now: people reading their own data. */
  const preview = (person: string, wanted: readonly Wanted[]): Promise<AskedPurpose[]> => Promise.all(wanted.map(async ({ purpose, fields }) =>
    ({ purpose, fields, ...await exchange.askOwnData({ person, purpose: purpose.id, caseId: null, fields }) })))

  http.page('/authorize/:uid/company', { who: 'anyone', params }, async ({ params: { uid }, request, principal, view }) => {
    const found = await open(uid, request, principal, view)
    if (!('asked' in found)) return found
    const { asked, partner, wanted, person, name } = found
    return authorisePage(view, { uid, partner, name, back: asked.back, today: partners.today(), purposes: await preview(person, wanted), chosen: {} })
  })

  http.form('/authorize/:uid/company', { who: 'anyone', params, body: Type.Record(Type.String({ maxLength: 80 }), Type.String({ maxLength: 10 })) }, async ({ params: { uid }, body, request, principal, view }) => {
    const found = await open(uid, request, principal, view)
    if (!('asked' in found)) return found
    const { asked, partner, wanted, person, name } = found
    const undecided = wanted.filter(({ purpose }) => !['yes', 'no'].includes(body[decisionField(purpose)] ?? ''))
    if (undecided.length > 0) {
      const errors = undecided.map(({ purpose }) => ({ field: decisionField(purpose), text: view.t('partners.authorise.missing', { purpose: view.text(purpose.name) }) }))
      return authorisePage(view, { uid, partner, name, back: asked.back, today: partners.today(), purposes: await preview(person, wanted), chosen: body, errors })
    }
    const decisions = wanted.map(({ purpose, fields }) => ({ purpose: purpose.id, fields, agreed: body[decisionField(purpose)] === 'yes' }))
    const given = await exchange.authorise({ person, company: { id: partner.id, name: partner.name }, language: view.language.tag, decisions })
    const details = decisions.flatMap(({ purpose, fields }) => {
      const authorisation = given.get(purpose)
      return authorisation === undefined ? [] : [{ type: companyDetail, purpose, fields, authorisation }]
    })
    return onwardPage(view, { client: partner.name, onTo: details.length === 0 ? await asked.refuse() : await asked.allow(person, details) })
  })
}
