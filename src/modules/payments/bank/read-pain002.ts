/** The bank's word on a payment: pain.002.001.10, CustomerPaymentStatusReport. What has not been decided yet is no word. */
import { allIn, maybeIn, oneIn, readXml, textIn } from '../../../kernel/xml/read-xml.ts'
import type { Answer } from './bank.ts'
import { shortId } from './short-id.ts'

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'

/** ExternalPaymentTransactionStatus1Code: from these on it is the bank's to pay. ACTC, RCVD, PATC and PDNG may still become a no. */
const taken = ['ACCP', 'ACSP', 'ACSC', 'ACCC', 'ACWC', 'ACWP', 'ACFC']

/** @param key of the instruction that was asked. @throws Error where it says nothing of it, or nothing final */
export function readPain002(xml: string, key: string): Answer {
  const id = shortId(key)
  const report = oneIn(readXml(xml, namespace), 'CstmrPmtStsRpt')
  const original = oneIn(report, 'OrgnlGrpInfAndSts')
  if (textIn(original, 'OrgnlMsgId') !== id) throw new Error('the bank speaks of another message')
  const payments = allIn(report, 'OrgnlPmtInfAndSts')
  const transaction = payments.flatMap((payment) => allIn(payment, 'TxInfAndSts')).find((candidate) => maybeIn(candidate, 'OrgnlEndToEndId')?.text === id)
  // The closest word counts: of the payment, of its group, of the whole message.
  const words = [[transaction, 'TxSts'], [payments[0], 'PmtInfSts'], [original, 'GrpSts']] as const
  const [said, name] = words.find(([element, status]) => element && maybeIn(element, status)) ?? []
  const status = said && name ? textIn(said, name) : 'nothing'
  if (said && status === 'RJCT') {
    const reason = maybeIn(said, 'StsRsnInf', 'Rsn', 'Cd')?.text ?? ''
    if (!/^[A-Z0-9]{1,4}$/.test(reason)) throw new Error('the bank refused without a reason')
    return { accepted: false, reason }
  }
  if (!taken.includes(status)) throw new Error(`the bank has not decided yet: ${status}`)
  return { accepted: true, reference: (transaction && maybeIn(transaction, 'AcctSvcrRef')?.text.slice(0, 100)) || id }
}
