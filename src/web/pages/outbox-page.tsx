/** What the demonstration would have sent: for whoever tries it, beside the fictitious people. */
import type { Page } from '../../kernel/http/answers.ts'
import { BackLink } from '../components/back-link/back-link.tsx'
import { Empty } from '../components/empty/empty.tsx'
import { Lead } from '../components/lead/lead.tsx'
import { portalPage } from '../portal/portal-page.tsx'
import type { View } from '../view.ts'

export interface SentMessage { identity: string; channel: string; to: string; language: string; subject: string; text: string; papers: readonly { name: string }[]; at: Date }

export function outboxPage(view: View, messages: readonly SentMessage[]): Page {
  const { t } = view
  return portalPage(view, {
    title: t('web.outbox.title'),
    children: (
      <>
        <BackLink view={view} href="/my/inbox/settings" />
        <h1>{t('web.outbox.title')}</h1>
        <Lead>{t('web.outbox.lead')}</Lead>
        {messages.length === 0 ? <Empty title={t('web.outbox.empty')}><p>{t('web.outbox.empty-next')}</p></Empty> : messages.map(({ identity, channel, to, language, subject, text, papers, at }) => (
          <section key={identity}>
            <h2 lang={language}>{subject}</h2>
            <p class="hint">{t('web.outbox.about', { channel: t(`notices.channel.${channel}`), to, date: view.dateTime(at) })}</p>
            {text.split(/\n{2,}/).map((paragraph, index) => <p key={index} lang={language}>{paragraph}</p>)}
            {papers.length === 0 ? null : <ul>{papers.map(({ name }, index) => <li key={name}><a href={`/demonstration/messages/${identity}/${index}`}>{name}</a></li>)}</ul>}
          </section>
        ))}
      </>
    ),
  })
}
