import { useEffect, useState } from 'preact/hooks'
import { Refused, type RefusalMore } from '../json.ts'
import { type Reason, refusalOf } from '../refusals.ts'
import { useApp } from './app-context.ts'
import { askAt } from './awaited.tsx'
import { Notice } from './notice.tsx'

interface Told extends RefusalMore { reason: Reason }

export const toldOf = (cause: unknown): Told => (cause instanceof Refused ? { ...cause.more, reason: cause.reason } : { reason: 'failed' })

/** Whether it may be tried again by now: not before the other side said. */
export function useReady(cause: unknown): boolean {
  const { at = 0 } = toldOf(cause)
  const [ready, setReady] = useState(at <= Date.now())
  useEffect(() => {
    setReady(at <= Date.now())
    return askAt(at, () => { setReady(true) })
  }, [cause])
  return ready
}

/** What happened, and what its holder does next. @param onAgain tries the same again, with all that was typed: offered where that can help */
export function RefusalNotice({ cause, of = 'offer', onAgain }: { cause: unknown; of?: 'offer' | 'request'; onAgain?: (() => void) | undefined }) {
  const { wording: { t, dateTime } } = useApp()
  const { reason, at = 0, left = 0 } = toldOf(cause)
  const { next, ofRequest, again } = refusalOf(reason)
  const ready = useReady(cause)
  // The minute after: a clock shows no seconds.
  const time = ready ? undefined : dateTime(new Date(Math.ceil(at / 60_000) * 60_000).toISOString())
  return (
    <>
      <Notice kind="refused" title={t(`wallet.refused.${reason}`, { left })}><p>{time === undefined ? t(`wallet.next.${(of === 'request' ? ofRequest : undefined) ?? next}`) : t('wallet.next.at', { time })}</p></Notice>
      {again && onAgain && ready ? <button type="button" class="button" onClick={onAgain}>{t('wallet.again')}</button> : null}
    </>
  )
}
