/** For an agency's administrator: what is registered, keys for programs, and a new registration. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../../web/components/checkboxes/checkboxes.tsx'
import { Details } from '../../../../web/components/details/details.tsx'
import type { FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { CredentialNames, RequestTemplate } from '../request-template.ts'
import type { RegisteredTemplate } from '../templates.ts'

export interface TypedRequest { name: string; why: string; law: string; article: string; keepDays: string; claims: string[]; format: RequestTemplate['asks'][number]['format'] }

export interface ConsoleRequestsPage {
  own: readonly RegisteredTemplate[]
  types: readonly CredentialNames[]
  errors?: readonly FormError[]
  typed?: TypedRequest
  /** The request whose key form was sent. */
  keyFor?: { id: string; returnTo: string }
  made?: { key: string; name: string }
}

export function consoleRequestsPage(view: View, { own, types, errors = [], typed, keyFor, made }: ConsoleRequestsPage): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const claims = types.flatMap((type) => type.claims.map(({ name, label }) => ({ value: `${type.id}.${name}`, label: t('credentials.console.claim-of', { credential: view.text(type.name), claim: view.text(label) }) })))
  return consolePage(view, {
    title: t('credentials.console.title'), errors,
    children: (
      <>
        <h1>{t('credentials.console.title')}</h1>
        {made === undefined ? null : <Notice kind="done" title={t('credentials.console.key-made', { name: made.name })}><p>{t('credentials.console.key-once')}</p><p><code>{made.key}</code></p></Notice>}
        {own.length === 0 ? <p>{t('credentials.console.none')}</p> : null}
        {own.map(({ template: { id, name }, registeredBy }) => (
          <Details key={id} summary={view.text(name)} open={keyFor?.id === id}>
            <p><a href={`/requests/${id}`}>{t('credentials.console.public', { name: view.text(name) })}</a></p>
            <Form view={view} action={`/console/requests/${id}/keys`}>
              <TextField name="returnTo" id={`returnTo-${id}`} label={t('credentials.console.return')} hint={t('credentials.console.return-hint')} value={keyFor?.id === id ? keyFor.returnTo : undefined} error={errorAt(`returnTo-${id}`)} autocomplete="off" />
              <Button kind="secondary">{t('credentials.console.make-key', { name: view.text(name) })}</Button>
            </Form>
            {registeredBy === 'pack' ? null : <Form view={view} action={`/console/requests/${id}/withdraw`}><Button kind="danger">{t('credentials.console.withdraw', { name: view.text(name) })}</Button></Form>}
          </Details>
        ))}
        <h2>{t('credentials.console.register')}</h2>
        <p>{t('credentials.console.register-lead')}</p>
        <Form view={view} action="/console/requests">
          <TextField name="name" label={t('credentials.console.name')} value={typed?.name} error={errorAt('name')} autocomplete="off" />
          <TextField name="why" label={t('credentials.console.why')} rows={3} value={typed?.why} error={errorAt('why')} autocomplete="off" />
          <TextField name="law" label={t('credentials.console.law')} value={typed?.law} error={errorAt('law')} autocomplete="off" />
          <TextField name="article" label={t('credentials.console.article')} width={20} value={typed?.article} error={errorAt('article')} autocomplete="off" />
          <TextField name="keepDays" label={t('credentials.console.days')} width={4} inputmode="numeric" value={typed?.keepDays ?? '0'} error={errorAt('keepDays')} autocomplete="off" />
          <Checkboxes name="claims" legend={t('credentials.console.claims')} values={typed?.claims ?? []} items={claims} error={errorAt('claims')} />
          <Radios name="format" legend={t('credentials.console.format')} hint={t('credentials.console.format-hint')} value={typed?.format ?? 'either'}
            items={[{ value: 'either', label: t('credentials.console.format-either') }, { value: 'dc+sd-jwt', label: 'SD-JWT VC' }, { value: 'mso_mdoc', label: 'ISO mdoc' }]} />
          <Button>{t('credentials.console.register-button')}</Button>
        </Form>
      </>
    ),
  })
}
