import { Refused } from '../json.ts'
import { useApp } from './app-context.ts'
import { Notice } from './notice.tsx'

/** What happened, and what to do; the inside goes to the console for whoever helps. */
export function RefusalNotice({ cause, of = 'offer' }: { cause: unknown; of?: 'offer' | 'request' }) {
  const { wording: { t } } = useApp()
  const reason = cause instanceof Refused ? cause.reason : 'failed'
  const key = `wallet.refused.${reason}`
  const text = t(key)
  return <Notice kind="refused" title={text === key ? t('wallet.refused.failed') : text}><p>{t(reason === 'offline' ? 'wallet.refused.next-offline' : of === 'request' ? 'wallet.refused.next-request' : 'wallet.refused.next')}</p></Notice>
}
