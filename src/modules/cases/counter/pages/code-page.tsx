/** Going on at a counter: what the official will see there, and the code that opens the draft. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { OwnApplication } from '../../index.ts'
import { stepPath } from '../../pages/step-page.tsx'
import { agencyName, eventName } from '../../pages/value-in-words.ts'
import type { VisitCode } from '../make-code.ts'

/** @param made a code that has just been made: it is shown once */
export function codePage(view: View, { application, open, made }: { application: OwnApplication; open?: { id: string; agency: string } | undefined; made?: VisitCode }): Page {
  const { t, pack } = view
  const title = t('counter.own.title')
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={stepPath(application, 'continue')} />
        <p class="caption">{eventName(view, application.event)}</p>
        <h1>{title}</h1>
        <Lead>{t('counter.own.lead')}</Lead>
        {open === undefined ? null : <Notice kind="attention" title={t('counter.told.title', { agency: agencyName(view, open.agency) })}><p><a href={`/my/counter/${open.id}`}>{t('notices.notice.counter')}</a></p></Notice>}
        {made === undefined ? null : (
          <Notice kind="done" title={t('counter.own.code')}>
            <p class="amount"><code>{made.code}</code></p>
            <p>{t('counter.own.until', { time: view.dateTime(made.endsAt) })}</p>
          </Notice>
        )}
        <h2>{t('counter.own.sees')}</h2>
        <ul>{['known', 'answers', 'registers', 'log', 'stop'].map((line) => <li key={line}>{t(`counter.own.sees-${line}`)}</li>)}</ul>
        <Form view={view} action={stepPath(application, 'counter')}><Button kind={made === undefined ? 'primary' : 'secondary'}>{t(made === undefined ? 'counter.own.make' : 'counter.own.make-again')}</Button></Form>
        <h2>{t('counter.own.where')}</h2>
        <ul>{(pack.counters?.agencies ?? []).map((id) => <li key={id}>{agencyName(view, id)}</li>)}</ul>
        {pack.counters === undefined ? null : <Law view={view} source={pack.counters.source} />}
        <ButtonLink href={stepPath(application, 'continue')} kind="secondary">{t('counter.own.back')}</ButtonLink>
      </>
    ),
  })
}
