/** A QR code as a picture in the page: no script, no file. */
import { renderSVG } from 'uqr'

export interface QrCodeProps {
  content: string
  /** What it is for, for whoever does not see it. */
  alt: string
}

/** Signs. */
const longest = 300

export function QrCode({ content, alt }: QrCodeProps) {
  // A long content is read more easily from fewer, larger squares than from more that could be lost: a screen loses none.
  const svg = renderSVG(content, { ecc: content.length > longest ? 'L' : 'M', border: 2, whiteColor: '#ffffff', blackColor: '#000000' })
  return <img class="qr" src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`} alt={alt} width={320} height={320} />
}
