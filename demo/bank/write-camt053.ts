/** A statement in the words of ISO 20022: camt.053.001.08, the elements that a bank must give and those that reconciliation needs. */
import type { Booking } from './store.ts'

interface Written { account: string; sequence: number; opening: number; closing: number; bookings: Booking[]; currency: { code: string; minorUnit: number }; on: string }

export function writeCamt053({ account, sequence, opening, closing, bookings, currency, on }: Written): string {
  const money = (minor: number) => {
    const digits = String(Math.abs(minor)).padStart(currency.minorUnit + 1, '0')
    const decimal = currency.minorUnit === 0 ? digits : `${digits.slice(0, -currency.minorUnit)}.${digits.slice(-currency.minorUnit)}`
    return `<Amt Ccy="${currency.code}">${decimal}</Amt><CdtDbtInd>${minor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`
  }
  const balance = (code: string, minor: number) => `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${money(minor)}<Dt><Dt>${on}</Dt></Dt></Bal>`
  const entry = ({ reference, amount, bookedOn, endToEnd, reason }: Booking) => `<Ntry>${money(amount)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${bookedOn}</Dt></BookgDt><AcctSvcrRef>${escape(reference)}</AcctSvcrRef>`
    + `<BkTxCd><Prtry><Cd>${reason === null ? 'TRANSFER' : 'RETURN'}</Cd></Prtry></BkTxCd>`
    + `<NtryDtls><TxDtls>${endToEnd === null ? '' : `<Refs><EndToEndId>${escape(endToEnd)}</EndToEndId></Refs>`}${reason === null ? '' : `<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf>`}</TxDtls></NtryDtls></Ntry>`
  const id = `${account}/${sequence}`
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>${escape(id)}</MsgId><CreDtTm>${on}T00:00:00Z</CreDtTm></GrpHdr>
<Stmt><Id>${escape(id)}</Id><ElctrncSeqNb>${sequence}</ElctrncSeqNb><Acct><Id><Othr><Id>${escape(account)}</Id></Othr></Id></Acct>
${balance('OPBD', opening)}${balance('CLBD', closing)}
${bookings.map(entry).join('\n')}
</Stmt></BkToCstmrStmt></Document>
`
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
