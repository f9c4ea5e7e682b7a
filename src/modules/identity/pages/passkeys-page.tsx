/** A resident's passkeys: what there is, one more, one less. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
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
            {passkeys.map((passkey, at) => <li key={passkey.id}><Passkey view={view} passkey={passkey} at={at} /></li>)}
          </ul>
        )}
        <p><a href="/my/trusted">{t('trusted.link')}</a></p>
        <PasskeyForm view={view} action="/my/passkeys" ceremony="register" options={options} label={t('identity.passkeys.add')}>
          <TextField name="name" label={t('identity.passkeys.name')} hint={t('identity.passkeys.name-hint')} width={20} autocomplete="off" />
        </PasskeyForm>
        <noscript><p>{t('identity.passkey.no-script', { phone: view.pack.helpLine.phone })}</p></noscript>
      </>
    ),
  })
}

function Passkey({ view, passkey: { id, name, created_at, used_at }, at }: { view: View; passkey: PasskeyRow; at: number }) {
  const { t } = view
  const called = name === '' ? t('identity.passkeys.since', { date: view.dateTime(created_at) }) : name
  const field = `name-${at}`
  return (
    <>
      <h2>{called}</h2>
      <p>{used_at === null ? t('identity.passkeys.unused', { date: view.dateTime(created_at) }) : t('identity.passkeys.used', { since: view.dateTime(created_at), date: view.dateTime(used_at) })}</p>
      <Details summary={t('identity.passkeys.change', { name: called })}>
        <Form view={view} action="/my/passkeys/name">
          <input type="hidden" name="passkey" value={id} />
          <TextField name="name" id={field} label={t('identity.passkeys.name')} hint={t('identity.passkeys.name-hint')} width={20} value={name} autocomplete="off" />
          <Button kind="secondary">{t('identity.passkeys.save-name')}</Button>
        </Form>
        <Form view={view} action="/my/passkeys/remove">
          <input type="hidden" name="passkey" value={id} />
          <Button kind="danger">{t('identity.passkeys.remove', { name: called })}</Button>
        </Form>
      </Details>
    </>
  )
}
