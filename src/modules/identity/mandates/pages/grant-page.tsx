/** Letting somebody act for oneself: whom, in what, how long; then the code, once. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Checkboxes } from '../../../../web/components/checkboxes/checkboxes.tsx'
import { DateField } from '../../../../web/components/date-field/date-field.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'

export interface GrantPage {
  typed?: { kind?: string | undefined; name?: string | undefined; acts?: readonly string[]; until?: string | undefined }
  errors?: readonly FormError[]
}

export function grantPage(view: View, { typed = {}, errors = [] }: GrantPage): Page {
  const { t, pack } = view
  const kinds = pack.mandates.filter(({ comes }) => comes === 'grant')
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const acts = [...new Set(kinds.flatMap((kind) => kind.acts as readonly string[]))]
  return portalPage(view, {
    title: t('mandates.new.title'), errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/my/mandates" />
        <h1>{t('mandates.new.title')}</h1>
        <Lead>{t('mandates.new.lead')}</Lead>
        <Form view={view} action="/my/mandates/new">
          <TextField name="name" label={t('mandates.new.name')} hint={t('mandates.new.name-hint')} width={20} autocomplete="off" value={typed.name} error={errorAt('name')} />
          <Radios name="kind" legend={t('mandates.new.kind')} value={typed.kind} error={errorAt('kind')}
            items={kinds.map(({ id, name, uses, mostDays }) => ({ value: id, label: view.text(name), hint: t('mandates.new.limits', { uses: uses ?? 0, days: mostDays ?? 0 }) }))} />
          <Checkboxes name="acts" legend={t('mandates.new.acts')} hint={t('mandates.new.acts-hint')} values={typed.acts ?? []} error={errorAt('acts')} items={acts.map((act) => ({ value: act, label: t(`mandates.act.${act}`) }))} />
          <DateField name="until" label={t('mandates.new.until')} value={typed.until} error={errorAt('until')} />
          <Button>{t('mandates.new.make')}</Button>
        </Form>
        {kinds.map((kind) => <section key={kind.id}><h2>{view.text(kind.name)}</h2><Law view={view} source={kind.source} /></section>)}
      </>
    ),
  })
}

export function grantedPage(view: View, { name, code, endsAt }: { name: string; code: string; endsAt: Date }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('mandates.granted.title', { name }),
    children: (
      <>
        <h1>{t('mandates.granted.title', { name })}</h1>
        <Notice kind="done" title={t('mandates.granted.code')}><p><code>{code}</code></p></Notice>
        <p>{t('mandates.granted.next', { name, date: view.dateTime(endsAt) })}</p>
        <ButtonLink href="/my/mandates" kind="secondary">{t('mandates.title')}</ButtonLink>
      </>
    ),
  })
}

/** The person was shown who they are too long ago for a grant. */
export function proveAgainPage(view: View, { back = '/my/mandates', next = '/my/mandates/new', lead = 'identity.fault.prove-again.next' } = {}): Page {
  const { t } = view
  return portalPage(view, {
    title: t('identity.fault.prove-again'),
    children: (
      <>
        <BackLink view={view} href={back} />
        <h1>{t('identity.fault.prove-again')}</h1>
        <Lead>{t(lead)}</Lead>
        <ButtonLink href={`/sign-in?next=${next}`}>{t('mandates.prove')}</ButtonLink>
      </>
    ),
  })
}
