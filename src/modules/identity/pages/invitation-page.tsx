/** The link that an administrator gave: the new official makes a passkey, once. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { passkeyScript } from '../passkeys/passkey-script.ts'
import { PasskeyForm } from './passkey-form.tsx'

export interface InvitationPage { token: string; name: string; agency: string; options: object; demonstration: boolean }

export function invitationPage(view: View, { token, name, agency, options, demonstration }: InvitationPage): Page {
  const { t } = view
  const agencyName = view.text(view.pack.agencies.find(({ id }) => id === agency)?.name ?? {})
  return portalPage(view, {
    title: t('identity.invitation.title', { agency: agencyName }), script: passkeyScript.path,
    children: (
      <>
        <h1>{t('identity.invitation.title', { agency: agencyName })}</h1>
        <Lead>{t('identity.invitation.lead', { name })}</Lead>
        <PasskeyForm view={view} action={`/invitation/${token}`} ceremony="register" options={options} label={t('identity.invitation.passkey')} />
        <noscript><p>{t('identity.console.no-script')}</p></noscript>
        {demonstration ? (
          <Form view={view} action={`/invitation/${token}/demonstration`}><Button kind="secondary">{t('identity.invitation.demonstration')}</Button></Form>
        ) : null}
      </>
    ),
  })
}
