/** Booked entries in the words of ISO 20022, as statements and notifications both have them. */
import { toDecimal } from '../../../src/kernel/money/decimal-amount.ts'
import type { XmlNode } from '../../../src/kernel/xml/write-xml.ts'
import type { Booking } from '../store.ts'

interface Currency { code: string; minorUnit: number }

export const writeMoney = (minor: number, { code, minorUnit }: Currency): XmlNode[] => [['Amt', toDecimal(Math.abs(minor), minorUnit), { Ccy: code }], ['CdtDbtInd', minor < 0 ? 'DBIT' : 'CRDT']]

export const writeAccount = (account: string): XmlNode => ['Acct', [['Id', [['Othr', [['Id', account]]]]]]]

export const writeEntry = ({ reference, amount, bookedOn, endToEnd, reason }: Booking, currency: Currency): XmlNode => ['Ntry', [
  ...writeMoney(amount, currency), ['Sts', [['Cd', 'BOOK']]], ['BookgDt', [['Dt', bookedOn]]], ['AcctSvcrRef', reference], ['BkTxCd', [['Prtry', [['Cd', reason === null ? 'TRANSFER' : 'RETURN']]]]],
  ['NtryDtls', [['TxDtls', [
    // What comes from elsewhere is named by the payer's words, what an agency sent by its number for it.
    ...(endToEnd === null ? [] : amount > 0 && reason === null ? [['RmtInf', [['Ustrd', endToEnd]]] as const] : [['Refs', [['EndToEndId', endToEnd.replaceAll('-', '').slice(0, 35)]]] as const]),
    reason !== null && ['RtrInf', [['Rsn', [['Cd', reason]]]]],
  ]]]],
]]
