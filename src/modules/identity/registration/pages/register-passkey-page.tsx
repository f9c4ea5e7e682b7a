/** The code and the name belong together: the passkey is made, once. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import { PasskeyForm } from '../../pages/passkey-form.tsx'
import { passkeyScript } from '../../passkeys/passkey-script.ts'

export interface RegisterPasskeyPage {
  action: string
  /** What has been shown to belong together, once more. */
  hidden: Record<string, string>
  /** Of the person. */
  name: string
  options: object
  /** The way of the demonstration, without a passkey. */
  without?: string | undefined
  /** What is to be known before it is made. */
  more?: string
}

export function registerPasskeyPage(view: View, { action, hidden: fields, name, options, without, more }: RegisterPasskeyPage): Page {
  const { t } = view
  const hidden = <>{Object.entries(fields).map(([field, value]) => <input key={field} type="hidden" name={field} value={value} />)}</>
  return portalPage(view, {
    title: t('registration.passkey.title'), script: passkeyScript.path,
    children: (
      <>
        <h1>{t('registration.passkey.title')}</h1>
        <Lead>{t('registration.passkey.lead', { name })}</Lead>
        {more === undefined ? null : <p>{more}</p>}
        <PasskeyForm view={view} action={action} ceremony="register" options={options} label={t('registration.passkey.button')}>{hidden}</PasskeyForm>
        <noscript><p>{t('identity.passkey.no-script', { phone: view.pack.helpLine.phone })}</p></noscript>
        {without === undefined ? null : <Form view={view} action={without}>{hidden}<Button kind="secondary">{t('identity.invitation.demonstration')}</Button></Form>}
      </>
    ),
  })
}
