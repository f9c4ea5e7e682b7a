/** A resident's passkeys: what there is, one more, one less. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { passkeyScript } from '../passkeys/passkey-script.ts'
import type { PasskeyRow } from '../passkeys/passkeys.ts'
import { PasskeyForm } from './passkey-form.tsx'

export function passkeysPage(view: View, { passkeys, options }: { passkeys: PasskeyRow[]; options: object }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('identity.passkeys.title'), script: passkeyScript.path,
    children: (
      <>
        <h1>{t('identity.passkeys.title')}</h1>
        <Lead>{t('identity.passkeys.lead')}</Lead>
        {passkeys.length === 0 ? <Empty title={t('identity.passkeys.empty')} /> : (
          <ul class="plain-list">
            {passkeys.map(({ id, created_at }) => (
              <li key={id}>
                <p>{t('identity.passkeys.since', { date: view.dateTime(created_at) })}</p>
                <Form view={view} action="/my/passkeys/remove">
                  <input type="hidden" name="passkey" value={id} />
                  <Button kind="secondary">{t('identity.passkeys.remove', { date: view.dateTime(created_at) })}</Button>
                </Form>
              </li>
            ))}
          </ul>
        )}
        <PasskeyForm view={view} action="/my/passkeys" ceremony="register" options={options} label={t('identity.passkeys.add')} />
        <noscript><p>{t('identity.passkey.no-script', { phone: view.pack.helpLine.phone })}</p></noscript>
      </>
    ),
  })
}
