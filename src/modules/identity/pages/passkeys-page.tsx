/** The passkeys of whoever is here: what there is, one more, one less. */
import type { Page } from '../../../kernel/http/answers.ts'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { passkeyScript } from '../passkeys/passkey-script.ts'
import type { National } from '../national/national.ts'
import type { PasskeyRow } from '../passkeys/passkeys.ts'
import type { Subject } from '../sessions/sessions.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { WhatLetterOpens } from './what-letter-opens.tsx'

export interface PasskeysPage {
  kind: Subject['kind']
  passkeys: PasskeyRow[]
  /** Absent where it is too long ago that whoever is here has shown who they are. */
  options: object | undefined
  /** The reader came in by a letter: nothing is changed here. */
  byLetter?: { national: Pick<National, 'name'> | undefined } | undefined
}

export function passkeysPage(view: View, { kind, passkeys, options, byLetter }: PasskeysPage): Page {
  const { t } = view
  const official = kind === 'official'
  const path = official ? '/console/passkeys' : '/my/passkeys'
  const title = t(official ? 'identity.passkeys.own' : 'identity.passkeys.title')
  return (official ? consolePage : portalPage)(view, {
    title, script: passkeyScript.path,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{t(official ? 'identity.passkeys.second' : 'identity.passkeys.lead')}</Lead>
        {passkeys.length === 0 ? <Empty title={t('identity.passkeys.empty')} /> : (
          <ul class="plain-list">
            {passkeys.map((passkey, at) => <li key={passkey.id}><Passkey view={view} path={path} passkey={passkey} at={at} last={official && passkeys.length === 1} fixed={byLetter !== undefined} /></li>)}
          </ul>
        )}
        {official || byLetter ? null : <p><a href="/my/trusted">{t('trusted.link')}</a></p>}
        {byLetter ? <WhatLetterOpens view={view} national={byLetter.national} /> : options === undefined ? (
          <>
            <p>{t('identity.passkeys.prove')}</p>
            <p><ButtonLink href={`${official ? '/console/sign-in' : '/sign-in'}?next=${encodeURIComponent(path)}`}>{t('mandates.prove')}</ButtonLink></p>
          </>
        ) : (
          <>
            <PasskeyForm view={view} action={path} ceremony="register" options={options} label={t('identity.passkeys.add')}>
              <TextField name="name" label={t('identity.passkeys.name')} hint={t('identity.passkeys.name-hint')} width={20} autocomplete="off" />
            </PasskeyForm>
            <noscript><p>{official ? t('identity.passkeys.no-script') : t('identity.passkey.no-script', { phone: view.pack.helpLine.phone })}</p></noscript>
          </>
        )}
      </>
    ),
  })
}

/**
 * @param last the only way in, which an administrator alone takes
 * @param fixed shown alone
 */
function Passkey({ view, path, passkey: { id, name, created_at, used_at, assurance }, at, last, fixed }: { view: View; path: string; passkey: PasskeyRow; at: number; last: boolean; fixed: boolean }) {
  const { t } = view
  const called = name === '' ? t('identity.passkeys.since', { date: view.dateTime(created_at) }) : name
  const field = `name-${at}`
  return (
    <>
      <h2>{called}</h2>
      <p>{used_at === null ? t('identity.passkeys.unused', { date: view.dateTime(created_at) }) : t('identity.passkeys.used', { since: view.dateTime(created_at), date: view.dateTime(used_at) })}</p>
      {assurance === 'low' ? <p>{t('letters.low.mark')}{fixed ? null : <>. {t('letters.low.replace')}</>}</p> : null}
      {fixed ? null : <Details summary={t('identity.passkeys.change', { name: called })}>
        <Form view={view} action={`${path}/name`}>
          <input type="hidden" name="passkey" value={id} />
          <TextField name="name" id={field} label={t('identity.passkeys.name')} hint={t('identity.passkeys.name-hint')} width={20} value={name} autocomplete="off" />
          <Button kind="secondary">{t('identity.passkeys.save-name')}</Button>
        </Form>
        {last ? <p>{t('identity.passkeys.last')}</p> : (
          <Form view={view} action={`${path}/remove`}>
            <input type="hidden" name="passkey" value={id} />
            <Button kind="danger">{t('identity.passkeys.remove', { name: called })}</Button>
          </Form>
        )}
      </Details>}
    </>
  )
}
