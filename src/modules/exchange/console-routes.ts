/** The agency's side of what people ask about their data. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Exchange } from './index.ts'
import { consoleRequestsPage } from './pages/console-requests-page.tsx'
import { logStatePage } from './pages/log-state-page.tsx'
import type { Outcome } from './requests/answer-request.ts'

const params = strict({ id: Uuid })
const known: readonly string[] = ['explained', 'corrected', 'deleted', 'refused'] satisfies Outcome[]
const isOutcome = (text: string | undefined): text is Outcome => text !== undefined && known.includes(text)

export function consoleRoutes(http: Http<View>, exchange: Exchange) {
  http.page('/console/log', { who: 'administrator' }, async ({ view }) => logStatePage(view, await exchange.logState(), await exchange.overdue()))

  http.page('/console/data-requests', { who: 'caseworker' }, async ({ principal, view }) => consoleRequestsPage(view, await exchange.requests.office(principal.agency)))

  /** `outcome-<id>` and `answer-<id>`: a page has several of these forms, and each field a name of its own. */
  http.form('/console/data-requests/:id', { who: 'caseworker', params, body: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 4_000 })) }, async ({ params: { id }, body, principal, view }) => {
    const office = await exchange.requests.office(principal.agency)
    if (!office.open.some((request) => request.id === id)) throw new Fault(kernelFaults.notFound)
    const [outcome, answer] = [body[`outcome-${id}`], (body[`answer-${id}`] ?? '').trim()]
    const errors = [
      ...(isOutcome(outcome) ? [] : [{ field: `outcome-${id}`, text: view.t('exchange.office.outcome-missing') }]), ...(answer === '' ? [{ field: `answer-${id}`, text: view.t('exchange.office.reasons-missing') }] : []),
    ]
    if (!isOutcome(outcome) || errors.length > 0) return consoleRequestsPage(view, { ...office, errors, typed: { outcome, answer } })
    await exchange.requests.answer(principal.agency, id, { outcome, answer, by: principal.official })
    return new SeeOther('/console/data-requests')
  })

  http.form('/console/data-requests/:id/noted', { who: 'caseworker', params, body: strict({}) }, async ({ params: { id }, principal }) => {
    await exchange.requests.noteCorrection(principal.agency, id, principal.official)
    return new SeeOther('/console/data-requests')
  })
}
