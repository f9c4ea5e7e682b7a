/** A letter on paper: A4, tagged, as many sheets as it takes. */
import { margin, onPaper, openPaper, paperInk, width } from '../../../web/paper/open-paper.ts'
import type { Letter } from './letter.ts'

const { ink, quiet, accent } = paperInk

/** @param warning across the foot of the demonstration's papers */
export function drawLetter(letter: Pick<Letter, 'language' | 'title' | 'receipt' | 'from' | 'date' | 'body' | 'sections'>, at: Date, warning?: string): Promise<Buffer> {
  const { doc, block, warn, close } = openPaper({ lang: letter.language.html, title: onPaper(letter.title), subject: letter.receipt, at })
  if (warning !== undefined) warn(warning)
  block('P', () => { doc.font('bold').fontSize(11).fillColor(accent).text(onPaper(letter.from), margin, margin, { width }) })
  block('P', () => { doc.moveDown(0.3).font('regular').fontSize(10.5).fillColor(quiet).text(onPaper(`${letter.date} · ${letter.receipt}`), { width }) })
  block('H1', () => { doc.moveDown(1.2).font('bold').fontSize(20).fillColor(ink).text(onPaper(letter.title), { width, lineGap: 4 }) })
  doc.moveDown(0.5)
  for (const text of letter.body) block('P', () => { doc.moveDown(0.5).font('regular').fontSize(12).fillColor(ink).text(onPaper(text), { width, lineGap: 4 }) })
  for (const { title, paragraphs } of letter.sections) {
    block('H2', () => { doc.moveDown(1.1).font('bold').fontSize(13).fillColor(ink).text(onPaper(title), { width }) })
    for (const text of paragraphs) block('P', () => { doc.moveDown(0.35).font('regular').fontSize(11.5).fillColor(ink).text(onPaper(text), { width, lineGap: 3 }) })
  }
  return close()
}
