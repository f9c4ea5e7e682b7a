/** Reads a QR code with the camera; the pictures stay in the page. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useApp } from './app-context.ts'
import { Notice } from './notice.tsx'

/** @param onFound true where the text was what was wanted: the camera stops */
export function Scanner({ onFound }: { onFound: (text: string) => boolean }) {
  const { wording: { t } } = useApp()
  const [state, setState] = useState<'off' | 'on' | 'refused'>('off')
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (state !== 'on') return undefined
    const stop = new AbortController()
    watch(video.current!, onFound, stop.signal).catch(() => { setState('refused') })
    return () => { stop.abort() }
  }, [state])
  if (state === 'on') {
    return (
      <>
        <video ref={video} class="scanner" playsInline muted aria-label={t('wallet.scan.picture')} />
        <button type="button" class="button button-secondary" onClick={() => { setState('off') }}>{t('wallet.scan.stop')}</button>
      </>
    )
  }
  return (
    <>
      {state === 'refused' ? <Notice kind="refused" title={t('wallet.scan.refused')}><p>{t('wallet.scan.refused-next')}</p></Notice> : null}
      <button type="button" class="button button-secondary" onClick={() => { setState('on') }}>{t('wallet.scan.start')}</button>
    </>
  )
}

async function watch(video: HTMLVideoElement, onFound: (text: string) => boolean, signal: AbortSignal) {
  const { frameLoop, QRCanvas, rearCamera } = await import('qr/dom.js')
  const camera = await rearCamera(video)
  signal.addEventListener('abort', () => { camera.stop() })
  if (signal.aborted) return camera.stop()
  const canvas = new QRCanvas()
  let reading = false
  const cancel = frameLoop(() => {
    if (reading) return
    reading = true
    void camera.readFrame(canvas).then((text) => { if (typeof text === 'string' && onFound(text)) cancel() }, () => undefined).then(() => { reading = false })
  }, video)
  signal.addEventListener('abort', cancel)
}
