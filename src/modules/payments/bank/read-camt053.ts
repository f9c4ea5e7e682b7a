/**
 * A bank's statement as ISO 20022 writes it (camt.053.001.08, BankToCustomerStatement). What is read is what reconciliation
 * needs: number, balances, booked entries with their references. Anything that does not add up is refused whole.
 */
import { Parser } from 'saxen'
import type { Statement, StatementLine } from './bank.ts'

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'

interface Element { name: string; text: string; attributes: Record<string, string>; children: Element[] }

/** @param currency ISO 4217, and how many digits stand behind its point. @throws Error, saying what is wrong */
export function readCamt053(xml: string, currency: { code: string; minorUnit: number }, account: string): Statement {
  const document = parseXml(xml)
  if (document.name !== 'camt:Document') throw new Error(`no statement but ${document.name}`)
  const statement = at(document, 'BkToCstmrStmt', 'Stmt')
  const owner = text(statement, 'Acct', 'Id', 'Othr', 'Id')
  if (owner !== account) throw new Error(`a statement of the account ${owner}`)
  const money = (element: Element) => signed(element, currency)
  const balance = (code: string) => {
    const found = all(statement, 'Bal').find((candidate) => text(candidate, 'Tp', 'CdOrPrtry', 'Cd') === code)
    if (!found) throw new Error(`no balance ${code}`)
    return money(found)
  }
  const lines = all(statement, 'Ntry').filter((entry) => text(entry, 'Sts', 'Cd') === 'BOOK').map((entry): StatementLine => {
    const details = maybe(entry, 'NtryDtls', 'TxDtls')
    const back = details && maybe(details, 'RtrInf')
    return {
      bankReference: text(entry, 'AcctSvcrRef'), amount: money(entry), bookedOn: dateOf(text(entry, 'BookgDt', 'Dt')), isReturn: back !== undefined,
      reference: (details && maybe(details, 'Refs', 'EndToEndId')?.text) ?? null, reason: (back && maybe(back, 'Rsn', 'Cd')?.text) ?? null,
    }
  })
  const sequence = Number(text(statement, 'ElctrncSeqNb'))
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new Error('no number of the statement')
  const [opening, closing] = [balance('OPBD'), balance('CLBD')]
  const moved = lines.reduce((sum, { amount }) => sum + amount, 0)
  if (opening + moved !== closing) throw new Error(`statement ${sequence} does not add up: ${opening} and ${moved} are not ${closing}`)
  return { bankId: text(statement, 'Id'), sequence, opening, closing, lines }
}

/** A decimal of the currency as an integer of its smallest unit, digit by digit: no fraction ever exists. */
function signed(element: Element, { code, minorUnit }: { code: string; minorUnit: number }): number {
  const amount = at(element, 'Amt')
  if (amount.attributes['Ccy'] !== code) throw new Error(`an amount in ${amount.attributes['Ccy'] ?? 'no currency'}`)
  const [, whole, behind = ''] = /^(\d{1,15})(?:\.(\d{1,5}))?$/.exec(amount.text) ?? []
  if (whole === undefined || /[1-9]/.test(behind.slice(minorUnit))) throw new Error(`no amount of ${code}: ${amount.text}`)
  const value = Number(whole + behind.slice(0, minorUnit).padEnd(minorUnit, '0'))
  if (!Number.isSafeInteger(value)) throw new Error(`too large an amount: ${amount.text}`)
  const side = text(element, 'CdtDbtInd')
  if (side !== 'CRDT' && side !== 'DBIT') throw new Error(`an amount on no side: ${side}`)
  return side === 'CRDT' ? value : 0 - value
}

function dateOf(iso: string): string {
  return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString()
}

const all = (element: Element, name: string) => element.children.filter((child) => child.name === `camt:${name}`)
const maybe = (element: Element, ...path: string[]): Element | undefined => path.reduce<Element | undefined>((found, name) => found && all(found, name)[0], element)

function at(element: Element, ...path: string[]): Element {
  const found = maybe(element, ...path)
  if (!found) throw new Error(`${element.name} lacks ${path.join('/')}`)
  return found
}

const text = (element: Element, ...path: string[]) => at(element, ...path).text

/** Strict: the parser's warnings are refusals, and so is a document type, which a statement has no use for. */
function parseXml(xml: string): Element {
  const root: Element = { name: '', text: '', attributes: {}, children: [] }
  const open = [root]
  const refuse = (what: string) => { throw new Error(`not a statement: ${what}`) }
  const parser = new Parser()
  parser.ns({ [namespace]: 'camt' })
  parser.on('openTag', (name, attributes, decode) => {
    const found = Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)]))
    const element: Element = { name, text: '', attributes: found, children: [] }
    open.at(-1)!.children.push(element)
    if (open.push(element) > 30) refuse('too deep')
  })
  parser.on('closeTag', () => { open.pop() })
  parser.on('text', (value, decode) => { open.at(-1)!.text += decode(value).trim() })
  parser.on('attention', () => refuse('a document type'))
  parser.on('warn', ({ message }) => refuse(message))
  parser.on('error', ({ message }) => refuse(message))
  const failure = parser.parse(xml)
  if (failure) throw failure
  if (root.children.length !== 1) refuse(`${root.children.length} roots`)
  return root.children[0]!
}
