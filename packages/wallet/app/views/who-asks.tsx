/** Who asks, as far as it can be known; what for; and under which registration. */
import type { Registration } from '../present/find-registration.ts'
import type { PresentationRequest } from '../present/read-request.ts'
import { useApp } from './app-context.ts'
import { Notice } from './notice.tsx'

export function WhoAsks({ request, registration, otherDevice }: { request: PresentationRequest; registration: Registration | undefined; otherDevice: boolean }) {
  const { wording: { t, language } } = useApp()
  const { responseUri, calledBy } = request
  const textOf = (text: Record<string, string>) => text[language.tag] ?? Object.values(text)[0] ?? ''
  return (
    <>
      {registration ? (
        <>
          <p class="lead">{textOf(registration.name)}</p>
          <dl class="summary-list">
            <div><dt>{t('wallet.request.why')}</dt><dd>{textOf(registration.why)}</dd></div>
            <div><dt>{t('wallet.request.law')}</dt><dd>{[textOf(registration.law), registration.article].filter(Boolean).join(' ')}</dd></div>
            {registration.keepDays === undefined ? null : <div><dt>{t('wallet.request.kept')}</dt><dd>{t('wallet.request.kept-days', { days: registration.keepDays })}</dd></div>}
            <div><dt>{t('wallet.request.registered')}</dt><dd>{textOf(registration.agency)}<br /><a href={`/requests/${registration.id}`}>{t('wallet.request.registered-at', { country: language.country })}</a></dd></div>
            <div><dt>{t('wallet.log.title')}</dt><dd>{t('wallet.log.request', { index: registration.logged.index, count: registration.logged.witnesses.length })}</dd></div>
            <div><dt>{t('wallet.request.goes-to')}</dt><dd>{responseUri.host}</dd></div>
          </dl>
        </>
      ) : (
        <>
          <p class="lead">{t('wallet.request.unknown', { host: responseUri.host })}</p>
          <Notice kind="attention" title={t('wallet.request.not-registered', { country: language.country })}>
            <p>{t('wallet.request.not-registered-means')}</p>
            {calledBy === undefined ? null : <p>{t('wallet.request.calls-itself', { name: calledBy })}</p>}
          </Notice>
        </>
      )}
      {otherDevice ? <Notice kind="attention" title={t('wallet.request.other-device')}><p>{t('wallet.request.other-device-means')}</p></Notice> : null}
    </>
  )
}
