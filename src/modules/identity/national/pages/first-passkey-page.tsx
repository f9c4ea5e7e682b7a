/** Signed in by another way, with no passkey yet: one is offered, and may wait. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import { PasskeyForm } from '../../pages/passkey-form.tsx'
import { passkeyScript } from '../../passkeys/passkey-script.ts'

export function firstPasskeyPage(view: View, { options, next }: { options: object; next: string }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('identity.national.first-title'), script: passkeyScript.path,
    children: (
      <>
        <h1>{t('identity.national.first-title')}</h1>
        <Lead>{t('identity.national.first-lead')}</Lead>
        <PasskeyForm view={view} action="/my/passkeys" ceremony="register" options={options} label={t('identity.passkeys.add')} />
        <noscript><p>{t('identity.passkey.no-script', { phone: view.pack.helpLine.phone })}</p></noscript>
        <ButtonLink href={next} kind="secondary">{t('identity.national.later')}</ButtonLink>
      </>
    ),
  })
}
