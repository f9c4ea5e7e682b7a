/** A resident's consents, one by one: narrowed, renewed, withdrawn by one press each. */
import Type from 'typebox'
import { Fault } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { exchangeFaults } from './contract.ts'
import { dataOf } from './data-routes.ts'
import type { Exchange } from './index.ts'
import { consentPage, spans, untilOf } from './pages/consent-page.tsx'

const params = strict({ id: Uuid })
const Done = Type.Union([Type.Literal('narrowed'), Type.Literal('renewed'), Type.Literal('withdrawn')])
const Until = Type.Union(spans.map((span) => Type.Literal(span)))

export function consentRoutes(http: Http<View>, exchange: Exchange) {
  const today = () => exchange.today()
  const read = async (person: string, id: string) => ({ versions: await exchange.consent(person, id), told: await exchange.notices(id), today: today() })

  http.page('/my/data/consents/:id', { who: 'resident', onBehalf: dataOf, params, query: strict({ done: Type.Optional(Done) }) }, async ({ params: { id }, query, principal, view }) =>
    consentPage(view, { ...await read(principal.person, id), done: query.done }))

  http.form('/my/data/consents/:id/narrow', { who: 'resident', onBehalf: dataOf, params, body: strict({ field: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 100 })), until: Until }) }, async ({ params: { id }, body, principal, view }) => {
    const found = await read(principal.person, id)
    const { ends_on: endsOn } = found.versions[0]
    if (endsOn === null) throw new Fault(exchangeFaults.noSuchConsent)
    if (body.field === undefined || body.field.length === 0) return consentPage(view, { ...found, errors: [{ field: 'field', text: view.t('exchange.consent.nothing-kept') }] })
    await exchange.narrowConsent({ person: principal.person, consent: id, fields: body.field, until: untilOf(body.until, endsOn, today()) })
    return new SeeOther(`/my/data/consents/${id}?done=narrowed`)
  })

  http.form('/my/data/consents/:id/renew', { who: 'resident', onBehalf: dataOf, params, body: strict({}) }, async ({ params: { id }, principal, view }) => {
    await exchange.renewConsent({ person: principal.person, consent: id, language: view.language.tag })
    return new SeeOther(`/my/data/consents/${id}?done=renewed`)
  })

  http.form('/my/data/consents/:id/withdraw', { who: 'resident', onBehalf: dataOf, params, body: strict({}) }, async ({ params: { id }, principal }) => {
    await exchange.withdrawConsent(principal.person, id)
    return new SeeOther(`/my/data/consents/${id}?done=withdrawn`)
  })
}
