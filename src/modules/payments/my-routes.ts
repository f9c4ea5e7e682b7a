/** The resident's side: where each payment stands, and another account for what could not be paid. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { paymentsFaults } from './contract.ts'
import type { Payments } from './index.ts'
import { myPaymentsPage, myPaymentsPath } from './pages/my-payments-page.tsx'

/** Months in which the next payment of whatever is paid lies. */
const ahead = 24

export function myRoutes(http: Http<View>, payments: Payments) {
  const read = async (person: string) => {
    const own = await payments.own(person)
    return { payments: own.map((one) => ({ ...one, payInto: payments.accountOf(one.agency) })), series: await payments.monthly(person, ahead) }
  }
  http.page(myPaymentsPath, { who: 'resident', query: strict({ done: Type.Optional(Type.Enum(['yes', 'stopped'])) }) }, async ({ principal, query, view }) =>
    myPaymentsPage(view, { ...await read(principal.person), isOrdered: query.done === 'yes', isStopped: query.done === 'stopped' }))

  http.form(`${myPaymentsPath}/monthly/:line/stop`, { who: 'resident', params: strict({ line: Uuid }), body: strict({}) }, async ({ params: { line }, principal }) => {
    await payments.refuse(principal.person, line)
    return new SeeOther(`${myPaymentsPath}?done=stopped`)
  })

  // The field carries the payment's id: a page may hold several.
  http.form(`${myPaymentsPath}/:payment`, { who: 'resident', params: strict({ payment: Uuid }), body: Type.Record(Type.String(), Type.String({ maxLength: 500 })) }, async ({ params: { payment }, body, principal, view }) => {
    const field = `account-${payment}`
    const unknown = Object.keys(body).find((name) => name !== field)
    if (unknown !== undefined) throw new Fault(kernelFaults.invalidInput, { pointer: `/${unknown}`, values: { reason: 'unknown', part: 'body', field: unknown } })
    const typed = body[field] ?? ''
    try {
      await payments.nameAccount(principal.person, payment, typed)
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== paymentsFaults.accountNotUsable.code) throw cause
      return myPaymentsPage(view, { ...await read(principal.person), errors: [{ field, text: view.t(cause.textKey) }], typed })
    }
    return new SeeOther(`${myPaymentsPath}?done=yes`)
  })
}
