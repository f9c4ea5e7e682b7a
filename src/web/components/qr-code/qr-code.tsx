/** A QR code as a picture in the page: no script, no file. */
import { drawCode } from '../../qr/draw-code.ts'

export interface QrCodeProps {
  content: string
  /** What it is for, for whoever does not see it. */
  alt: string
}

/** Signs. */
const longest = 300

export function QrCode({ content, alt }: QrCodeProps) {
  // A long content is read more easily from fewer, larger squares than from more that could be lost: a screen loses none.
  const { size, path } = drawCode(content, { ecc: content.length > longest ? 'low' : 'medium', border: 2 })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/><path d="${path}"/></svg>`
  return <img class="qr" src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`} alt={alt} width={320} height={320} />
}
