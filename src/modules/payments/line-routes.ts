/** A line of the statement that fits nothing: chosen for, looked at once more, and booked; or opened again, where it was set aside. */
import Type from 'typebox'
import { Fault } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { notOurs } from './by-hand/assign-line.ts'
import { paymentsFaults } from './contract.ts'
import type { Payments } from './index.ts'
import { confirmLinePage } from './pages/confirm-line-page.tsx'
import { linePage } from './pages/line-page.tsx'
import { reconciliationPath } from './pages/reconciliation-page.tsx'

const path = `${reconciliationPath}/:line`
const params = strict({ line: Uuid })
const Find = Type.Optional(Type.String({ maxLength: 60 }))
const body = strict({ payment: Type.Optional(Type.Union([Uuid, Type.Literal(notOurs)])), reason: Type.String({ maxLength: 500 }), find: Find, confirmed: Type.Optional(Type.Literal('yes')) })

export function lineRoutes(http: Http<View>, payments: Payments) {
  http.page(path, { who: 'payment-clerk', params, query: strict({ find: Find, done: Type.Optional(Type.Enum(['yes', 'reopened'])) }) }, async ({ params: { line }, principal, query: { find = '', done }, view }) =>
    linePage(view, { ...await payments.line(principal, line, find), find, told: done === 'yes' ? 'done' : done }))

  http.form(path, { who: 'payment-clerk', params, body }, async ({ params: { line }, body: { payment, reason, find = '', confirmed }, principal, view }) => {
    const choice = { payment, reason }
    try {
      if (confirmed === undefined) return confirmLinePage(view, { ...await payments.previewLine(principal, line, choice), reason: reason.trim() })
      await payments.assignLine(principal, line, choice)
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code === paymentsFaults.noSuchLine.code) throw cause
      const again = { ...await payments.line(principal, line, find), find }
      if (cause.code === paymentsFaults.lineTaken.code) return linePage(view, { ...again, told: 'taken' })
      if (cause.pointer === undefined) throw cause
      return linePage(view, { ...again, chosen: choice, errors: [{ field: cause.pointer.slice(1), text: inWords(view, cause) }] })
    }
    return new SeeOther(`${reconciliationPath}/${line}?done=yes`)
  })

  http.form(`${path}/reopen`, { who: 'payment-clerk', params, body: strict({ reason: Type.String({ maxLength: 500 }) }) }, async ({ params: { line }, body: { reason }, principal, view }) => {
    try {
      await payments.reopenLine(principal, line, reason)
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.pointer === undefined) throw cause
      return linePage(view, { ...await payments.line(principal, line), find: '', errors: [{ field: cause.pointer.slice(1), text: inWords(view, cause) }] })
    }
    return new SeeOther(`${reconciliationPath}/${line}?done=reopened`)
  })
}

/** What is wrong, and what to do; amounts as people write them. */
function inWords({ t, money }: View, { textKey, values }: Fault): string {
  const amounts = Object.fromEntries(Object.entries(values).map(([name, amount]) => [name, money(Number(amount))]))
  return `${t(textKey, amounts)} ${t(`${textKey}.next`)}`
}
