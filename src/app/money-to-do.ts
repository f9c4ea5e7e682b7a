import type { MoneyToDo } from '../modules/cases/index.ts'
import { type Payments, waitsFor } from '../modules/payments/index.ts'

/** What of a person's payments waits for them: to be paid by them, or for another account. */
export const moneyToDo = (payments: Pick<Payments, 'own'>) => async (person: string): Promise<MoneyToDo[]> =>
  (await payments.own(person)).flatMap(({ service, amount, standing, account }) => {
    const waits = waitsFor({ standing, account })
    return waits === undefined ? [] : [{ service, amount, waits }]
  })
