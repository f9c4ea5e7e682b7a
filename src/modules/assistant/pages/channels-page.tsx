/** Other channels: what connecting one means, which are connected, and the way out of each. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ChannelName } from '../channels/channel.ts'
import { isVoice } from '../channels/is-voice.ts'

export interface ChannelsPage {
  open: readonly ChannelName[]
  links: readonly { id: string; channel: ChannelName; linked_at: Date }[]
  /** Speakers whose service is linked with the person. */
  speakers: readonly { channel: ChannelName; since: Date; hasPin: boolean }[]
  typed?: { code: string; pin?: string }
  errors?: readonly FormError[]
}

export function channelsPage(view: View, { open, links, speakers, typed, errors = [] }: ChannelsPage): Page {
  const { t } = view
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text
  return portalPage(view, {
    title: t('assistant.channels.title'), errors,
    children: (
      <>
        <BackLink view={view} href="/ask" />
        <h1>{t('assistant.channels.title')}</h1>
        <Lead>{t('assistant.channels.lead')}</Lead>
        {open.length === 0 ? <p>{t('assistant.channels.none-open')}</p> : <ul>{open.map((name) => <li key={name}>{t(`assistant.channels.name.${name}`)}</li>)}</ul>}
        {links.length + speakers.length === 0 ? null : <h2>{t('assistant.channels.connected')}</h2>}
        {links.map(({ id, channel, linked_at: at }) => {
          const name = t('assistant.channels.since', { channel: t(`assistant.channels.name.${channel}`), at: view.dateTime(at) })
          return (
            <div key={id} class="part">
              <p>{name}</p>
              <Form view={view} action={`/ask/channels/${id}/end`} label={name}><Button kind="secondary">{t('assistant.channels.end', { channel: t(`assistant.channels.name.${channel}`) })}</Button></Form>
            </div>
          )
        })}
        {speakers.map(({ channel, since, hasPin }) => {
          const name = t(`assistant.channels.name.${channel}`)
          return (
            <div key={channel} class="part">
              <p>{t('assistant.channels.since', { channel: name, at: view.dateTime(since) })} {t(hasPin ? 'assistant.channels.pin-kept' : 'assistant.channels.pin-none')}</p>
              <Form view={view} action={`/ask/channels/speaker/${channel}/pin`} label={t('assistant.channels.pin-go', { channel: name })}>
                <TextField name="pin" id={`pin-${channel}`} label={t('assistant.channels.pin')} hint={t('assistant.channels.pin-hint')} error={errorOf(`pin-${channel}`)} autocomplete="off" />
                <Button kind="secondary">{t('assistant.channels.pin-go', { channel: name })}</Button>
              </Form>
              <Form view={view} action={`/ask/channels/speaker/${channel}/end`} label={t('assistant.channels.end', { channel: name })}><Button kind="secondary">{t('assistant.channels.end', { channel: name })}</Button></Form>
            </div>
          )
        })}
        <h2>{t('assistant.channels.connect-title')}</h2>
        <p>{t('assistant.channels.effect')}</p>
        <Form view={view} action="/ask/channels">
          <TextField name="code" label={t('assistant.channels.code')} hint={t('assistant.channels.code-hint')} value={typed?.code} error={errorOf('code')} autocomplete="off" />
          {open.some(isVoice) ? <TextField name="pin" label={t('assistant.channels.pin')} hint={t('assistant.channels.pin-hint')} error={errorOf('pin')} autocomplete="off" /> : null}
          <Button>{t('assistant.channels.connect-go')}</Button>
        </Form>
      </>
    ),
  })
}
