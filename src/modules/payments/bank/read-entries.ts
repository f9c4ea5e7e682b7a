/** What is booked on an account, as statements (camt.053) and notifications (camt.054) of ISO 20022 both write it: entries, one or several transactions each. */
import { fromDecimal } from '../../../kernel/money/decimal-amount.ts'
import { allIn, maybeIn, oneIn, textIn, type XmlElement } from '../../../kernel/xml/read-xml.ts'
import { BadStatement } from './bad-statement.ts'
import type { StatementLine } from './bank.ts'
import { longId } from './short-id.ts'

export interface Currency { code: string; minorUnit: number }

/** What was read, or why none of it counts. @throws BadStatement */
export function readWhole<Read>(read: () => Read): Read {
  try {
    return read()
  } catch (cause) {
    throw cause instanceof BadStatement ? cause : new BadStatement('unreadable', (cause as Error).message.slice(0, 200), { cause })
  }
}

/** The one that was asked for. @throws BadStatement where there are several, or it is of another account */
export function theOneOf(all: readonly XmlElement[], account: string): XmlElement {
  const [found, ...others] = all
  if (!found) throw new Error('none in it')
  if (others.length > 0) throw new BadStatement('several', String(others.length + 1))
  const owner = maybeIn(found, 'Acct', 'Id', 'IBAN')?.text ?? textIn(found, 'Acct', 'Id', 'Othr', 'Id')
  if (owner !== account) throw new BadStatement('account', owner)
  return found
}

/** Its number among those of the account. */
export function numberOf(element: XmlElement): number {
  const sequence = Number(textIn(element, 'ElctrncSeqNb'))
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new Error('no number of it')
  return sequence
}

/** Those that are booked, in their order. @throws BadStatement where one stands there twice */
export function bookedIn(element: XmlElement, currency: Currency): StatementLine[] {
  const lines = allIn(element, 'Ntry').filter((entry) => textIn(entry, 'Sts', 'Cd') === 'BOOK').flatMap((entry) => linesOf(entry, currency))
  const seen = new Set<string>()
  for (const { bankReference } of lines) {
    if (seen.has(bankReference)) throw new BadStatement('twice', bankReference)
    seen.add(bankReference)
  }
  return lines
}

/** One line, or one for each transaction where the bank has booked several as one sum. */
function linesOf(entry: XmlElement, currency: Currency): StatementLine[] {
  const [reference, bookedOn, amount] = [textIn(entry, 'AcctSvcrRef'), dayIn(oneIn(entry, 'BookgDt')), signed(entry, currency)]
  const isReversal = ['true', '1'].includes(maybeIn(entry, 'RvslInd')?.text ?? '')
  const transactions = allIn(entry, 'NtryDtls').flatMap((details) => allIn(details, 'TxDtls'))
  if (transactions.length < 2) return [{ bankReference: reference, bookedOn, amount, isReversal, ...aboutOf(transactions[0], amount, isReversal) }]
  const lines = transactions.map((details, at): StatementLine => {
    const own = signed(details, currency)
    return { bankReference: maybeIn(details, 'Refs', 'AcctSvcrRef')?.text ?? `${reference}/${at + 1}`, sum: reference, bookedOn, amount: own, isReversal, ...aboutOf(details, own, isReversal) }
  })
  const sum = lines.reduce((total, line) => total + line.amount, 0)
  if (sum !== amount) throw new BadStatement('sums', `${reference}: ${sum} ≠ ${amount}`)
  return lines
}

/** What comes in is named by what the payer wrote, what we sent by our own number for it. What left and is booked back by the bank has come back. */
function aboutOf(details: XmlElement | undefined, amount: number, isReversal: boolean): Pick<StatementLine, 'reference' | 'isReturn' | 'reason'> {
  const back = details && maybeIn(details, 'RtrInf')
  const isReturn = back !== undefined || (isReversal && amount > 0)
  const ours = details && maybeIn(details, 'Refs', 'EndToEndId')?.text
  const written = details && (allIn(details, 'RmtInf').flatMap((info) => allIn(info, 'Ustrd')).map(({ text }) => text).join(' ') || undefined)
  const reference = amount > 0 && !isReturn ? written ?? ours : ours ?? written
  return { reference: reference === undefined || reference === 'NOTPROVIDED' ? null : longId(reference), isReturn, reason: (back && maybeIn(back, 'Rsn', 'Cd')?.text) ?? null }
}

/** As the ledger has it: into the account above zero. */
export function signed(element: XmlElement, { code, minorUnit }: Currency): number {
  const amount = oneIn(element, 'Amt')
  const currency = amount.attributes['Ccy'] ?? ''
  if (currency !== code) throw new BadStatement('currency', currency)
  const value = fromDecimal(amount.text, minorUnit)
  if (value === undefined) throw new BadStatement('amount', amount.text)
  const side = textIn(element, 'CdtDbtInd')
  if (side !== 'CRDT' && side !== 'DBIT') throw new Error(`an amount on no side: ${side}`)
  return side === 'CRDT' ? value : 0 - value
}

/** DateAndDateTime2Choice: a day, or a moment, of which the bank's own day counts. */
export function dayIn(date: XmlElement): string {
  return Temporal.PlainDate.from(maybeIn(date, 'Dt')?.text ?? textIn(date, 'DtTm').slice(0, 'YYYY-MM-DD'.length), { overflow: 'reject' }).toString()
}
