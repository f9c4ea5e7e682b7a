/** An objection to what is asked back, as the clerk who awaits the money has to know it. */
import { Law } from '../../../web/components/law/law.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'
import type { ReclaimObjection } from '../../cases/index.ts'

export function Objection({ view, objection: { since, standing, due, law, meanwhile } }: { view: View; objection: ReclaimObjection }) {
  const t = (key: string, values: Record<string, string> = {}) => view.t(`payments.objection.${key}`, values)
  if (standing !== 'open') return <Notice kind={standing === 'lifted' ? 'done' : 'info'} title={t(standing, { since: view.date(since) })} />
  return (
    <Notice kind="attention" title={t('open', { since: view.date(since) })}>
      <p>{due === null ? t('stopped') : t('due', { date: view.date(due) })}</p>
      {law ? <Law view={view} source={law} /> : null}
      {meanwhile ? <><p>{t(meanwhile.claim)}</p><Law view={view} source={meanwhile.source} /></> : null}
    </Notice>
  )
}
