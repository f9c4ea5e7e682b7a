/** Sheets as Poppler reads them: what warns stands on each, and is read aloud once. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { onPath } from '../../../tests/support/on-path.ts'
import { margin, openPaper } from './open-paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-sheets-'))
after(() => { rmSync(folder, { recursive: true, force: true }) })

test('the warning stands on every sheet, and once in the order of reading', { skip: onPath('pdftotext') ? false : 'needs poppler' }, async () => {
  const { block, doc, warn, close } = openPaper({ lang: 'en', title: 'Three sheets', subject: 's', at: new Date('2026-11-29T00:00:00Z') })
  warn('For demonstration only')
  doc.y = margin
  for (let line = 1; line <= 90; line += 1) block('P', () => { doc.font('regular').fontSize(14).fillColor('#000').text(`Line ${line}`) })
  const file = join(folder, 'three.pdf')
  writeFileSync(file, await close())

  const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
  const sheets = run('pdftotext', file, '-').split('\f').slice(0, -1)
  assert.deepEqual(sheets.map((sheet) => sheet.split('For demonstration only').length - 1), [1, 1, 1])
  assert.equal(run('pdfinfo', '-struct-text', file).split('For demonstration only').length - 1, 1)
  assert.match(run('pdfinfo', file), /Tagged: +yes/)
})
