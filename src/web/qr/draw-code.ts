/** A QR code (ISO/IEC 18004) as one path, each run of dark squares a rectangle of its own: no hairlines between them on paper. */
import { encodeQR } from 'qr'

export interface DrawnCode {
  /** Squares a side, border included. */
  size: number
  /** SVG path data; a square is one unit. */
  path: string
}

/** @param ecc share that may be lost: 7 % or 15 % @param border light squares around it; readers want four, or light paper */
export function drawCode(content: string, { ecc, border }: { ecc: 'low' | 'medium'; border: number }): DrawnCode {
  // The library draws no code without a border.
  const rows = encodeQR(content, 'raw', { ecc, border: 1 }).slice(1, -1).map((row) => row.slice(1, -1))
  return { size: rows.length + 2 * border, path: rows.map((row, y) => drawRow(row, border, y + border)).join('') }
}

function drawRow(row: readonly boolean[], left: number, y: number): string {
  const runs: string[] = []
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    const from = x
    while (row[x + 1]) x += 1
    const width = x + 1 - from
    runs.push(`M${left + from} ${y}h${width}v1h-${width}z`)
  }
  return runs.join('')
}
