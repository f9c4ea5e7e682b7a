/** A map of a country's areas as squares of one size, drawn on the server; the table beside it says the same in numbers. */
import type { AreaTiles } from '../../../../packages/pack-kit/schema/area-tiles.ts'

export interface TileMapProps {
  title: string
  tiles: AreaTiles['tiles']
  /** By code; an area without one stays empty. */
  areas: readonly { key: string; name: string; value: number; words: string }[]
}

const [width, height, gap, line] = [104, 72, 4, 16]
/** So faint that the words on it keep their contrast, in light and in dark. */
const [faintest, strongest] = [0.05, 0.3]

export function TileMap({ title, tiles, areas }: TileMapProps) {
  const places = Object.entries(tiles)
  const [columns, rows] = [Math.max(...places.map(([, { column }]) => column)) + 1, Math.max(...places.map(([, { row }]) => row)) + 1]
  const most = Math.max(...areas.map(({ value }) => Math.abs(value)), 0) || 1
  return (
    <figure>
      {/* West stays on the left, also where words are read from the right. */}
      <svg role="img" direction="ltr" aria-label={title} viewBox={`0 0 ${columns * width} ${rows * height}`} class="tile-map" font-size="15" fill="currentColor" text-anchor="middle">
        {places.map(([key, { column, row }]) => {
          const area = areas.find((one) => one.key === key)
          const [left, top] = [column * width, row * height]
          const words = [...(area?.name ?? key).split(' '), ...(area ? [area.words] : [])]
          const first = top + height / 2 - ((words.length - 1) * line) / 2 + 5
          return (
            <g key={key}>
              <rect x={left + gap / 2} y={top + gap / 2} width={width - gap} height={height - gap} rx="4" stroke="currentColor" stroke-dasharray={area && area.value < 0 ? '6 3' : undefined}
                fill-opacity={area ? faintest + (Math.abs(area.value) / most) * (strongest - faintest) : 0} />
              {words.map((word, at) => <text key={at} x={left + width / 2} y={first + at * line} font-weight={at === words.length - 1 && area ? 700 : undefined}>{word}</text>)}
            </g>
          )
        })}
      </svg>
      <figcaption>{title}</figcaption>
    </figure>
  )
}
