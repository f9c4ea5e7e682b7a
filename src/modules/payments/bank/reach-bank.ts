/** What every bank over HTTP has in common: an address, a token, an account of each agency, numbered statements and notifications. */
import type { Manifest } from '../../../../packages/pack-kit/schema/manifest.ts'
import type { BankSettings } from '../../../kernel/config/read-bank.ts'
import { readBounded } from '../../../kernel/http/read-bounded.ts'
import type { Notification, Statement } from './bank.ts'
import { readCamt053 } from './read-camt053.ts'
import { readCamt054 } from './read-camt054.ts'

/** Milliseconds. */
export const patience = 10_000
/** Bytes of a statement or a notification: some hundred thousand entries. */
const longest = 64 * 1024 * 1024

/** @param settings may change in place while the bank moves; undefined: none is connected */
export function reachBank(settings: BankSettings | undefined, currency: Manifest['currency'], wait: number) {
  const accountAt = (agency: string) => {
    const account = settings?.accounts[agency]
    if (settings === undefined || account === undefined) throw new Error(`no bank account of ${agency} is connected (MARU_BANK_FILE)`)
    return { account, url: settings.url, headers: { authorization: `Bearer ${settings.token}` } }
  }
  /** @returns undefined where it is not written yet */
  const ask = async (agency: string, what: 'statements' | 'notifications', sequence: number) => {
    const { account, url, headers } = accountAt(agency)
    const answer = await fetch(`${url}/accounts/${encodeURIComponent(account)}/${what}/${sequence}`, { redirect: 'error', signal: AbortSignal.timeout(wait), headers: { ...headers, accept: 'application/xml' } })
    const body = await readBounded(answer, longest)
    if (answer.status === 404) return undefined
    if (answer.status !== 200) throw new Error(`the bank answered ${answer.status} for ${what}`)
    return { body, account }
  }
  const numbered = <Read extends { sequence: number }>(sequence: number, read: Read): Read => {
    if (read.sequence !== sequence) throw new Error(`asked for number ${sequence}, got ${read.sequence}`)
    return read
  }
  return {
    accountAt,
    accountOf: (agency: string) => settings?.accounts[agency],
    async statement(agency: string, sequence: number): Promise<Statement | undefined> {
      const found = await ask(agency, 'statements', sequence)
      return found && numbered(sequence, readCamt053(found.body, currency, found.account))
    },
    async notification(agency: string, sequence: number): Promise<Notification | undefined> {
      const found = await ask(agency, 'notifications', sequence)
      return found && numbered(sequence, readCamt054(found.body, currency, found.account))
    },
  }
}
