/**
 * A bank's statement as ISO 20022 writes it (camt.053.001.08, BankToCustomerStatement). What is read is what reconciliation
 * needs: number, balances, booked entries with their references. Anything that does not add up is refused whole.
 */
import { fromDecimal } from '../../../kernel/money/decimal-amount.ts'
import { allIn, maybeIn, oneIn, readXml, textIn, type XmlElement } from '../../../kernel/xml/read-xml.ts'
import { BadStatement } from './bad-statement.ts'
import type { Statement, StatementLine } from './bank.ts'
import { longId } from './short-id.ts'

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'

interface Currency { code: string; minorUnit: number }

/** @param currency ISO 4217, and how many digits stand behind its point. @throws BadStatement */
export function readCamt053(xml: string, currency: Currency, account: string): Statement {
  try {
    return read(xml, currency, account)
  } catch (cause) {
    throw cause instanceof BadStatement ? cause : new BadStatement('unreadable', (cause as Error).message.slice(0, 200), { cause })
  }
}

function read(xml: string, currency: Currency, account: string): Statement {
  const document = readXml(xml, namespace)
  if (document.name !== 'Document') throw new Error(`no statement but ${document.name}`)
  const [statement, ...others] = allIn(oneIn(document, 'BkToCstmrStmt'), 'Stmt')
  if (!statement) throw new Error('no statement in it')
  if (others.length > 0) throw new BadStatement('several', String(others.length + 1))
  const owner = maybeIn(statement, 'Acct', 'Id', 'IBAN')?.text ?? textIn(statement, 'Acct', 'Id', 'Othr', 'Id')
  if (owner !== account) throw new BadStatement('account', owner)
  const balance = (code: string) => {
    const found = allIn(statement, 'Bal').find((candidate) => textIn(candidate, 'Tp', 'CdOrPrtry', 'Cd') === code)
    if (!found) throw new Error(`no balance ${code}`)
    return signed(found, currency)
  }
  const lines = allIn(statement, 'Ntry').filter((entry) => textIn(entry, 'Sts', 'Cd') === 'BOOK').flatMap((entry) => linesOf(entry, currency))
  const sequence = Number(textIn(statement, 'ElctrncSeqNb'))
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new Error('no number of the statement')
  const [opening, closing] = [balance('OPBD'), balance('CLBD')]
  const moved = lines.reduce((sum, { amount }) => sum + amount, 0)
  if (opening + moved !== closing) throw new BadStatement('sums', `${opening} + ${moved} ≠ ${closing}`)
  const again = lines.find(({ bankReference }, at) => lines.findIndex((line) => line.bankReference === bankReference) !== at)
  if (again) throw new BadStatement('twice', again.bankReference)
  return { bankId: textIn(statement, 'Id'), sequence, opening, closing, lines }
}

/** One line, or one for each transaction where the bank has booked several as one sum. */
function linesOf(entry: XmlElement, currency: Currency): StatementLine[] {
  const [reference, bookedOn, amount] = [textIn(entry, 'AcctSvcrRef'), dateOf(textIn(entry, 'BookgDt', 'Dt')), signed(entry, currency)]
  const transactions = allIn(entry, 'NtryDtls').flatMap((details) => allIn(details, 'TxDtls'))
  if (transactions.length < 2) return [{ bankReference: reference, bookedOn, amount, ...aboutOf(transactions[0], amount) }]
  const lines = transactions.map((details, at): StatementLine => {
    const own = signed(details, currency)
    return { bankReference: maybeIn(details, 'Refs', 'AcctSvcrRef')?.text ?? `${reference}/${at + 1}`, bookedOn, amount: own, ...aboutOf(details, own) }
  })
  const sum = lines.reduce((total, line) => total + line.amount, 0)
  if (sum !== amount) throw new BadStatement('sums', `${reference}: ${sum} ≠ ${amount}`)
  return lines
}

/** What comes in is named by what the payer wrote, what we sent by our own number for it. */
function aboutOf(details: XmlElement | undefined, amount: number): Pick<StatementLine, 'reference' | 'isReturn' | 'reason'> {
  const back = details && maybeIn(details, 'RtrInf')
  const ours = details && maybeIn(details, 'Refs', 'EndToEndId')?.text
  const written = details && (allIn(details, 'RmtInf').flatMap((info) => allIn(info, 'Ustrd')).map(({ text }) => text).join(' ') || undefined)
  const reference = amount > 0 && !back ? written ?? ours : ours ?? written
  return { reference: reference === undefined || reference === 'NOTPROVIDED' ? null : longId(reference), isReturn: back !== undefined, reason: (back && maybeIn(back, 'Rsn', 'Cd')?.text) ?? null }
}

/** As the ledger has it: into the account above zero. */
function signed(element: XmlElement, { code, minorUnit }: Currency): number {
  const amount = oneIn(element, 'Amt')
  const currency = amount.attributes['Ccy'] ?? ''
  if (currency !== code) throw new BadStatement('currency', currency)
  const value = fromDecimal(amount.text, minorUnit)
  if (value === undefined) throw new BadStatement('amount', amount.text)
  const side = textIn(element, 'CdtDbtInd')
  if (side !== 'CRDT' && side !== 'DBIT') throw new Error(`an amount on no side: ${side}`)
  return side === 'CRDT' ? value : 0 - value
}

function dateOf(iso: string): string {
  return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString()
}
