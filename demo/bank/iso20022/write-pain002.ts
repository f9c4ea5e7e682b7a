/** The bank's word on a payment: pain.002.001.10. */
import { writeXml } from '../../../src/kernel/xml/write-xml.ts'
import type { Word } from '../store.ts'

export const writePain002 = (id: string, endToEnd: string, word: Word, at: string) => writeXml('urn:iso:std:iso:20022:tech:xsd:pain.002.001.10', ['Document', [['CstmrPmtStsRpt', [
  ['GrpHdr', [['MsgId', `R${id}`.slice(0, 35)], ['CreDtTm', at]]],
  ['OrgnlGrpInfAndSts', [['OrgnlMsgId', id], ['OrgnlMsgNmId', 'pain.001.001.09']]],
  ['OrgnlPmtInfAndSts', [['OrgnlPmtInfId', id], ['TxInfAndSts', [
    ['OrgnlEndToEndId', endToEnd], ['TxSts', word.state === 'accepted' ? 'ACCP' : 'RJCT'],
    word.state === 'rejected' && ['StsRsnInf', [['Rsn', [['Cd', word.reason]]]]], word.state === 'accepted' && ['AcctSvcrRef', word.reference.slice(0, 35)],
  ]]]],
]]]])
