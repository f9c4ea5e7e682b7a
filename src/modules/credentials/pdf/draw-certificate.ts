/** The paper: A4, tagged (PDF/UA, ISO 14289-1), so that a screen reader reads it in order; the QR code holds the signature. */
import { floor, margin, openPaper, paperInk, width } from '../../../web/paper/open-paper.ts'
import { drawCode } from '../../../web/qr/draw-code.ts'

export interface Paper {
  lang: string
  title: string
  /** Above the title: who issues. */
  issuer: string
  lead: string
  rows: { label: string; value: string }[]
  checkTitle: string
  checkText: string
  /** What the QR code holds. */
  address: string
  qrAlt: string
  /** Printed across the foot of the demonstration's papers. */
  warning?: string
  number: string
  issuedAt: Date
}

const { ink, quiet, accent, rule } = paperInk

export function drawCertificate(paper: Paper): Promise<Buffer> {
  const { doc, root, block, warn, close } = openPaper({ lang: paper.lang, title: paper.title, subject: paper.number, at: paper.issuedAt })
  block('P', () => { doc.font('bold').fontSize(11).fillColor(accent).text(paper.issuer, margin, margin) })
  block('H1', () => { doc.moveDown(1.4).font('bold').fontSize(24).fillColor(ink).text(paper.title, { width, lineGap: 4 }) })
  block('P', () => { doc.moveDown(0.6).font('regular').fontSize(12).fillColor(quiet).text(paper.lead, { width, lineGap: 4 }) })
  doc.moveDown(1.2)
  drawRows(doc, root, paper.rows)
  drawCheck(doc, block, paper)
  if (paper.warning !== undefined) warn(paper.warning)
  return close()
}

function drawRows(doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, rows: Paper['rows']) {
  const list = doc.struct('L')
  root.add(list)
  for (const { label, value } of rows) {
    const item = doc.struct('LI')
    list.add(item)
    const height = Math.max(doc.font('regular').fontSize(11).heightOfString(label, { width: 140 }), doc.font('bold').fontSize(12).heightOfString(value, { width: width - 156, lineGap: 2 }))
    turnFor(doc, height + 14)
    const top = doc.y
    let bottom = top
    item.add(doc.struct('Lbl', {}, () => {
      doc.font('regular').fontSize(11).fillColor(quiet).text(label, margin, top + 6, { width: 140 })
      bottom = Math.max(bottom, doc.y)
    }))
    item.add(doc.struct('LBody', {}, () => {
      doc.font('bold').fontSize(12).fillColor(ink).text(value, margin + 156, top + 5, { width: width - 156, lineGap: 2 })
      bottom = Math.max(bottom, doc.y)
    }))
    doc.markContent('Artifact', { type: 'Layout' })
    doc.moveTo(margin, bottom + 6).lineTo(margin + width, bottom + 6).lineWidth(0.5).strokeColor(rule).stroke()
    doc.endMarkedContent()
    doc.x = margin
    doc.y = bottom + 7
  }
  list.end()
}

/** A block that does not fit goes to the next sheet whole. */
function turnFor(doc: PDFKit.PDFDocument, height: number) {
  if (doc.y + height > floor) doc.addPage()
}

/** Half a millimetre: below it a telephone does not read a module from a cheap print. */
const smallestModule = 1.42
const smallestCode = 132

function drawCheck(doc: PDFKit.PDFDocument, block: (tag: string, draw: () => void, options?: object) => void, paper: Paper) {
  const { size, path } = drawCode(paper.address, { ecc: 'low', border: 0 })
  const module = Math.max(smallestCode / size, smallestModule)
  const side = module * size
  turnFor(doc, side + 24)
  const top = doc.y + 24
  block('Figure', () => {
    doc.save().translate(margin, top).scale(module).path(path).fill('#000000').restore()
  }, { alt: paper.qrAlt, bbox: [margin, top, margin + side, top + side] })
  const left = margin + side + 24
  block('H2', () => { doc.font('bold').fontSize(12).fillColor(ink).text(paper.checkTitle, left, top, { width: width - side - 24 }) })
  block('P', () => { doc.moveDown(0.4).font('regular').fontSize(10.5).fillColor(quiet).text(paper.checkText, { width: width - side - 24, lineGap: 3 }) })
}
