/** A person's own matters, read when the page is shown and kept nowhere. */
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import type { ApplicationRow } from '../../cases/index.ts'
import type { OwnCertificate } from '../certificates/own-certificates.ts'

export function OwnApplications({ view, rows }: { view: View; rows: readonly ApplicationRow[] }) {
  const nameOf = (event: string) => { const found = view.pack.lifeEvents.find(({ id }) => id === event); return found ? view.text(found.name) : event }
  return (
    <>
      <p>{view.t('assistant.own.applications', { count: rows.length })}</p>
      <LinkList items={rows.map(({ id, receipt, event, status }) => ({
        href: receipt === null ? `/apply/${id}/continue` : `/my/applications/${receipt}`, title: nameOf(event),
        ...(receipt === null ? {} : { description: view.t('cases.application.receipt', { receipt }) }), tag: <Tag kind={status === 'closed' ? 'done' : 'info'}>{view.t(`cases.status.${status}`)}</Tag>,
      }))} />
    </>
  )
}

export const OwnNotices = ({ view, unread }: { view: View; unread: number }) => (
  <>
    <p>{view.t('assistant.own.notices', { count: unread })}</p>
    <p><a href="/my/inbox">{view.t('assistant.own.inbox')}</a></p>
  </>
)

export function OwnCertificates({ view: { t }, rows, named }: { view: View; rows: readonly OwnCertificate[]; named: boolean }) {
  return (
    <>
      <p>{named && rows.length === 0 ? t('assistant.own.certificate-none') : t('assistant.own.certificates', { count: rows.length })}</p>
      {rows.length === 0 ? null : <p class="hint">{t('assistant.own.certificate-source')}</p>}
      <LinkList items={rows.map(({ name, says, href, valid }) => ({ href, title: name, description: says, tag: <Tag kind={valid ? 'done' : 'refused'}>{t(valid ? 'assistant.own.certificate-tag-valid' : 'assistant.own.certificate-tag-ended')}</Tag> }))} />
      <p><a href="/my/wallet">{t('credentials.wallet.title')}</a> · <a href="/my/documents">{t('credentials.documents.title')}</a></p>
    </>
  )
}

export const SignInFirst = ({ view }: { view: View }) => <p><a href="/sign-in?next=%2Fask">{view.t('assistant.own.sign-in')}</a></p>
