/** What was booked, announced before the statement: camt.054.001.08. */
import { writeXml } from '../../../src/kernel/xml/write-xml.ts'
import type { Booking } from '../store.ts'
import { writeAccount, writeEntry } from './write-entries.ts'

interface Written { account: string; sequence: number; bookings: Booking[]; currency: { code: string; minorUnit: number }; on: string }

export function writeCamt054({ account, sequence, bookings, currency, on }: Written): string {
  const id = `${account}/N${sequence}`
  return writeXml('urn:iso:std:iso:20022:tech:xsd:camt.054.001.08', ['Document', [['BkToCstmrDbtCdtNtfctn', [
    ['GrpHdr', [['MsgId', id], ['CreDtTm', `${on}T00:00:00Z`]]],
    ['Ntfctn', [['Id', id], ['ElctrncSeqNb', String(sequence)], ['CreDtTm', `${on}T00:00:00Z`], writeAccount(account), ...bookings.map((booking) => writeEntry(booking, currency))]],
  ]]]])
}
