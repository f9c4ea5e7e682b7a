/** The payment clerk's desk. */
import Type from 'typebox'
import { Fault } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Payments } from './index.ts'
import { lineRoutes } from './line-routes.ts'
import { myRoutes } from './my-routes.ts'
import { paymentPage } from './pages/payment-page.tsx'
import { paymentsPage, paymentsPath } from './pages/payments-page.tsx'
import { reconciliationPage, reconciliationPath } from './pages/reconciliation-page.tsx'
import { paymentsFaults } from './contract.ts'
import { listOf } from './list-payments.ts'

const params = strict({ payment: Uuid })
const done = ['retried', 'reversed', 'stopped', 'never-left', 'never-came'] as const

export function paymentsRoutes(http: Http<View>, payments: Payments) {
  myRoutes(http, payments)
  lineRoutes(http, payments)

  http.page(paymentsPath, { who: 'payment-clerk', query: strict({ of: Type.Optional(Type.Enum([...listOf])), before: Type.Optional(Uuid) }) }, async ({ principal, query: { of = 'all', before }, view }) =>
    paymentsPage(view, { of, later: before !== undefined, ...await payments.overview(principal, of, before) }))

  http.page(reconciliationPath, { who: 'payment-clerk', query: strict({ read: Type.Optional(Type.String({ pattern: '^[0-9]{1,6}$' })) }) }, async ({ principal, query, view }) =>
    reconciliationPage(view, { ...await payments.reconciliation(principal), read: query.read === undefined ? undefined : Number(query.read) }))

  http.form(reconciliationPath, { who: 'payment-clerk', body: strict({}) }, async ({ principal }) => new SeeOther(`${reconciliationPath}?read=${await payments.readStatements(principal)}`))

  http.page(`${paymentsPath}/:payment`, { who: 'payment-clerk', params, query: strict({ done: Type.Optional(Type.Enum([...done])) }) }, async ({ params: { payment }, principal, query, view }) =>
    paymentPage(view, { ...await payments.payment(principal, payment), done: query.done }))

  http.form(`${paymentsPath}/:payment/retry`, { who: 'payment-clerk', params, body: strict({}) }, async ({ params: { payment }, principal }) => {
    await payments.retry(principal, payment)
    return new SeeOther(`${paymentsPath}/${payment}?done=retried`)
  })

  http.form(`${paymentsPath}/:payment/stop`, { who: 'payment-clerk', params, body: strict({ from: Type.Enum(['this', 'next']), reason: Type.String({ maxLength: 500 }) }) }, async ({ params: { payment }, body: { from, reason }, principal, view }) => {
    try {
      await payments.stop(principal, payment, from, reason)
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== paymentsFaults.reasonMissing.code) throw cause
      return paymentPage(view, { ...await payments.payment(principal, payment), errors: [{ field: 'stop-reason', text: view.t('payments.stop.reason-missing') }] })
    }
    return new SeeOther(`${paymentsPath}/${payment}?done=stopped`)
  })

  /** Each with a reason, without which the page comes again. */
  const acts = [
    { act: 'never-left', done: 'never-left', field: 'never-left-reason', missing: 'payments.never-left-missing', run: payments.neverLeft },
    { act: 'never-came', done: 'never-came', field: 'never-came-reason', missing: 'payments.never-left-missing', run: payments.neverCame },
    { act: 'reverse', done: 'reversed', field: 'reason', missing: 'payments.fault.reason-missing', run: payments.reverse },
  ] as const
  for (const { act, done: told, field, missing, run } of acts) {
    http.form(`${paymentsPath}/:payment/${act}`, { who: 'payment-clerk', params, body: strict({ reason: Type.String({ maxLength: 500 }) }) }, async ({ params: { payment }, body: { reason }, principal, view }) => {
      try {
        await run(principal, payment, reason)
      } catch (cause) {
        if (!(cause instanceof Fault) || cause.code !== paymentsFaults.reasonMissing.code) throw cause
        return paymentPage(view, { ...await payments.payment(principal, payment), errors: [{ field, text: view.t(missing) }] })
      }
      return new SeeOther(`${paymentsPath}/${payment}?done=${told}`)
    })
  }
}
