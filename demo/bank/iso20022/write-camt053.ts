/** A statement in the words of ISO 20022: camt.053.001.08, the elements that a bank must give and those that reconciliation needs. */
import { writeXml, type XmlNode } from '../../../src/kernel/xml/write-xml.ts'
import type { Booking } from '../store.ts'
import { writeAccount, writeEntry, writeMoney } from './write-entries.ts'

interface Written { account: string; sequence: number; opening: number; closing: number; bookings: Booking[]; currency: { code: string; minorUnit: number }; on: string }

export function writeCamt053({ account, sequence, opening, closing, bookings, currency, on }: Written): string {
  const id = `${account}/${sequence}`
  const balance = (code: string, minor: number): XmlNode => ['Bal', [['Tp', [['CdOrPrtry', [['Cd', code]]]]], ...writeMoney(minor, currency), ['Dt', [['Dt', on]]]]]
  return writeXml('urn:iso:std:iso:20022:tech:xsd:camt.053.001.08', ['Document', [['BkToCstmrStmt', [
    ['GrpHdr', [['MsgId', id], ['CreDtTm', `${on}T00:00:00Z`]]],
    ['Stmt', [['Id', id], ['ElctrncSeqNb', String(sequence)], writeAccount(account), balance('OPBD', opening), balance('CLBD', closing), ...bookings.map((booking) => writeEntry(booking, currency))]],
  ]]]])
}
