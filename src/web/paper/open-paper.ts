/** A sheet of A4, tagged (PDF/UA, ISO 14289-1), so that a screen reader reads it in order. What draws on it is brought in with the first: it takes memory. */
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

const font = (name: string) => fileURLToPath(new URL(`fonts/${name}`, import.meta.url))

export const paperInk = { ink: '#1e2124', quiet: '#464c53', accent: '#0b50d0', warning: '#b42318', rule: '#cdd1d5' }
/** In points. */
export const margin = 64
const [sheetWidth, sheetHeight] = [595.28, 841.89]
export const width = sheetWidth - 2 * margin
/** Above the foot, where the demonstration's warning stands. */
export const floor = sheetHeight - margin - 30

export interface OpenPaper {
  doc: PDFKit.PDFDocument
  root: PDFKit.PDFStructureElement
  /** A piece of the document in its place in the order of reading. */
  block(tag: string, draw: () => void, options?: object): void
  /** Across the foot of every sheet; read aloud once. */
  warn(text: string): void
  /** Ends it. @returns the bytes */
  close(): Promise<Buffer>
}

export function openPaper({ lang, title, subject, at }: { lang: string; title: string; subject: string; at: Date }): OpenPaper {
  const doc = new PDFDocument({
    size: 'A4', margin, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, lang, displayTitle: true, font: font('regular.ttf'),
    bufferPages: true, info: { Title: title, Subject: subject, CreationDate: at },
  } as unknown as PDFKit.PDFDocumentOptions)
  doc.registerFont('regular', font('regular.ttf')).registerFont('bold', font('bold.ttf'))
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const whole = new Promise<Buffer>((resolve, reject) => { doc.on('end', () => resolve(Buffer.concat(chunks))).on('error', reject) })
  const root = doc.struct('Document')
  doc.addStructure(root)
  const block: OpenPaper['block'] = (tag, draw, options = {}) => { root.add(doc.struct(tag, options, draw)) }
  let warning: string | undefined
  const drawWarning = (text: string) => { doc.font('bold').fontSize(10).fillColor(paperInk.warning).text(text, margin, sheetHeight - margin - 14, { width, align: 'center', lineBreak: false }) }
  return {
    doc, root, block,
    warn(text) {
      warning = text
      block('P', () => { drawWarning(text) })
    },
    close() {
      root.end()
      const { count } = doc.bufferedPageRange()
      for (let sheet = 1; sheet < count && warning !== undefined; sheet += 1) {
        doc.switchToPage(sheet)
        doc.markContent('Artifact', { type: 'Pagination' })
        drawWarning(warning)
        doc.endMarkedContent()
      }
      doc.end()
      return whole
    },
  }
}

/** Without marks that a page needs and a font does not draw: isolates around a name (UAX #9), narrow spaces. */
export const onPaper = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '').replaceAll('\u202f', '\u00a0')
