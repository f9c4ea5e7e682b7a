/** What goes to a bank in ISO 20022 and what comes back: valid, the same bytes for the same payment, and nothing taken for a word that is none. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { validateXML } from 'xmllint-wasm'
import { readPain001 } from '../../../../demo/bank/iso20022/read-pain001.ts'
import { writeCamt053 } from '../../../../demo/bank/iso20022/write-camt053.ts'
import { writeCamt054 } from '../../../../demo/bank/iso20022/write-camt054.ts'
import { writePain002 } from '../../../../demo/bank/iso20022/write-pain002.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { readCamt053 } from './read-camt053.ts'
import { readCamt054 } from './read-camt054.ts'
import { readPain002 } from './read-pain002.ts'
import { longId, shortId } from './short-id.ts'
import { readAccount, writePain001 } from './write-pain001.ts'

const won = { code: 'KRW', minorUnit: 0 }
const key = newId()
const instruction = { key, agency: 'municipality', to: '마루은행 110-123-456789', amount: 1_000_000 }
const written = (to: string, amount = instruction.amount, currency = won) => writePain001({ ...instruction, to, amount }, 'kr-municipality', readAccount(to)!, currency)
const statement = (bookings: Parameters<typeof writeCamt053>[0]['bookings']) =>
  writeCamt053({ account: 'a', sequence: 1, opening: 0, closing: bookings.reduce((sum, { amount }) => sum + amount, 0), bookings, currency: won, on: '2026-11-28' })

test('a payment is the same bytes whenever it is written, and comes out as it went in; won have no point', () => {
  assert.equal(written(instruction.to), written(instruction.to))
  assert.match(written(instruction.to), /<InstdAmt Ccy="KRW">1000000<\/InstdAmt>/)
  assert.deepEqual(readPain001(written(instruction.to), 0), { id: shortId(key), endToEnd: shortId(key), payment: { debtor: 'kr-municipality', creditor: instruction.to, amount: 1_000_000, currency: 'KRW' } })
  assert.equal(longId(shortId(key)), key)
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 0, max: 4 }), fc.string({ maxLength: 40 }), (amount, minorUnit, name) => {
    const to = `${name.replaceAll(/[^\P{C}]/gu, '')} 10-2030-41`
    const { payment } = readPain001(written(to, amount, { code: 'FLR', minorUnit }), minorUnit)
    assert.deepEqual([payment.amount, payment.creditor], [amount, [readAccount(to)!.bank, '10-2030-41'].filter((part) => part !== undefined).join(' ')])
  }), { numRuns: 100 })
})

test('an account is an IBAN, or a bank and a number; what no message can hold is none', () => {
  assert.deepEqual(readAccount(' FR14 2004 1010 0505 0001 3M02 606 '), { number: 'FR1420041010050500013M02606', bank: undefined, isIban: true })
  assert.deepEqual(readAccount('Banque <du> Large & Cie 10-2030-41'), { number: '10-2030-41', bank: 'Banque <du> Large & Cie', isIban: false })
  for (const none of ['', 'Banque du Large', `Banque ${'1'.repeat(35)}`, `${'x'.repeat(141)} 1`]) assert.equal(readAccount(none), undefined, none)
})

test('the bank’s word: yes with its number, no with its reason; what is undecided, of another message, or hostile is no word', () => {
  const id = shortId(key)
  const at = '2026-11-28T09:00:00Z'
  const yes = writePain002(id, id, { state: 'accepted', reference: 'P1' }, at)
  assert.deepEqual(readPain002(yes, key), { accepted: true, reference: 'P1' })
  assert.deepEqual(readPain002(writePain002(id, id, { state: 'rejected', reason: 'AC04' }, at), key), { accepted: false, reason: 'AC04' })
  assert.deepEqual(readPain002(yes.replace('<AcctSvcrRef>P1</AcctSvcrRef>', ''), key), { accepted: true, reference: id })
  const group = yes.replace(/<OrgnlPmtInfAndSts>.*<\/OrgnlPmtInfAndSts>/, '').replace('</OrgnlMsgNmId>', '</OrgnlMsgNmId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>')
  assert.deepEqual(readPain002(group, key), { accepted: false, reason: 'AM04' })
  const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join('')
  for (const [what, change] of Object.entries({
    'undecided': yes.replace('ACCP', 'ACTC'), 'pending': yes.replace('ACCP', 'PDNG'), 'no status': yes.replace('<TxSts>ACCP</TxSts>', ''), 'no reason': yes.replace('ACCP', 'RJCT'),
    'another message': writePain002(shortId(newId()), id, { state: 'accepted', reference: 'P1' }, at), 'another payment': writePain002(id, shortId(newId()), { state: 'accepted', reference: 'P1' }, at),
    'an entity': yes.replace('<Document', '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document').replace('P1', '&x;'), 'a bomb': yes.replace('<Document', `<!DOCTYPE Document [<!ENTITY e0 "ha">${entities}]><Document`),
    'too deep': yes.replace('ACCP', `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`), 'half of it': yes.slice(0, 400), 'another standard': yes.replace('pain.002.001.10', 'pain.002.001.03'), 'JSON': '{}',
  })) assert.throws(() => readPain002(change, key), Error, what)
})

test('several transactions booked as one sum are lines of their own, and only if they come to it; what a payer wrote is their reference', () => {
  const two = statement([{ reference: 'B1', account: 'a', amount: 700, bookedOn: '2026-11-28', endToEnd: 'x', reason: null }])
    .replace(/<NtryDtls>.*<\/NtryDtls>/, `<NtryDtls>${[300, 400].map((amount) => `<TxDtls><Refs><EndToEndId>${shortId(key)}</EndToEndId></Refs><Amt Ccy="KRW">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>fee ${amount}</Ustrd></RmtInf></TxDtls>`).join('')}</NtryDtls>`)
  assert.deepEqual(readCamt053(two, won, 'a').lines.map(({ bankReference, amount, reference }) => [bankReference, amount, reference]), [['B1/1', 300, 'fee 300'], ['B1/2', 400, 'fee 400']])
  assert.throws(() => readCamt053(two.replace('>400<', '>401<'), won, 'a'), { why: 'sums' })
  const sent = statement([{ reference: 'B2', account: 'a', amount: -700, bookedOn: '2026-11-28', endToEnd: key, reason: null }, { reference: 'B3', account: 'a', amount: 700, bookedOn: '2026-11-28', endToEnd: key, reason: 'AC06' }])
  assert.deepEqual(readCamt053(sent, won, 'a').lines.map(({ reference, isReturn, reason }) => [reference, isReturn, reason]), [[key, false, null], [key, true, 'AC06']])
})

test('what is wrong with a statement has a name', () => {
  const good = statement([{ reference: 'B1', account: 'a', amount: -70, bookedOn: '2026-11-28', endToEnd: key, reason: null }, { reference: 'B2', account: 'a', amount: 20, bookedOn: '2026-11-28', endToEnd: 'x', reason: null }])
  for (const [why, bad] of Object.entries({
    account: good.replace('<Id>a</Id>', '<Id>b</Id>'), currency: good.replace('Ccy="KRW">70', 'Ccy="USD">70'), amount: good.replace('>70<', '>70.5<'), sums: good.replace('>20<', '>21<'),
    several: good.replace(/(<Stmt>.*<\/Stmt>)/, '$1$1'), twice: good.replace('<AcctSvcrRef>B2', '<AcctSvcrRef>B1'), unreadable: good.replace('<Document', '<!DOCTYPE x><Document'),
  })) {
    assert.notEqual(bad, good)
    assert.throws(() => readCamt053(bad, won, 'a'), { why }, why)
  }
})

test('a notification has the entries of a statement and no balance; what is wrong with it has the same names', () => {
  const bookings = [{ reference: 'B1', account: 'a', amount: -70, bookedOn: '2026-11-28', endToEnd: key, reason: null }, { reference: 'B2', account: 'a', amount: 20, bookedOn: '2026-11-28', endToEnd: 'x', reason: null }]
  const good = writeCamt054({ account: 'a', sequence: 4, bookings, currency: won, on: '2026-11-28' })
  const read = readCamt054(good, won, 'a')
  assert.deepEqual([read.bankId, read.sequence, read.account, read.lines], ['a/N4', 4, 'a', readCamt053(statement(bookings), won, 'a').lines])
  assert.equal(readCamt054(good.replace('<Dt>2026-11-28</Dt>', '<DtTm>2026-11-28T23:30:00+09:00</DtTm>'), won, 'a').lines[0]!.bookedOn, '2026-11-28')
  const reversed = readCamt054(good.replaceAll('<Sts>', '<RvslInd>true</RvslInd><Sts>'), won, 'a').lines
  assert.deepEqual(reversed.map(({ isReversal, isReturn }) => [isReversal, isReturn]), [[true, false], [true, true]])
  for (const [why, bad] of Object.entries({
    account: good.replace('<Id>a</Id>', '<Id>b</Id>'), currency: good.replace('Ccy="KRW">70', 'Ccy="USD">70'), amount: good.replace('>70<', '>70.5<'),
    several: good.replace(/(<Ntfctn>.*<\/Ntfctn>)/, '$1$1'), twice: good.replace('<AcctSvcrRef>B2', '<AcctSvcrRef>B1'), unreadable: good.replace('camt.054', 'camt.053'),
  })) {
    assert.notEqual(bad, good)
    assert.throws(() => readCamt054(bad, won, 'a'), { why }, why)
  }
})

/** The published schemas, which may not be handed on with the program: a folder of them. Whoever has none has these tests no more than the schemas. */
const schemas = process.env['ISO20022_XSD']
const messages = [['pain.001.001.09', [written(instruction.to), written('FR1420041010050500013M02606')]], ['camt.053.001.08', [statement([{ reference: 'B1', account: 'a', amount: -70, bookedOn: '2026-11-28', endToEnd: key, reason: null }, { reference: 'B2', account: 'a', amount: 70, bookedOn: '2026-11-28', endToEnd: key, reason: 'AC06' }, { reference: 'B3', account: 'a', amount: 7, bookedOn: '2026-11-28', endToEnd: 'a & b', reason: null }])]], ['pain.002.001.10', [writePain002(shortId(key), shortId(key), { state: 'rejected', reason: 'AC04' }, '2026-11-28T09:00:00Z'), writePain002(shortId(key), shortId(key), { state: 'accepted', reference: 'P1' }, '2026-11-28T09:00:00Z')]]] as const
for (const [name, all] of schemas === undefined ? [] : messages) {
  const file = join(schemas!, `${name}.xsd`)
  if (existsSync(file)) test(`${name} holds against its schema`, async () => {
    for (const [at, contents] of all.entries()) {
      const { valid, errors } = await validateXML({ xml: { fileName: `${at}.xml`, contents }, schema: { fileName: `${name}.xsd`, contents: readFileSync(file, 'utf8') } })
      assert.ok(valid, errors.map(({ message }) => message).join('\n'))
    }
  })
}
