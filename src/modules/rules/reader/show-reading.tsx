/** A reading outside of a page. */
import { renderToStaticMarkup } from 'preact-render-to-string'
import type { Wording } from '../../../web/wordings.ts'
import { DiagramPicture } from '../../../web/diagram/diagram-picture.tsx'
import { printMermaid } from './print-mermaid.ts'
import { printReading } from './print-reading.ts'
import type { Reading } from './reading.ts'

export const shownAs = ['text', 'svg', 'mermaid', 'json'] as const
export type ShownAs = (typeof shownAs)[number]

export function showReading(reading: Reading, wording: Wording, as: ShownAs): string {
  const rightToLeft = wording.language.dir === 'rtl'
  switch (as) {
    case 'text': return printReading(reading, wording)
    case 'svg': return renderToStaticMarkup(<DiagramPicture title={wording.t('rules.reader.title', { service: reading.name })} diagram={reading.diagram} rightToLeft={rightToLeft} unverified={wording.t('rules.diagram.unverified')} />)
    case 'mermaid': return printMermaid(reading.diagram, rightToLeft)
    case 'json': return JSON.stringify(reading, null, 2)
    default: return as satisfies never
  }
}
