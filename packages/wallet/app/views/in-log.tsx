/** Whether the key that a card is signed with can be used in secret, as far as this app can know. */
import type { Logged } from '../log/demand-in-log.ts'
import type { IssuerHistory } from '../receive/read-history.ts'
import { useApp } from './app-context.ts'
import { Notice } from './notice.tsx'

export function InLog({ logged, history, issuer }: { logged: Logged | undefined; history: IssuerHistory | undefined; issuer: string }) {
  const { wording: { t, language: { country } } } = useApp()
  if (logged) return <p class="hint">{t('wallet.log.key', { country, count: logged.witnesses.length })}</p>
  if (history) return <p class="hint">{t('wallet.log.history', { host: new URL(issuer).host, count: history.witnesses })}</p>
  return <Notice kind="attention" title={t('wallet.log.none')}><p>{t('wallet.log.none-means', { host: new URL(issuer).host })}</p></Notice>
}
