/** An answer in its own language: whom to call first, then what stands where, then what can be done next. */
import type { ComponentChildren } from 'preact'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import { changeInWords } from '../../notices/index.ts'
import { citedIn, placesOf } from '../answer/cited-places.ts'
import { eventToStart } from '../answer/event-to-start.ts'
import { otherWays } from '../switch/off-answer.ts'
import type { Answer, Source } from '../contract.ts'

export interface AnswerView {
  view: View
  /** Of the answer's language. */
  wording: Wording
  answer: Answer
  /** Undefined for one that is kept nowhere. */
  turn: string | undefined
  /** The last one: its choices and acts can still be taken. */
  open: boolean
  /** What is shown of the person's own, read just now. */
  own?: ComponentChildren
}

export function AnswerText({ view, wording, answer, turn, open, own }: AnswerView) {
  const { t, pack } = wording
  const urgent = pack.assistant.urgent.filter(({ id }) => answer.urgent.includes(id))
  return (
    <div lang={wording.language.html} dir={wording.language.dir} data-answer>
      {urgent.map(({ id, name, phone, says }) => (
        <Notice key={id} kind="attention" title={t('assistant.urgent', { name: wording.text(name), phone })}>
          <p>{wording.text(says)}</p>
          <p><a class="phone" href={`tel:${phone}`}>{phone}</a></p>
        </Notice>
      ))}
      {answer.phrase === null || (urgent.length > 0 && answer.kind === 'unknown') ? null : <p>{t(`assistant.phrase.${answer.phrase}`)}</p>}
      <Wordsmith wording={wording} answer={answer} />
      {answer.statements.map(({ text, sources }, at) => <p key={at}><span data-said>{text}</span><Cited sources={sources.map((number) => answer.sources[number]!)} /></p>)}
      {answer.kind === 'setting-done' ? <ul>{(answer.setting ?? []).map((change, at) => <li key={at}>{changeInWords(wording, change)}</li>)}</ul> : null}
      {own ?? null}
      <Sources wording={wording} answer={answer} turn={turn} />
      {open ? <NextSteps view={view} wording={wording} answer={answer} turn={turn} /> : null}
    </div>
  )
}

/** Whose sentences follow, before they are read: text that generative AI made is marked (AI Basic Act, article 31), and where it did not answer that is said too. */
function Wordsmith({ wording: { t }, answer: { trace: { model }, statements } }: Pick<AnswerView, 'wording' | 'answer'>) {
  if (model === undefined || statements.length === 0 || !(model.worded || model.calls.some(({ use }) => use === 'word'))) return null
  return <p class="caption">{model.worded ? t('assistant.generated.label', { model: model.name }) : t('assistant.generated.own')}</p>
}

/** Behind a sentence, the sections in which it stands. */
function Cited({ sources }: { sources: readonly Source[] }) {
  return <>{sources.map(({ id, href, title, section }) => <span key={id} data-cited> <a href={href}>{section ?? title}{section === undefined ? null : <span class="hidden"> ({title})</span>}</a></span>)}</>
}

function Sources({ wording: { t }, answer, turn }: Pick<AnswerView, 'wording' | 'answer' | 'turn'>) {
  const places = placesOf(citedIn(answer))
  if (places.length === 0) return null
  return (
    <p class="hint">
      {t('assistant.sources')}: {places.map(({ title, href, law }, at) => (
        <>{at === 0 ? '' : ' · '}<a href={href}>{title}</a>{law === undefined ? null : ` (${law})`}</>
      ))}{turn === undefined ? null : <> · <a href={`/ask/answers/${turn}`}>{t('assistant.permalink')}</a></>}
    </p>
  )
}

function NextSteps({ view, wording: { t, text, pack }, answer, turn }: Pick<AnswerView, 'view' | 'wording' | 'answer' | 'turn'>) {
  if (answer.kind === 'off') return <LinkList items={otherWays({ t })} />
  if (answer.options.length > 0) {
    return (
      <Form view={view} action="/ask" label={t('assistant.phrase.choose')}>
        {answer.options.map(({ label }, at) => <Button key={label} kind="secondary" name="message" value={String(at + 1)}>{label}</Button>)}
      </Form>
    )
  }
  if (answer.kind === 'setting' || answer.kind === 'setting-done') return <SettingStep view={view} wording={{ t }} answer={answer} turn={turn} />
  if (answer.kind === 'certificate') return <CertificateStep view={view} wording={{ t }} answer={answer} turn={turn} />
  if (eventToStart(pack, answer) !== undefined) return <p><ButtonLink href={`/ask/start/${turn}`}>{t('assistant.start.go')}</ButtonLink></p>
  if (answer.phrase === 'owed') {
    const events = pack.lifeEvents.filter(({ open }) => open).map(({ id, name, summary }) => ({ href: `/life-events/${id}`, title: text(name), description: text(summary) }))
    return <LinkList items={[{ href: '/owed', title: t('rules.owed.title') }, ...events]} />
  }
  return null
}

function CertificateStep({ view, wording: { t }, answer: { certificate }, turn }: { view: View; wording: Pick<Wording, 't'>; answer: Answer; turn: string | undefined }) {
  const page = certificate === undefined ? '/my/wallet' : `/ask/certificate/${turn}`
  if (view.principal.kind === 'anyone') return <p><a href={`/sign-in?next=${encodeURIComponent(page)}`}>{t('assistant.certificate.sign-in')}</a></p>
  return <p><ButtonLink href={page}>{t(certificate === undefined ? 'credentials.wallet.title' : 'assistant.certificate.go')}</ButtonLink></p>
}

/** To the page of its own that says exactly what changes; whoever has not signed in does so on the way. */
function SettingStep({ view, wording: { t }, answer: { kind, setting }, turn }: { view: View; wording: Pick<Wording, 't'>; answer: Answer; turn: string | undefined }) {
  if (kind === 'setting-done' || setting === undefined) return <p><a href="/my/inbox/settings">{t('notices.settings.title')}</a></p>
  const page = `/ask/setting/${turn}`
  return view.principal.kind === 'anyone'
    ? <p><a href={`/sign-in?next=${encodeURIComponent(page)}`}>{t('assistant.setting.sign-in')}</a></p>
    : <p><ButtonLink href={page}>{t('assistant.setting.go')}</ButtonLink></p>
}
