/**
 * What a bank announces of an account before its statement: camt.054.001.08, BankToCustomerDebitCreditNotification. The same entries as a
 * statement has, and no balances: it says what was booked, never all that was.
 */
import { allIn, oneIn, readXml, textIn } from '../../../kernel/xml/read-xml.ts'
import type { Notification } from './bank.ts'
import { bookedIn, type Currency, numberOf, readWhole, theOneOf } from './read-entries.ts'

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'

/** @throws BadStatement */
export const readCamt054 = (xml: string, currency: Currency, account: string): Notification => readWhole(() => {
  const document = readXml(xml, namespace)
  if (document.name !== 'Document') throw new Error(`no notification but ${document.name}`)
  const notification = theOneOf(allIn(oneIn(document, 'BkToCstmrDbtCdtNtfctn'), 'Ntfctn'), account)
  return { bankId: textIn(notification, 'Id'), sequence: numberOf(notification), account, lines: bookedIn(notification, currency) }
})
