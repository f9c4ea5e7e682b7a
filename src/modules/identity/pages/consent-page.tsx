/** What a program asks for, in words, and what was answered. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'

export interface ConsentPage {
  uid: string
  client: string
  name: string
  /** What it may do, each in the reader's words. */
  allows: readonly string[]
  /** Where the browser goes after the answer. */
  host: string
}

export function consentPage(view: View, { uid, client, name, allows, host }: ConsentPage): Page {
  const { t } = view
  return portalPage(view, {
    title: t('identity.consent.title', { client }),
    children: (
      <>
        <h1>{t('identity.consent.title', { client })}</h1>
        <Lead>{t('identity.consent.lead', { name, client })}</Lead>
        <ul>{allows.map((text) => <li key={text}>{text}</li>)}</ul>
        <p>{t('identity.consent.back', { host })}</p>
        <Form view={view} action={`/authorize/${uid}/allow`}><Button>{t('identity.consent.allow')}</Button></Form>
        <Form view={view} action={`/authorize/${uid}/refuse`}><Button kind="secondary">{t('identity.consent.refuse')}</Button></Form>
      </>
    ),
  })
}

/** An answer to a form may not lead to another site, so this page does. */
export function onwardPage(view: View, { client, onTo }: { client: string; onTo: string }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('identity.consent.on-title', { client }), onTo,
    children: (
      <>
        <h1>{t('identity.consent.on-title', { client })}</h1>
        <Lead>{t('identity.consent.on-lead')}</Lead>
        <p><a href={onTo}>{t('identity.consent.on-link', { client })}</a></p>
      </>
    ),
  })
}

export type ConsentRefusal = { because: 'expired' | 'residents-only' | 'other-offer' } | { because: 'not-allowed'; reason: string }

export function refusedPage(view: View, refusal: ConsentRefusal): Page {
  const { t } = view
  return portalPage(view, {
    title: t('identity.consent.refused-title'), status: 400,
    children: (
      <>
        <h1>{t('identity.consent.refused-title')}</h1>
        <Notice kind="refused" title={t(`identity.consent.${refusal.because}`, refusal.because === 'not-allowed' ? { reason: refusal.reason } : {})}>
          <p>{t('identity.consent.start-again')}</p>
        </Notice>
      </>
    ),
  })
}
