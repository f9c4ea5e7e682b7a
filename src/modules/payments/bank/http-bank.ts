/**
 * A bank over HTTP: payments as JSON under an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), statements as camt.053, notifications as camt.054.
 * 200 and 201 are its yes, 422 its no for ever; everything else is no answer.
 */
import type { Manifest } from '../../../../packages/pack-kit/schema/manifest.ts'
import type { BankSettings } from '../../../kernel/config/read-bank.ts'
import { readBounded } from '../../../kernel/http/read-bounded.ts'
import type { Answer, Bank } from './bank.ts'
import { patience, reachBank } from './reach-bank.ts'

/** @param settings may change in place while the bank moves; undefined: none is connected */
export function httpBank(settings: BankSettings | undefined, currency: Manifest['currency'], wait = patience): Bank {
  const { accountAt, accountOf, statement, notification } = reachBank(settings, currency, wait)
  return {
    accountOf,
    statement,
    notification,
    async pay({ key, agency, to, amount }): Promise<Answer> {
      const { account, url, headers } = accountAt(agency)
      const answer = await fetch(`${url}/payments`, {
        method: 'POST', redirect: 'error', signal: AbortSignal.timeout(wait), headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ debtor: account, creditor: to, amount, currency: currency.code }),
      })
      const body = await readBounded(answer, 64 * 1024)
      if (answer.status !== 200 && answer.status !== 201 && answer.status !== 422) throw new Error(`the bank answered ${answer.status}`)
      const { reference, reason } = JSON.parse(body) as { reference?: unknown; reason?: unknown }
      if (answer.status === 422) {
        if (typeof reason !== 'string' || !/^[A-Z0-9]{1,4}$/.test(reason)) throw new Error('the bank refused without a reason')
        return { accepted: false, reason }
      }
      if (typeof reference !== 'string' || reference === '' || reference.length > 100) throw new Error('the bank accepted without a reference')
      return { accepted: true, reference }
    },
  }
}
