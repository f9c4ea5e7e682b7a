/** Taking what somebody else has granted: the code, then what it lets one do. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { MandateRow } from '../standing.ts'
import { namesIn } from './names.ts'

export function codePage(view: View, { typed, errors = [] }: { typed?: string; errors?: readonly FormError[] } = {}): Page {
  const { t } = view
  return portalPage(view, {
    title: t('mandates.accept.title'), errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/my/mandates" />
        <h1>{t('mandates.accept.title')}</h1>
        <Lead>{t('mandates.accept.lead')}</Lead>
        <Form view={view} action="/my/mandates/accept">
          <TextField name="code" label={t('mandates.accept.code')} hint={t('mandates.accept.code-hint')} width={20} autocomplete="off" value={typed} error={errors[0]?.text} />
          <Button>{t('mandates.accept.look')}</Button>
        </Form>
      </>
    ),
  })
}

export function offerPage(view: View, { offer, code }: { offer: MandateRow; code: string }): Page {
  const { t } = view
  const names = namesIn(view)
  const title = t('mandates.offer.title', { name: offer.subject_name })
  const law = names.kindOf(offer.kind)?.source
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href="/my/mandates" />
        <h1>{title}</h1>
        <SummaryList rows={[
          { key: t('mandates.one.who'), value: t('mandates.one.who-as', { name: offer.actor_name, as: names.as(offer.kind) }) },
          { key: t('mandates.one.covers'), value: names.acts(offer.acts) },
          { key: t('mandates.one.until'), value: names.until(offer) },
        ]} />
        <p>{t('mandates.offer.seen', { name: offer.subject_name })}</p>
        {law === undefined ? null : <Law view={view} source={law} />}
        <Form view={view} action="/my/mandates/accept/answer">
          <input type="hidden" name="code" value={code} />
          <div class="buttons">
            <Button name="answer" value="yes">{t('mandates.offer.take')}</Button>
            <Button kind="secondary" name="answer" value="no">{t('mandates.offer.refuse')}</Button>
          </div>
        </Form>
      </>
    ),
  })
}
