/**
 * The picture of a diagram as SVG, without script and without style: the page's sheet colours it by class, and alone it is black on
 * what is behind it. It is as large as its words need; the list beside it says the same.
 */
import type { Diagram } from './diagram.ts'
import { curve } from './draw-lines.ts'
import { bold, type Box, fontSize, head, laidOut, lineHeight, noteSize } from './lay-out.ts'

export interface DiagramPictureProps { title: string; diagram: Diagram; rightToLeft: boolean; unverified: string }

export function DiagramPicture({ title, diagram, rightToLeft, unverified }: DiagramPictureProps) {
  const { width, height, boxes, lines } = laidOut(diagram, rightToLeft)
  const em = (length: number) => `${Math.round((length / fontSize) * 100) / 100}em`
  return (
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={title} viewBox={`0 0 ${width} ${height}`} width={em(width)} height={em(height)} class="rule-picture" font-size={fontSize} font-family="sans-serif" fill="currentColor">
      {lines.map(({ points, otherwise, from, to }) => (
        <g key={`${from} ${to}`} class="rule-line">
          <path d={curve(points)} fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray={otherwise ? '6 4' : undefined} />
          <path d={`M${points.at(-1)!.x} ${points.at(-1)!.y}l${rightToLeft ? head : -head} ${-head / 2}v${head}z`} />
        </g>
      ))}
      {boxes.map((box) => <Words key={box.id} box={box} unverified={unverified} />)}
    </svg>
  )
}

/** Facts are round, conditions have a strong frame, amounts a double one: the kind is told by shape, and colour only repeats it. */
function Words({ box: { kind, x, y, width, height, lines, noteLines, unverified: open }, unverified }: { box: Box; unverified: string }) {
  const middle = x + width / 2
  const top = y + (height - (lines.length + noteLines.length) * lineHeight) / 2
  return (
    <g class={`rule-box rule-${kind}`}>
      {open ? <title>{unverified}</title> : null}
      <rect x={x} y={y} width={width} height={height} rx={kind === 'fact' ? Math.min(height / 2, 20) : 4} fill="none" stroke="currentColor" stroke-width={kind === 'condition' || kind === 'rule' || kind === 'refusal' || kind === 'exception' ? 2 : 1} stroke-dasharray={open ? '5 3' : undefined} />
      {kind === 'amount' ? <rect x={x + 4} y={y + 4} width={width - 8} height={height - 8} rx="2" fill="none" stroke="currentColor" /> : null}
      {[...lines, ...noteLines].map((line, at) => (
        <text key={at} x={middle} y={top + at * lineHeight + lineHeight * 0.74} text-anchor="middle" font-size={at < lines.length ? undefined : noteSize} font-weight={bold.has(kind) && at < lines.length ? 700 : undefined}>{line}</text>
      ))}
    </g>
  )
}
