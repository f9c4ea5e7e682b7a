import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Happening, MessageRow, NoticeRow } from '../index.ts'
import type { ChildrenNames } from '../due/children-names.ts'
import { DueList } from '../due/due-list.tsx'
import { Entitlements } from './entitlements.tsx'
import { lettersTold } from '../messages/letters-told.ts'
import { fieldName, meaningInWords, purposeName, receiverName, serviceName, titleInWords } from '../notice-in-words.ts'

/** What happened, what it means, where to go on, and how else it was told. @param names of the children whom it concerns */
export function noticePage(view: View, { notice: { data, receipt, created_at }, messages }: { notice: NoticeRow; messages: MessageRow[] }, names: ChildrenNames): Page {
  const { t } = view
  const title = titleInWords(view, data)
  const letters = lettersTold(view, receipt, data)
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href="/my/inbox" />
        <h1>{title}</h1>
        <p class="hint">{receipt === null ? view.dateTime(created_at) : t('notices.inbox.about', { date: view.dateTime(created_at), receipt })}</p>
        <p>{meaningInWords(view, data)}</p>
        <Details view={view} happening={data} names={names} />
        {letters.length === 0 ? null : <><h2>{t('cases.letter.list')}</h2><ul>{letters.map(({ id, title: name, path }) => <li key={id}><a href={path}>{name}</a></li>)}</ul></>}
        <Onward view={view} happening={data} receipt={receipt} />
        {messages.length === 0 ? null : (
          <ul class="hint">{messages.map(({ channel, state, due_at, settled_at }) => (
            <li key={`${channel} ${due_at.toISOString()}`}>{t(`notices.message.${state}`, { channel: t(`notices.channel.${channel}`), date: view.dateTime(settled_at ?? due_at) })}</li>
          ))}</ul>
        )}
      </>
    ),
  })
}

function Onward({ view: { t }, happening, receipt }: { view: View; happening: Happening; receipt: string | null }) {
  if (receipt !== null) return <ButtonLink href={`/my/applications/${receipt}`}>{t(happening.kind === 'more-asked' ? 'notices.notice.answer' : 'notices.notice.application')}</ButtonLink>
  switch (happening.kind) {
    case 'disclosed': case 'seal-opened': return <ButtonLink href="/my/data" kind="secondary">{t('notices.notice.data')}</ButtonLink>
    case 'entitled': return <ButtonLink href={happening.event === null ? `/services/${happening.service}` : `/life-events/${happening.event}`}>{t('notices.notice.apply')}</ButtonLink>
    case 'ending': return <ButtonLink href={`/services/${happening.service}`} kind="secondary">{t('notices.notice.service')}</ButtonLink>
    case 'wallet-revoked': case 'wallet-restored': case 'card-changed': return <ButtonLink href="/my/wallet">{t('notices.notice.wallet')}</ButtonLink>
    case 'card-ready': return <ButtonLink href={`/my/wallet#${happening.card}`}>{t('notices.notice.wallet')}</ButtonLink>
    case 'contribution': return <ButtonLink href={happening.side === 'asks' ? `/apply/${happening.case}/contributions` : `/my/contributions/${happening.contribution}`}>{t('notices.notice.contribution')}</ButtonLink>
    case 'mandate-begun': case 'mandate-ended': case 'mandate-used': return <ButtonLink href={`/my/mandates/${happening.mandate}`}>{t('notices.notice.mandate')}</ButtonLink>
    case 'registration-opened': case 'registration-taken': case 'registration-asked': return <ButtonLink href={`/my/registrations/${happening.registration}`}>{t('notices.notice.registration')}</ButtonLink>
    case 'taken-down': return <ButtonLink href={`/my/counter/${happening.visit}`}>{t('notices.notice.counter')}</ButtonLink>
    case 'word-asked': return <ButtonLink href={`/my/trusted/${happening.registration}`}>{t('notices.notice.word')}</ButtonLink>
    case 'national-begun': case 'passkey-added': return <ButtonLink href="/my/passkeys">{t('notices.notice.passkeys')}</ButtonLink>
    case 'letter-opened': case 'letter-taken': return <ButtonLink href={`/my/letters/${happening.letter}`}>{t('notices.notice.letter')}</ButtonLink>
    case 'trust-begun': return <ButtonLink href="/my/trusted">{t('trusted.link')}</ButtonLink>
    case 'company-changed': return <ButtonLink href={`/partners/${happening.company}`}>{t('notices.notice.company')}</ButtonLink>
    default: return null
  }
}

function Details({ view, happening, names }: { view: View; happening: Happening; names: ChildrenNames }) {
  const { t } = view
  switch (happening.kind) {
    case 'decided': return (
      <>
        <Names title={t('notices.notice.approved')} names={happening.approved.map((id) => serviceName(view, id))} />
        <Names title={t('notices.notice.refused')} names={happening.refused.map((id) => serviceName(view, id))} />
      </>
    )
    case 'disclosed': return (
      <>{happening.to.map(({ agency, company, purpose, fields }) => (
        <section key={`${agency} ${purpose}`}>
          <h2>{receiverName(view, { agency, company })}</h2>
          <p>{t('notices.notice.purpose')}: {purposeName(view, purpose)}</p>
          <ul>{fields.map((field) => <li key={field}>{fieldName(view, field)}</li>)}</ul>
        </section>
      ))}</>
    )
    case 'seal-opened': return (
      <>
        <p>{t('notices.notice.looked-at', { date: view.dateTime(happening.lookedAt) })}</p>
        <p>{t('notices.notice.purpose')}: {purposeName(view, happening.purpose)}</p>
        <ul>{happening.fields.map((field) => <li key={field}>{fieldName(view, field)}</li>)}</ul>
      </>
    )
    case 'entitlements': return <><DueList view={view} due={happening.due ?? []} names={names} /><Entitlements view={view} changes={happening.changes} hasDue={(happening.due ?? []).length > 0} /></>
    case 'due': return <><DueList view={view} due={happening.due} names={names} /><Entitlements view={view} changes={[]} hasDue /></>
    case 'registration-opened': return <p>{t(happening.endsFormer ? 'registration.own.former-ended' : 'registration.own.former-stays')}</p>
    case 'mandate-ended': return <p>{t('mandates.ended', { because: happening.because })}</p>
    case 'company-changed': return <p>{t(`notices.notice.company-by-${happening.by}`)}</p>
    case 'taken-down': case 'submitted': case 'more-asked': case 'referred': case 'closed': case 'withdrawn': case 'reclaimed': case 'unreceived': case 'entitled': case 'ending': case 'wallet-revoked': case 'wallet-restored': case 'card-changed': case 'card-ready': case 'contribution': case 'mandate-begun': case 'mandate-used': case 'registration-taken': case 'registration-asked': case 'word-asked': case 'trust-begun': case 'national-begun': case 'passkey-added': case 'letter-opened': case 'letter-taken': return null
    default: return happening satisfies never
  }
}

function Names({ title, names }: { title: string; names: string[] }) {
  if (names.length === 0) return null
  return <><h2>{title}</h2><ul>{names.map((name) => <li key={name}>{name}</li>)}</ul></>
}
