/** The one door for residents: passkey, or in the demonstration one of the fictitious people. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Identity } from '../index.ts'
import { passkeyScript } from '../passkeys/passkey-script.ts'
import { PasskeyForm } from './passkey-form.tsx'

export interface SignInPage { identity: Identity; next: string; options: object; errors?: readonly FormError[]; typed?: string | undefined }

export function signInPage(view: View, { identity, next, options, errors = [], typed }: SignInPage): Page {
  const { t } = view
  const { demonstration, national } = identity
  return portalPage(view, {
    title: t('identity.sign-in.title'), script: passkeyScript.path, errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('identity.sign-in.title')}</h1>
        <Lead>{t('identity.sign-in.lead')}</Lead>
        {demonstration === null ? null : (
          <Form view={view} action="/sign-in">
            <input type="hidden" name="next" value={next} />
            <Radios name="person" legend={t('identity.sign-in.choose')} hint={t('identity.sign-in.fictitious')} error={errors.find(({ field }) => field === 'person')?.text}
              items={demonstration.people.map(({ id, name, story }) => ({ value: id, label: name, hint: view.text(story) }))} />
            <TextField name="other" label={t('identity.sign-in.other')} hint={t('identity.sign-in.other-hint', { example: demonstration.people[0]?.id ?? '' })} width={20} value={typed}
              error={errors.find(({ field }) => field === 'other')?.text} autocomplete="off" />
            <Button>{t('identity.sign-in.button')}</Button>
          </Form>
        )}
        <h2>{t('identity.sign-in.passkey-title')}</h2>
        <p>{t('identity.sign-in.passkey-lead')}</p>
        <PasskeyForm view={view} action="/sign-in/passkey" ceremony="sign-in" options={options} next={next} label={t('identity.sign-in.passkey')} />
        <p><a href="/register">{t('registration.register.none-yet')}</a></p>
        <noscript><p>{t('identity.passkey.no-script', { phone: view.pack.helpLine.phone })}</p></noscript>
        {national === undefined ? null : (
          <>
            <h2>{t('identity.national.title')}</h2>
            <p>{t('identity.national.lead')}</p>
            <ButtonLink href={`/sign-in/national?next=${encodeURIComponent(next)}`} kind="secondary">{view.text(national.name)}</ButtonLink>
          </>
        )}
        {view.pack.requests.some(({ signIn }) => signIn === true) ? (
          <>
            <h2>{t('identity.sign-in.wallet-title')}</h2>
            <p>{t('identity.sign-in.wallet-lead')}</p>
            <Form view={view} action="/sign-in/wallet">
              <input type="hidden" name="next" value={next} />
              <Button kind="secondary">{t('identity.sign-in.wallet')}</Button>
            </Form>
          </>
        ) : null}
        <p><a href={next.startsWith('/authorize/') ? `/console/sign-in?next=${encodeURIComponent(next)}` : '/console/sign-in'}>{t('identity.sign-in.officials')}</a></p>
      </>
    ),
  })
}
