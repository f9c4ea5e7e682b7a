/** A statement in the words of ISO 20022: camt.053.001.08, the elements that a bank must give and those that reconciliation needs. */
import { toDecimal } from '../../../src/kernel/money/decimal-amount.ts'
import { writeXml, type XmlNode } from '../../../src/kernel/xml/write-xml.ts'
import type { Booking } from '../store.ts'

interface Written { account: string; sequence: number; opening: number; closing: number; bookings: Booking[]; currency: { code: string; minorUnit: number }; on: string }

export function writeCamt053({ account, sequence, opening, closing, bookings, currency, on }: Written): string {
  const id = `${account}/${sequence}`
  const money = (minor: number): XmlNode[] => [['Amt', toDecimal(Math.abs(minor), currency.minorUnit), { Ccy: currency.code }], ['CdtDbtInd', minor < 0 ? 'DBIT' : 'CRDT']]
  const balance = (code: string, minor: number): XmlNode => ['Bal', [['Tp', [['CdOrPrtry', [['Cd', code]]]]], ...money(minor), ['Dt', [['Dt', on]]]]]
  const entry = ({ reference, amount, bookedOn, endToEnd, reason }: Booking): XmlNode => ['Ntry', [
    ...money(amount), ['Sts', [['Cd', 'BOOK']]], ['BookgDt', [['Dt', bookedOn]]], ['AcctSvcrRef', reference], ['BkTxCd', [['Prtry', [['Cd', reason === null ? 'TRANSFER' : 'RETURN']]]]],
    ['NtryDtls', [['TxDtls', [
      // What comes from elsewhere is named by the payer's words, what an agency sent by its number for it.
      ...(endToEnd === null ? [] : amount > 0 && reason === null ? [['RmtInf', [['Ustrd', endToEnd]]] as const] : [['Refs', [['EndToEndId', endToEnd.replaceAll('-', '').slice(0, 35)]]] as const]),
      reason !== null && ['RtrInf', [['Rsn', [['Cd', reason]]]]],
    ]]]],
  ]]
  return writeXml('urn:iso:std:iso:20022:tech:xsd:camt.053.001.08', ['Document', [['BkToCstmrStmt', [
    ['GrpHdr', [['MsgId', id], ['CreDtTm', `${on}T00:00:00Z`]]],
    ['Stmt', [['Id', id], ['ElctrncSeqNb', String(sequence)], ['Acct', [['Id', [['Othr', [['Id', account]]]]]]], balance('OPBD', opening), balance('CLBD', closing), ...bookings.map((booking) => entry(booking))]],
  ]]]])
}
