/** People who may say who one is, on both sides; and a code between the two. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { RegistrationRow } from '../../registration/registration.ts'
import type { TrustedRow } from '../trusted.ts'

export interface TrustedPage {
  named: readonly TrustedRow[]
  naming: readonly TrustedRow[]
  asked: readonly RegistrationRow[]
  /** The code that was just made, shown once. */
  given?: { name: string; code: string; endsAt: Date }
  typed?: { name?: string; code?: string }
  errors?: readonly FormError[]
}

export function trustedPage(view: View, { named, naming, asked, given, typed = {}, errors = [] }: TrustedPage): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const end = (id: string, name: string) => <Form view={view} action={`/my/trusted/people/${id}/end`}><Button kind="secondary">{t('trusted.end')}<span class="hidden"> ({name})</span></Button></Form>
  return portalPage(view, {
    title: t('trusted.title'), errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/my/passkeys" />
        <h1>{t('trusted.title')}</h1>
        <Lead>{t('trusted.lead')}</Lead>
        {given === undefined ? null : (
          <Notice kind="done" title={t('trusted.given', { name: given.name })}>
            <p><code>{given.code}</code></p>
            <p>{t('trusted.given-next', { name: given.name, date: view.dateTime(given.endsAt) })}</p>
          </Notice>
        )}
        {asked.map(({ id, name }) => <Notice key={id} kind="attention" title={t('trusted.asked', { name })}><p><a href={`/my/trusted/${id}`}>{t('trusted.asked-answer', { name })}</a></p></Notice>)}

        <h2>{t('trusted.named')}</h2>
        {named.length === 0 ? <Empty title={t('trusted.named-none')} /> : (
          <ul class="plain-list">{named.map((row) => (
            <li key={row.id}>
              <p>{row.status === 'active' ? t('trusted.since', { name: row.trusted_name, date: view.dateTime(row.accepted_at!) }) : t('trusted.waits', { name: row.trusted_name, date: view.dateTime(row.code_ends_at!) })}</p>
              {end(row.id, row.trusted_name)}
            </li>
          ))}</ul>
        )}
        {named.length >= 5 ? null : (
          <Form view={view} action="/my/trusted">
            <TextField name="name" label={t('trusted.name')} hint={t('trusted.name-hint')} width={20} autocomplete="off" value={typed.name} error={errorAt('name')} />
            <Button>{t('trusted.make')}</Button>
          </Form>
        )}

        <h2>{t('trusted.naming')}</h2>
        {naming.length === 0 ? <Empty title={t('trusted.naming-none')} /> : (
          <ul class="plain-list">{naming.map((row) => (
            <li key={row.id}><p>{t('trusted.since', { name: row.owner_name, date: view.dateTime(row.accepted_at!) })}</p>{end(row.id, row.owner_name)}</li>
          ))}</ul>
        )}
        <Form view={view} action="/my/trusted/accept">
          <TextField name="code" label={t('trusted.code')} hint={t('mandates.accept.code-hint')} width={20} autocomplete="off" value={typed.code} error={errorAt('code')} />
          <Button kind="secondary">{t('mandates.accept.look')}</Button>
        </Form>
      </>
    ),
  })
}

export function trustedOfferPage(view: View, { offer, code }: { offer: TrustedRow; code: string }): Page {
  const { t } = view
  const title = t('trusted.offer', { name: offer.owner_name })
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href="/my/trusted" />
        <h1>{title}</h1>
        <Lead>{t('trusted.offer-lead', { name: offer.owner_name })}</Lead>
        <p>{t('trusted.offer-means', { name: offer.owner_name })}</p>
        <Form view={view} action="/my/trusted/accept/answer">
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
