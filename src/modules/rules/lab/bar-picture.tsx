/** Bars of one figure a group, drawn on the server; the table beside it says the same in numbers. */
export interface BarPictureProps { title: string; bars: readonly { label: string; value: number; words: string }[] }

const [height, gap, labels, room] = [22, 6, 150, 320]

export function BarPicture({ title, bars }: BarPictureProps) {
  const [least, most] = [Math.min(0, ...bars.map(({ value }) => value)), Math.max(0, ...bars.map(({ value }) => value))]
  const scale = room / (most - least || 1)
  const zero = labels - least * scale
  const all = bars.length * (height + gap)
  return (
    <figure>
      {/* Read from the right, “start” and “end” of its words would change sides. */}
      <svg role="img" direction="ltr" aria-label={title} viewBox={`0 0 ${labels + room + 130} ${all}`} class="bar-picture" font-size="14" fill="currentColor">
        {bars.map(({ label, value, words }, index) => {
          const top = index * (height + gap)
          const width = Math.abs(value) * scale
          return (
            <g key={label}>
              <text x={labels - 8} y={top + height * 0.72} text-anchor="end">{label}</text>
              <rect x={value < 0 ? zero - width : zero} y={top} width={Math.max(width, 1)} height={height} opacity={value < 0 ? 0.45 : 0.8} />
              <text x={Math.max(zero, zero + value * scale) + 6} y={top + height * 0.72}>{words}</text>
            </g>
          )
        })}
        <line x1={zero} x2={zero} y1="0" y2={all} stroke="currentColor" />
      </svg>
      <figcaption>{title}</figcaption>
    </figure>
  )
}
