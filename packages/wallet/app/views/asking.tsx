import { useApp } from './app-context.ts'

/** While an authenticator is asked: a browser that finds none waits for one. */
export function Asking({ onStop }: { onStop: () => void }) {
  const { wording: { t } } = useApp()
  return (
    <>
      <p role="status">{t('wallet.lock.asking')}</p>
      <button type="button" class="button button-secondary" onClick={onStop}>{t('wallet.lock.stop')}</button>
    </>
  )
}
