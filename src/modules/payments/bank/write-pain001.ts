/**
 * One payment in the words of ISO 20022: pain.001.001.09, CustomerCreditTransferInitiation. The same instruction gives the same bytes,
 * whenever it is written: its moment is that of its id (RFC 9562 §5.7), so that a bank which compares repetitions finds no difference.
 */
import { toDecimal } from '../../../kernel/money/decimal-amount.ts'
import { writeXml } from '../../../kernel/xml/write-xml.ts'
import type { Instruction } from './bank.ts'
import { shortId } from './short-id.ts'

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'

/** @property bank its name, where the resident wrote one */
export interface CreditorAccount { number: string; bank: string | undefined; isIban: boolean }

/** Max34Text and Max140Text: what does not fit is no account that any bank has. */
const [longestNumber, longestBank] = [34, 140]

/** From what a resident wrote: an IBAN, or the bank's name and a number. @returns undefined where it can be none */
export function readAccount(written: string): CreditorAccount | undefined {
  const text = written.trim()
  const close = text.replaceAll(' ', '')
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(close)) return { number: close, bank: undefined, isIban: true }
  const [, bank = '', number = ''] = /^(?:(.*)\s)?(\S*\d\S*)$/u.exec(text) ?? []
  return number === '' || number.length > longestNumber || bank.length > longestBank ? undefined : { number, bank: bank.trim() || undefined, isIban: false }
}

/** @param debtor account of the agency. @param to neither name nor number of the person stands in it */
export function writePain001({ key, agency, amount }: Instruction, debtor: string, to: CreditorAccount, currency: { code: string; minorUnit: number }): string {
  const id = shortId(key)
  const moment = new Date(parseInt(id.slice(0, 12), 16)).toISOString()
  const sum = toDecimal(amount, currency.minorUnit)
  const total = [['NbOfTxs', '1'], ['CtrlSum', sum]] as const
  return writeXml(namespace, ['Document', [['CstmrCdtTrfInitn', [
    ['GrpHdr', [['MsgId', id], ['CreDtTm', moment], ...total, ['InitgPty', [['Nm', agency]]]]],
    ['PmtInf', [
      ['PmtInfId', id], ['PmtMtd', 'TRF'], ['BtchBookg', 'false'], ...total, ['ReqdExctnDt', [['Dt', moment.slice(0, 10)]]],
      ['Dbtr', [['Nm', agency]]], ['DbtrAcct', account(debtor, readAccount(debtor)?.isIban ?? false)],
      // The bank that gets this message holds the account: there is no other to name.
      ['DbtrAgt', [['FinInstnId', [['Othr', [['Id', 'NOTPROVIDED']]]]]]], ['ChrgBr', 'SLEV'],
      ['CdtTrfTxInf', [
        ['PmtId', [['EndToEndId', id]]], ['Amt', [['InstdAmt', sum, { Ccy: currency.code }]]],
        to.bank !== undefined && ['CdtrAgt', [['FinInstnId', [['Nm', to.bank]]]]], ['CdtrAcct', account(to.number, to.isIban)],
      ]],
    ]],
  ]]]])
}

const account = (number: string, isIban: boolean) => [['Id', [isIban ? ['IBAN', number.replaceAll(' ', '')] as const : ['Othr', [['Id', number]]] as const]]] as const
