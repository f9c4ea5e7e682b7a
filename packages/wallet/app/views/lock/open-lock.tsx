/** Opens the app, or throws everything away where no passkey is left. */
import { useState } from 'preact/hooks'
import { openLock, throwAway } from '../../lock/change-lock.ts'
import { useApp } from '../app-context.ts'
import { Asking } from '../asking.tsx'
import { Notice } from '../notice.tsx'
import { RefusalNotice } from '../refusal-notice.tsx'
import { useAsking } from '../use-asking.ts'

export function OpenLock() {
  const { wording: { t }, store, lock: { look }, refresh, go } = useApp()
  const { busy, cause, ask, stop } = useAsking()
  const [throwing, setThrowing] = useState(false)
  return (
    <>
      {cause === undefined ? null : <RefusalNotice cause={cause} />}
      <button type="button" class="button" disabled={busy} onClick={() => { ask(async (signal) => {
        await openLock(store, signal)
        // First, so that there is something to go on at.
        await refresh()
        await look()
      }) }}>{t('wallet.locked.open')}</button>
      {busy ? <Asking onStop={stop} /> : null}
      <details>
        <summary>{t('wallet.locked.lost')}</summary>
        <div class="details-body">
          <p>{t('wallet.locked.lost-means')}</p>
          {throwing ? (
            <Notice kind="attention" title={t('wallet.locked.throw-sure')}>
              <button type="button" class="button button-danger" onClick={() => { ask(async () => {
                await throwAway(store)
                await refresh()
                go({ view: 'cards', emptied: true })
                await look(true)
              }) }}>{t('wallet.locked.throw-yes')}</button>
              <button type="button" class="button button-secondary" onClick={() => { setThrowing(false) }}>{t('wallet.card.remove-no')}</button>
            </Notice>
          ) : <button type="button" class="button button-danger" onClick={() => { setThrowing(true) }}>{t('wallet.locked.throw')}</button>}
        </div>
      </details>
    </>
  )
}
