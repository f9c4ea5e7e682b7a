/** The series, one code after the other; it stands still for whoever wants it to, and goes as text where no camera is. */
import { useEffect, useState } from 'preact/hooks'
import { QrPicture } from '../../../verifier/in-person/qr-picture.tsx'
import { useApp } from './app-context.ts'
import { Notice } from './notice.tsx'

/** Milliseconds that a code stands: a camera needs two or three pictures of it. */
const beat = 700

export function InPersonCodes({ frames, text, onEnd }: { frames: readonly string[]; text: string; onEnd: () => void }) {
  const { wording: { t } } = useApp()
  const [at, setAt] = useState(0)
  const [moving, setMoving] = useState(() => frames.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches)
  useEffect(() => {
    if (!moving) return undefined
    const timer = setInterval(() => { setAt((now) => (now + 1) % frames.length) }, beat)
    return () => { clearInterval(timer) }
  }, [moving, frames])
  return (
    <>
      <h2>{t('wallet.in-person.show')}</h2>
      <p>{t('wallet.in-person.code', { at: at + 1, of: frames.length })}</p>
      <QrPicture text={frames[at]!} label={t('wallet.in-person.code', { at: at + 1, of: frames.length })} />
      {frames.length > 1 ? (
        <p>
          <button type="button" class="button button-secondary" onClick={() => { setMoving(!moving) }}>{t(moving ? 'wallet.in-person.stop' : 'wallet.in-person.go')}</button>{' '}
          <button type="button" class="button button-secondary" onClick={() => {
            setMoving(false)
            setAt((at + 1) % frames.length)
          }}>{t('wallet.in-person.next')}</button>
        </p>
      ) : null}
      <Notice kind="attention" title={t('wallet.in-person.short')}><p>{t('wallet.in-person.relay')}</p></Notice>
      <label class="label" for="as-text">{t('wallet.in-person.text')}</label>
      <textarea class="input" id="as-text" rows={3} readOnly value={text} />
      <p><button type="button" class="button" onClick={onEnd}>{t('wallet.in-person.end')}</button></p>
    </>
  )
}
