/** Looks that the law keeps from the person for a while: for those whom an agency appoints to them; and their number, for everybody. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { File, SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { exchangeFaults, SealedCountsReply } from './contract.ts'
import type { Exchange } from './index.ts'
import { answersPage } from './pages/covert-answers-page.tsx'
import { inquiriesPage, sealedPath } from './pages/inquiries-page.tsx'
import { inquiryPage } from './pages/inquiry-page.tsx'
import { sealedCountsPage } from './pages/sealed-counts-page.tsx'
import { leastTold } from './sealed/count-sealed.ts'
import { covertPurposes } from './sealed/periods.ts'

const params = strict({ inquiry: Uuid })
const who = 'investigator'
/** What an official may have brought that is no order, or none that holds: said beside the field. */
const ofOrders: readonly string[] = [exchangeFaults.noOrder, exchangeFaults.orderShort, exchangeFaults.orderExpired, exchangeFaults.orderBeyondLaw, exchangeFaults.orderOfOthers].map(({ code }) => code)

export function sealedRoutes(http: Http<View>, { sealed }: Exchange) {
  http.page('/sealed-looks', { who: 'anyone' }, async ({ view }) => sealedCountsPage(view, await sealed.counts()))

  http.api('GET', '/api/sealed-looks', { who: 'anyone', summary: 'How many looks at people are sealed, by month and purpose: every one is an entry of the log', tag: 'exchange', reply: { 200: SealedCountsReply } },
    async () => ({ ...await sealed.counts(), leastTold }))

  http.page(sealedPath, { who }, async ({ principal, view }) => inquiriesPage(view, { purposes: covertPurposes(view.pack, principal.agency), inquiries: await sealed.inquiries(principal.agency) }))

  http.form(sealedPath, { who, body: strict({ purpose: Type.Optional(Type.String({ maxLength: 60 })), person: Type.String({ maxLength: 60 }), warrant: Type.String({ maxLength: 120 }) }) }, async ({ body, principal, view }) => {
    const purposes = covertPurposes(view.pack, principal.agency)
    const [person, warrant] = [body.person.trim(), body.warrant.trim()]
    const isPerson = new RegExp(view.pack.personIdPattern).test(person)
    const errors = [
      ...(purposes.some(({ id }) => id === body.purpose) ? [] : [{ field: 'purpose', text: view.t('exchange.covert.purpose-missing') }]),
      ...(isPerson ? [] : [{ field: 'person', text: view.t('exchange.covert.person-missing') }]), ...(warrant === '' ? [{ field: 'warrant', text: view.t('exchange.covert.warrant-missing') }] : []),
    ]
    if (errors.length > 0) return inquiriesPage(view, { purposes, inquiries: await sealed.inquiries(principal.agency), errors, typed: body })
    const { known, silent, opensOn } = await sealed.look({ official: principal.official, agency: principal.agency, purpose: body.purpose!, person, warrant })
    return answersPage(view, { known, silent, opensOn, person, warrant })
  })

  const find = async (agency: string, id: string) => (await sealed.inquiries(agency)).find(({ inquiry }) => inquiry === id) ?? (() => { throw new Fault(kernelFaults.notFound) })()
  const shown = async (agency: string, id: string) => {
    const inquiry = await find(agency, id)
    return { inquiry, draft: inquiry.openedAt === null ? await sealed.draftOrder(agency, id) : undefined }
  }

  http.page(`${sealedPath}/:inquiry`, { who, params }, async ({ params: { inquiry }, principal, view }) => inquiryPage(view, await shown(principal.agency, inquiry)))
  http.page(`${sealedPath}/:inquiry/order`, { who, params }, async ({ params: { inquiry }, principal }) =>
    new File(await sealed.draftOrder(principal.agency, inquiry), 'application/octet-stream', { name: `order-${inquiry}.txt` }))

  http.page(`${sealedPath}/:inquiry/looks/:look/evidence`, { who, params: strict({ inquiry: Uuid, look: Uuid }) }, async ({ params: { inquiry, look }, principal }) => {
    await find(principal.agency, inquiry)
    return new File(JSON.stringify(await sealed.evidence(principal.agency, look), undefined, 2), 'application/json', { name: `sealed-${look}.json` })
  })

  http.form(`${sealedPath}/:inquiry/order`, { who, params, body: strict({ order: Type.String({ maxLength: 16_384 }) }) }, async ({ params: { inquiry }, body, principal, view }) => {
    const page = await shown(principal.agency, inquiry)
    try {
      // A form sends CRLF; what a court signs ends its lines with LF.
      await sealed.extend({ official: principal.official, agency: principal.agency, note: `${body.order.replaceAll('\r\n', '\n').trim()}\n` })
    } catch (cause) {
      if (!(cause instanceof Fault) || !ofOrders.includes(cause.code)) throw cause
      return inquiryPage(view, { ...page, errors: [{ field: 'order', text: view.t(cause.textKey) }], typed: body.order })
    }
    return new SeeOther(`${sealedPath}/${inquiry}`)
  })
}
