import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import decodeQR from 'qr/decode.js'
import { onPath } from '../../../tests/support/on-path.ts'
import { newSigningKey } from '../../kernel/config/read-secrets.ts'
import { koreanPack as pack, testWordings } from '../../web/test-view.ts'
import { claimsOf, sign } from './claims.ts'
import type { CertificateOrder } from './contract.ts'
import { printCertificate } from './print-certificate.ts'
import { namedKey } from './publish-key.ts'

const poppler = onPath('pdftotext') ? false : 'needs poppler'
const address = 'https://services.maru.example'
const folder = mkdtempSync(join(tmpdir(), 'maru-paper-'))
const file = join(folder, 'paper.pdf')
const number = '260309-AB12-CD34E'

before(async () => {
  await print(family(1), 'ko', file)
})
after(() => { rmSync(folder, { recursive: true, force: true }) })

/** A mother and so many children of one birth, each with two amounts. */
function family(children: number): CertificateOrder {
  const service = pack.services.find(({ id }) => id === 'parental-benefit')!
  const resident = pack.registers.find(({ residents }) => residents)!
  const label = (fact: string) => pack.facts.find((candidate) => candidate.fact === fact)!.label
  const names = ['김새벽', '김노을', '김구름', '김바다'].slice(0, children)
  return {
    key: 'x', person: 'KR-DEMO-000101', service: service.id, agency: service.agency, receipt: '260301-AB12-CD34E', language: 'ko', decidedOn: '2026-03-09', law: service.source,
    facts: [
      { name: `${resident.id}.name`, label: resident.fields['name']!.label, value: '김하늘', type: 'text' },
      { name: `${resident.id}.birthDate`, label: resident.fields['birthDate']!.label, value: '1993-04-05', type: 'date' },
      ...names.flatMap((name, at) => [
        { name: `newborn.name.${at + 1}`, label: label('newborn.name'), value: name, type: 'text' as const },
        { name: `newborn.birth_date.${at + 1}`, label: label('newborn.birth_date'), value: '2026-03-01', type: 'date' as const },
      ]),
    ],
    amounts: names.flatMap((of) => [
      { value: 1_000_000, per: 'month' as const, from: '2026-03-01', until: '2027-02-28', of },
      { value: 500_000, per: 'month' as const, from: '2027-03-01', until: '2028-02-29', of },
    ]),
  }
}

async function print(order: CertificateOrder, language: string, to: string): Promise<string> {
  const key = await namedKey(JSON.parse(newSigningKey()))
  const issued = new Date('2026-03-09T01:00:00Z')
  const signed = await sign(claimsOf(order, address, number, issued), key)
  const { facts, amounts, decidedOn, law } = order
  const wording = testWordings(language)
  writeFileSync(to, await printCertificate({ wording, origin: address, demonstration: true }, {
    ...order, id: '0', number, content: { facts, amounts, decidedOn, law }, token: signed, issued_at: issued, revoked_at: null, revoked_because: null,
  }))
  return signed
}

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20 })
  assert.equal(status, 0, `${program}: ${stderr}${stdout}`)
  return stdout
}

/** Without spaces: a long address is broken at the end of a line. */
const wordsOf = (sheet: string) => run('pdftotext', '-raw', sheet, '-').replaceAll(/\s/g, '')

test('tagged, titled, with fonts inside, in its language', { skip: poppler }, () => {
  const info = run('pdfinfo', file)
  assert.match(info, /Tagged:\s+yes/)
  assert.match(info, /Title:\s+\S+/)
  assert.match(info, /Page size:.*\(A4\)/)
  const fonts = run('pdffonts', file).trim().split('\n').slice(2)
  assert.ok(fonts.length > 0)
  for (const line of fonts) assert.match(line, /\byes yes yes\b/, 'embedded, subset, with Unicode: ' + line)
  const raw = readFileSync(file, 'latin1')
  assert.match(raw, /\/Lang \(ko\)/)
  assert.match(raw, /\/DisplayDocTitle true/)
  assert.match(raw, /pdfuaid:part/)
})

test('its structure is read in order: titles, a list of facts, a figure with its text', { skip: poppler }, () => {
  const structure = run('pdfinfo', '-struct-text', file)
  const at = ['Document', 'H1', 'L ', 'Figure', 'H2'].map((tag) => structure.search(new RegExp(`^\\s*${tag}`, 'm')))
  assert.ok(at.every((position) => position >= 0), structure)
  assert.deepEqual(at, at.toSorted((left, right) => left - right))
  assert.match(readFileSync(file, 'latin1'), /\/Alt [(<]/)
})

test('everything that is certified can be read out of it', { skip: poppler }, () => {
  const text = wordsOf(file)
  for (const part of ['김하늘', '1993년 4월 5일', '김새벽', '2026년 3월 1일', '1,000,000원', '500,000원', number, '260301-AB12-CD34E', `${address}/verify`]) assert.ok(text.includes(part.replaceAll(' ', '')), `${part}\n${text}`)
})

test('Vietnamese is printed with all its signs', { skip: poppler }, async () => {
  const other = join(folder, 'vi.pdf')
  await print(family(1), 'vi', other)
  const service = pack.services.find(({ id }) => id === 'parental-benefit')!
  assert.ok(run('pdftotext', '-raw', other, '-').replaceAll(/\s+/g, ' ').includes(service.name['vi']!))
  assert.match(readFileSync(other, 'latin1'), /\/Lang \(vi\)/)
})

test('the file is sound', { skip: onPath('qpdf') ? false : 'needs qpdf' }, () => {
  assert.match(run('qpdf', '--check', file), /No syntax or stream encoding errors/)
})

for (const children of [1, 2, 4]) {
  test(`the QR code on the sheet leads to the check, ${children} born`, { skip: poppler }, async () => {
    const sheet = join(folder, `qr-${children}.pdf`)
    const signed = await print(family(children), 'ko', sheet)
    assert.equal(readQr(sheet), `${address}/verify/${signed}`)
  })
}

test('it all fits, even with four born at once: no text outside the sheet, none lost', { skip: poppler }, async () => {
  const sheet = join(folder, 'four.pdf')
  await print(family(4), 'ko', sheet)
  const text = wordsOf(sheet)
  for (const part of ['김새벽', '김노을', '김구름', '김바다', number, `${address}/verify`]) assert.ok(text.includes(part), part)
  const pages = Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', sheet))![1])
  assert.ok(pages <= 2, `${pages} pages`)
})

/** Grey pixels of the sheet at 200 dots an inch, as a cheap scanner gives them. */
function readQr(sheet: string): string | undefined {
  const picture = join(folder, 'page')
  run('pdftoppm', '-r', '200', '-gray', sheet, picture)
  for (const page of globSync(`${picture}-*.pgm`).sort()) {
    const bytes = readFileSync(page)
    rmSync(page)
    const header = /^P5\s(\d+)\s(\d+)\s255\s/.exec(bytes.toString('latin1', 0, 40))!
    const [width, height, start] = [Number(header[1]), Number(header[2]), header[0].length]
    const data = new Uint8Array(width * height * 4)
    for (let at = 0; at < width * height; at += 1) data.fill(bytes[start + at]!, at * 4, at * 4 + 4)
    try {
      return decodeQR({ width, height, data }, { format: 'RGBA', timeLimit: 20_000, effort: 10 })
    } catch {
      continue
    }
  }
  return undefined
}

test('the QR code of a paper has at most 1,290 signs, also for twins', async () => {
  for (const children of [1, 2]) {
    const token = await print(family(children), 'ko', join(folder, 'measured.pdf'))
    assert.ok(`${address}/verify/${token}`.length <= 1_290, `${children}: ${`${address}/verify/${token}`.length}`)
  }
})
