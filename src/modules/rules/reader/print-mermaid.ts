/** The diagram in Mermaid, for pages in Markdown and for those who draw it otherwise (mermaid.js.org, flowchart syntax). */
import type { Diagram, Kind } from '../../../web/diagram/diagram.ts'

const shapes: Record<Kind, readonly [string, string]> = {
  fact: ['([', '])'], value: ['[', ']'], condition: ['{{', '}}'], time: ['>', ']'], exception: ['[/', '/]'], refusal: ['[/', '/]'], rule: ['[[', ']]'], amount: ['[(', ')]'], choice: ['[\\', '\\]'],
}

export function printMermaid({ nodes, edges }: Diagram, rightToLeft: boolean): string {
  const name = new Map(nodes.map(({ id }, at) => [id, `n${at}`]))
  return [
    `flowchart ${rightToLeft ? 'RL' : 'LR'}`,
    ...nodes.map(({ id, kind, words, note }) => `  ${name.get(id)!}${shapes[kind][0]}"${quoted(words)}${note === null ? '' : `<br/>${quoted(note)}`}"${shapes[kind][1]}`),
    ...edges.map(({ from, to, otherwise }) => `  ${name.get(from)!} ${otherwise ? '-.->' : '-->'} ${name.get(to)!}`),
  ].join('\n')
}

/** Inside quotes Mermaid reads entities by number or name, and nothing else. */
const quoted = (text: string) => text.replaceAll('&', '#amp;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;')
