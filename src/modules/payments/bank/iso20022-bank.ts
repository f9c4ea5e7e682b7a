/** A bank that speaks ISO 20022: each payment is a pain.001 under its message id, the bank's word a pain.002, statements are camt.053, notifications camt.054. */
import type { Manifest } from '../../../../packages/pack-kit/schema/manifest.ts'
import type { BankSettings } from '../../../kernel/config/read-bank.ts'
import { readBounded } from '../../../kernel/http/read-bounded.ts'
import type { Bank } from './bank.ts'
import { patience, reachBank } from './reach-bank.ts'
import { readPain002 } from './read-pain002.ts'
import { readAccount, writePain001 } from './write-pain001.ts'

/** @param settings may change in place while the bank moves; undefined: none is connected */
export function iso20022Bank(settings: BankSettings | undefined, currency: Manifest['currency'], wait = patience): Bank {
  const { accountAt, accountOf, statement, notification } = reachBank(settings, currency, wait)
  return {
    accountOf,
    statement,
    notification,
    async pay(instruction) {
      const { account, url, headers } = accountAt(instruction.agency)
      const to = readAccount(instruction.to)
      // Such a number no message can hold, and no bank has: it never leaves.
      if (!to) return { accepted: false, reason: 'AC01' }
      const answer = await fetch(`${url}/pain.001`, {
        method: 'POST', redirect: 'error', signal: AbortSignal.timeout(wait), headers: { ...headers, 'content-type': 'application/xml; charset=utf-8', accept: 'application/xml' },
        body: writePain001(instruction, account, to, currency),
      })
      const body = await readBounded(answer)
      if (answer.status !== 200) throw new Error(`the bank answered ${answer.status}`)
      return readPain002(body, instruction.key)
    },
  }
}
