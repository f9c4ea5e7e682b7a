/** A drawing of how long the inbox takes as cases become more: both axes by powers of ten, what is wanted as a line. */
import type { Size } from './grow-cases.ts'

const [width, height, left, right, top, bottom] = [720, 400, 64, 40, 56, 48]
const colours = { inbox: '#1d4ed8', mine: '#047857', nobody: '#b45309' } as const
const names = { inbox: 'everything', mine: 'mine', nobody: 'nobody’s' } as const

/** @param wantedMs milliseconds that no page may take longer than */
export function drawGrowth(sizes: readonly Size[], wantedMs: number): string {
  const [first, last] = [Math.log10(sizes[0]!.cases), Math.log10(sizes.at(-1)!.cases)]
  const x = (cases: number) => left + ((Math.log10(cases) - first) / Math.max(1e-9, last - first)) * (width - left - right)
  // One to a thousand milliseconds.
  const y = (ms: number) => height - bottom - (Math.log10(Math.max(1, ms)) / 3) * (height - top - bottom)
  const text = (at: { x: number; y: number; anchor?: string; fill?: string }, words: string) =>
    `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" text-anchor="${at.anchor ?? 'middle'}" fill="${at.fill ?? '#333'}">${words}</text>`
  const series = (Object.keys(colours) as (keyof typeof colours)[]).map((page, index) => {
    const points = sizes.map(({ cases, p95Ms }) => `${x(cases).toFixed(1)},${y(p95Ms[page]).toFixed(1)}`)
    const legend = left + index * 120
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[page]}" stroke-width="2"/>${points.map((point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3" fill="${colours[page]}"/>`).join('')}
<rect x="${legend}" y="34" width="12" height="4" fill="${colours[page]}"/>${text({ x: legend + 18, y: 41, anchor: 'start' }, names[page])}`
  })
  const rows = [1, 10, 100, 1_000].map((ms) => `<line x1="${left}" x2="${width - right}" y1="${y(ms)}" y2="${y(ms)}" stroke="#ddd"/>${text({ x: left - 8, y: y(ms) + 4, anchor: 'end' }, `${ms} ms`)}`)
  const columns = sizes.map(({ cases }) => text({ x: x(cases), y: height - bottom + 20 }, cases.toLocaleString('en')))
  const summary = sizes.map(({ cases, p95Ms }) => `${cases.toLocaleString('en')} cases: ${Math.max(...Object.values(p95Ms))} ms`).join('; ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">
<title>Inbox page, 95th percentile, by cases in the database</title><desc>Slowest view: ${summary}. Wanted: ${wantedMs} ms.</desc>
<rect width="${width}" height="${height}" fill="#fff"/>${text({ x: left, y: 20, anchor: 'start', fill: '#111' }, 'Inbox page, 95th percentile of one official’s looks, by cases in the database')}
${rows.join('\n')}
<line x1="${left}" x2="${width - right}" y1="${y(wantedMs)}" y2="${y(wantedMs)}" stroke="#b91c1c" stroke-dasharray="6 4"/>${text({ x: width - right, y: y(wantedMs) - 6, anchor: 'end', fill: '#b91c1c' }, `wanted: ${wantedMs} ms`)}
${series.join('\n')}
${columns.join('\n')}
</svg>
`
}
