/** How you hear from us: where, when, in which language, and what never again. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../web/components/checkboxes/checkboxes.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ContactRow, Notices, Preference } from '../index.ts'
import { ContactList } from './contact-list.tsx'

export interface SettingsPage {
  preference: Preference
  contacts: ContactRow[]
  channels: Notices['channels']
  kinds: Notices['kinds']
  hours: readonly string[]
  saved?: boolean
  errors?: readonly FormError[]
  typed?: { channel: string; address: string }
}

export function settingsPage(view: View, { preference, contacts, channels, kinds, hours, saved = false, errors = [], typed }: SettingsPage): Page {
  const { t, pack } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const hourItems = [{ value: '', label: t('notices.settings.any-hour') }, ...hours.map((value) => ({ value, label: value }))]
  // A push subscription comes from a browser's own dialogue, not from a text field.
  const typable = channels.filter((name) => name !== 'push')
  return portalPage(view, {
    title: t('notices.settings.title'), errors,
    children: (
      <>
        <BackLink view={view} href="/my/inbox" />
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('notices.settings.title')}</h1>
        {saved ? <Notice kind="done" title={t('notices.settings.saved')} /> : null}
        <Lead>{t('notices.settings.lead')}</Lead>

        <h2>{t('notices.settings.where')}</h2>
        <ContactList view={view} contacts={contacts} errorAt={errorAt} />
        {channels.length === 0 ? <p>{t('notices.settings.no-channel')}</p> : null}
        {typable.length === 0 ? null : (
          <Form view={view} action="/my/inbox/settings/contacts">
            <Radios name="channel" legend={t('notices.settings.add')} value={typed?.channel ?? typable[0]} error={errorAt('channel')}
              items={typable.map((value) => ({ value, label: t(`notices.channel.${value}`), hint: t(`notices.channel.${value}.hint`) }))} />
            <TextField name="address" label={t('notices.settings.address')} value={typed?.address} error={errorAt('address')} autocomplete="off" />
            <Button kind="secondary">{t('notices.settings.send-code')}</Button>
          </Form>
        )}

        {channels.includes('push') ? <p><a href="/my/inbox/browser">{t('notices.browser.title')}</a></p> : null}
        {view.demonstration ? <p><a href="/demonstration/messages">{t('notices.settings.demonstration')}</a></p> : null}

        <h2>{t('notices.settings.how')}</h2>
        <Form view={view} action="/my/inbox/settings">
          <Radios name="frequency" legend={t('notices.settings.frequency')} value={preference.frequency}
            items={(['at-once', 'daily'] as const).map((value) => ({ value, label: t(`notices.settings.${value}`) }))} />
          <Select name="quietFrom" label={t('notices.settings.quiet-from')} hint={t('notices.settings.quiet-hint')} value={preference.quiet?.from ?? ''} error={errorAt('quietFrom')} items={hourItems} />
          <Select name="quietUntil" label={t('notices.settings.quiet-until')} value={preference.quiet?.until ?? ''} error={errorAt('quietUntil')} items={hourItems} />
          <Radios name="language" legend={t('notices.settings.language')} value={preference.language}
            items={pack.languages.map(({ tag, name, html }) => ({ value: tag, label: <span lang={html}>{name}</span> }))} />
          <Checkboxes name="wanted" legend={t('notices.settings.wanted')} hint={t('notices.settings.wanted-hint')}
            values={kinds.map(({ kind }) => kind).filter((kind) => !preference.muted.includes(kind))}
            items={kinds.filter(({ mandatory, alarm }) => mandatory === undefined && !alarm).map(({ kind }) => ({ value: kind, label: t(`notices.kind.${kind}`) }))} />
          {kinds.some(({ mandatory, alarm }) => mandatory !== undefined || alarm) ? (
            <>
              <p>{t('notices.settings.always')}</p>
              <ul>{kinds.flatMap(({ kind, mandatory, alarm }) => (mandatory === undefined ? (alarm ? [<li key={kind} id={kind} tabIndex={-1}>{t('notices.settings.always-alarm', { kind: t(`notices.kind.${kind}`) })}</li>] : []) : [
                <li key={kind} id={kind} tabIndex={-1}>{t('notices.settings.always-because', { kind: t(`notices.kind.${kind}`), law: view.text(mandatory.source.law), article: mandatory.source.article })}</li>,
              ]))}</ul>
            </>
          ) : null}
          <Button>{t('notices.settings.save')}</Button>
        </Form>
      </>
    ),
  })
}
