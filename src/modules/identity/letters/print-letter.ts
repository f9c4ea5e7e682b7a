/** The letter on paper. It names whom it is for and bears the code; what belongs to the code, the number and the day of birth, stands nowhere on it. */
import { margin, onPaper, openPaper, paperInk, width } from '../../../web/paper/open-paper.ts'
import { drawCode } from '../../../web/qr/draw-code.ts'
import { paperLanguage } from '../../../web/paper/paper-language.ts'
import type { LetterDeps, LetterRow, Posted } from './letters.ts'
import { takeUpPath } from './take-up-path.ts'

const side = 128

export async function printLetter({ pack, wordingIn, origin, demonstration }: LetterDeps, { id, name, agency, language, opened_at, ends_at, began }: LetterRow, address: string, code: string): Promise<Omit<Posted, 'identity' | 'address'>> {
  const wording = wordingIn(paperLanguage(pack, language))
  const { t } = wording
  const site = `${origin}${takeUpPath}`
  const title = t('letters.paper.title')
  const { ink, quiet, accent } = paperInk
  const { doc, block, warn, close } = openPaper({ lang: wording.language.html, title: onPaper(title), subject: id, at: opened_at })
  if (demonstration) warn(onPaper(t('credentials.paper.demonstration')))
  const sender = pack.agencies.find((one) => one.id === agency)
  const line = (text: string, { size = 11.5, font = 'regular', color = ink, down = 0.5 } = {}) => block('P', () => { doc.moveDown(down).font(font).fontSize(size).fillColor(color).text(onPaper(text), { width, lineGap: 3 }) })
  block('P', () => { doc.font('bold').fontSize(11).fillColor(accent).text(onPaper(wording.text(sender?.name ?? {}) || agency), margin, margin, { width }) })
  // Where the window of an envelope is (DIN 5008, form B).
  block('P', () => { doc.font('regular').fontSize(11).fillColor(ink).text(onPaper(`${name}\n${address}`), margin, 140, { width: 240, lineGap: 3 }) })
  block('P', () => { doc.font('regular').fontSize(10.5).fillColor(quiet).text(onPaper(wording.dateTime(opened_at)), margin, 240, { width }) })
  block('H1', () => { doc.moveDown(0.6).font('bold').fontSize(19).fillColor(ink).text(onPaper(title), { width, lineGap: 4 }) })
  line(t(`letters.paper.${began}`, { name }))
  line(t('letters.paper.code'), { size: 10.5, color: quiet, down: 0.9 })
  line(code, { size: 22, font: 'bold', down: 0.1 })
  line(t('letters.paper.until', { date: wording.dateTime(ends_at) }), { size: 10.5, color: quiet, down: 0.2 })
  for (const [at, step] of [t('letters.paper.open', { address: site }), t('letters.paper.second'), t('letters.paper.passkey')].entries()) line(`${at + 1}. ${step}`)
  drawWay(doc, block, `${site}/${code}`, t('letters.paper.qr'))
  line(t('letters.paper.level'), { down: 0.8 })
  line(t('letters.paper.keep', { phone: pack.helpLine.phone }), { font: 'bold' })
  return { language: { html: wording.language.html, dir: wording.language.dir }, title, name: `${id}.pdf`, paper: await close() }
}

/** Beneath what was written last. */
function drawWay(doc: PDFKit.PDFDocument, block: (tag: string, draw: () => void, options?: object) => void, content: string, alt: string) {
  const { size, path } = drawCode(content, { ecc: 'medium', border: 0 })
  const top = doc.y + 14
  block('Figure', () => {
    doc.save().translate(margin, top).scale(side / size).path(path).fill('#000000').restore()
  }, { alt, bbox: [margin, top, margin + side, top + side] })
  doc.x = margin
  doc.y = top + side + 6
}
