/**
 * A bank's statement as ISO 20022 writes it (camt.053.001.08, BankToCustomerStatement). What is read is what reconciliation
 * needs: number, balances, booked entries with their references. Anything that does not add up is refused whole.
 */
import { allIn, oneIn, readXml, textIn } from '../../../kernel/xml/read-xml.ts'
import { BadStatement } from './bad-statement.ts'
import type { Statement } from './bank.ts'
import { bookedIn, type Currency, dayIn, numberOf, readWhole, signed, theOneOf } from './read-entries.ts'

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'

/** @param currency ISO 4217, and how many digits stand behind its point. @throws BadStatement */
export const readCamt053 = (xml: string, currency: Currency, account: string): Statement => readWhole(() => {
  const document = readXml(xml, namespace)
  if (document.name !== 'Document') throw new Error(`no statement but ${document.name}`)
  const statement = theOneOf(allIn(oneIn(document, 'BkToCstmrStmt'), 'Stmt'), account)
  const balance = (code: string) => {
    const found = allIn(statement, 'Bal').find((candidate) => textIn(candidate, 'Tp', 'CdOrPrtry', 'Cd') === code)
    if (!found) throw new Error(`no balance ${code}`)
    return found
  }
  const lines = bookedIn(statement, currency)
  const sequence = numberOf(statement)
  const [opening, closing] = [signed(balance('OPBD'), currency), signed(balance('CLBD'), currency)]
  const moved = lines.reduce((sum, { amount }) => sum + amount, 0)
  if (opening + moved !== closing) throw new BadStatement('sums', `${opening} + ${moved} ≠ ${closing}`)
  return { bankId: textIn(statement, 'Id'), sequence, opening, closing, closedOn: dayIn(oneIn(balance('CLBD'), 'Dt')), lines }
})
