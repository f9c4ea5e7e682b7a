/** The code and the name belong together: the passkey is made, once. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import { PasskeyForm } from '../../pages/passkey-form.tsx'
import { passkeyScript } from '../../passkeys/passkey-script.ts'

export function registerPasskeyPage(view: View, { code, name, options, demonstration }: { code: string; name: string; options: object; demonstration: boolean }): Page {
  const { t } = view
  const hidden = <><input type="hidden" name="code" value={code} /><input type="hidden" name="name" value={name} /></>
  return portalPage(view, {
    title: t('registration.passkey.title'), script: passkeyScript.path,
    children: (
      <>
        <h1>{t('registration.passkey.title')}</h1>
        <Lead>{t('registration.passkey.lead', { name })}</Lead>
        <PasskeyForm view={view} action="/register/passkey" ceremony="register" options={options} label={t('registration.passkey.button')}>{hidden}</PasskeyForm>
        <noscript><p>{t('identity.passkey.no-script', { phone: view.pack.helpLine.phone })}</p></noscript>
        {demonstration ? <Form view={view} action="/register/demonstration">{hidden}<Button kind="secondary">{t('identity.invitation.demonstration')}</Button></Form> : null}
      </>
    ),
  })
}
