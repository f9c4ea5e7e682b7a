import { useEffect, useRef, useState } from 'preact/hooks'
import type { Translate } from '../../../src/kernel/i18n/translator.ts'
import { watchCamera } from './read-code.ts'

/** The camera is off until somebody switches it on, and off again once it has read what was wanted: of a series, all. */
export function Scanner({ t, onFound }: { t: Translate; onFound: (text: string) => Promise<boolean> }) {
  const [state, setState] = useState<'off' | 'on' | 'refused'>('off')
  const video = useRef<HTMLVideoElement>(null)
  // The camera runs on while the page draws a number or gets a newer list: what it reads is checked with those.
  const latest = useRef(onFound)
  latest.current = onFound
  useEffect(() => {
    if (state !== 'on') return undefined
    const stop = new AbortController()
    watchCamera(video.current!, (text) => {
      void latest.current(text).then((done) => { if (done) setState('off') })
    }, stop.signal).catch(() => { setState('refused') })
    return () => { stop.abort() }
  }, [state])
  if (state === 'on') {
    return (
      <>
        <p><video ref={video} playsInline muted aria-label={t('credentials.offline.camera-picture')} width={320} height={240} /></p>
        <p><button type="button" class="button button-secondary" onClick={() => { setState('off') }}>{t('credentials.offline.camera-stop')}</button></p>
      </>
    )
  }
  return (
    <>
      {state === 'refused' ? <p class="field-error" role="alert">{t('credentials.offline.camera-refused')}</p> : null}
      <p><button type="button" class="button button-secondary" onClick={() => { setState('on') }}>{t('credentials.offline.camera')}</button></p>
    </>
  )
}
