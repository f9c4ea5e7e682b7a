/** A QR code of dark squares, drawn in the page; its library comes when the first is. */
import { useEffect, useState } from 'preact/hooks'

export function QrPicture({ text, label }: { text: string; label: string }) {
  const [squares, setSquares] = useState<readonly boolean[][]>()
  useEffect(() => {
    let current = true
    void import('qr').then(({ encodeQR }) => { if (current) setSquares(encodeQR(text, 'raw', { ecc: 'low', border: 4 })) })
    return () => { current = false }
  }, [text])
  const size = squares?.length ?? 1
  const path = (squares ?? []).flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return <svg class="code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="340" height="340" shape-rendering="crispEdges"><rect width={size} height={size} fill="#fff" /><path d={path} fill="#000" /></svg>
}
