/** What a customer's pain.001.001.09 asks for: one payment. */
import { fromDecimal } from '../../../src/kernel/money/decimal-amount.ts'
import { allIn, maybeIn, oneIn, readXml, textIn, type XmlElement } from '../../../src/kernel/xml/read-xml.ts'
import type { Payment } from '../store.ts'

/** @throws Error for whatever the bank does not understand */
export function readPain001(xml: string, minorUnit: number): { id: string; endToEnd: string; payment: Payment } {
  const order = oneIn(readXml(xml, 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'), 'CstmrCdtTrfInitn')
  const group = oneIn(order, 'PmtInf')
  const [transfer, ...others] = allIn(group, 'CdtTrfTxInf')
  if (!transfer || others.length > 0 || allIn(order, 'PmtInf').length > 1) throw new Error('this bank takes one payment a message')
  const asked = oneIn(transfer, 'Amt', 'InstdAmt')
  const amount = fromDecimal(asked.text, minorUnit)
  if (amount === undefined || amount === 0 || textIn(order, 'GrpHdr', 'CtrlSum') !== asked.text || textIn(order, 'GrpHdr', 'NbOfTxs') !== '1') throw new Error('the sums do not fit')
  const creditor = [maybeIn(transfer, 'CdtrAgt', 'FinInstnId', 'Nm')?.text, accountIn(oneIn(transfer, 'CdtrAcct'))].filter((part) => part !== undefined).join(' ')
  return { id: textIn(order, 'GrpHdr', 'MsgId'), endToEnd: textIn(transfer, 'PmtId', 'EndToEndId'), payment: { debtor: accountIn(oneIn(group, 'DbtrAcct')), creditor, amount, currency: asked.attributes['Ccy'] ?? '' } }
}

const accountIn = (element: XmlElement) => maybeIn(element, 'Id', 'IBAN')?.text ?? textIn(element, 'Id', 'Othr', 'Id')
