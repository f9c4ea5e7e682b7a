/** One consent: what holds, and to make it smaller, longer, or nothing, each by one button; with every version that it had. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../web/components/checkboxes/checkboxes.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { renewable } from '../change-consent.ts'
import { fieldsIn } from '../give-consent.ts'
import type { ConsentVersions } from '../index.ts'
import type { Notice as Told } from '../notices/notices.ts'
import { consentKeptUntil } from '../retention/kept-until.ts'
import { Kept } from './kept.tsx'
import { namesIn } from './names.ts'
import { stateInWords } from './told-in-words.ts'

/** How long a narrowed consent may still last; `as-now` and shorter. */
export const spans = ['as-now', 'month', 'today'] as const
export type Span = (typeof spans)[number]

export interface ConsentPage {
  versions: ConsentVersions
  /** Whom the changes were told. */
  told: readonly Told[]
  /** The legal day. */
  today: string
  done?: 'narrowed' | 'renewed' | 'withdrawn' | undefined
  errors?: readonly FormError[]
}

/** @returns the last day, never later than it was */
export function untilOf(span: Span, endsOn: string, today: string): string {
  const wanted = { 'as-now': endsOn, month: Temporal.PlainDate.from(today).add({ months: 1 }).toString(), today }[span]
  return wanted < endsOn ? wanted : endsOn
}

export function consentPage(view: View, { versions, told, today, done, errors = [] }: ConsentPage): Page {
  const { t } = view
  const names = namesIn(view)
  const [consent] = versions
  const purpose = names.purposeOf(consent.purpose)
  const title = purpose ? view.text(purpose.name) : consent.purpose
  const who = consent.company_name ?? names.agency(purpose?.agency ?? '')
  const [path, endsOn, fields] = [`/my/data/consents/${consent.id}`, consent.ends_on ?? '', fieldsIn(consent.wording)]
  const state = !consent.agreed ? 'refused' : consent.withdrawn_at !== null ? 'withdrawn' : endsOn < today ? 'ended' : 'holds'
  const left = purpose === undefined || state === 'refused' || state === 'withdrawn' ? [] : renewable(view.pack, consent).fields
  return portalPage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/my/data" />
        <h1>{title}</h1>
        {done === undefined ? null : <Notice kind="done" title={t(`exchange.consent.done-${done}`, { who, until: view.date(endsOn) })}><p>{t('exchange.consent.receipt', { version: consent.version, date: view.dateTime(consent.changed_at ?? consent.given_at) })}</p></Notice>}
        <SummaryList rows={[
          { key: t('exchange.consent.who'), value: who },
          { key: t('exchange.consent.why'), value: purpose ? view.text(purpose.why) : '' },
          { key: t('exchange.consent.state'), value: t(`exchange.consent.${state}`, { until: view.date(endsOn) }) },
          { key: t('exchange.consent.kept'), value: view.date(consentKeptUntil(view.pack, consent)) },
          ...told.length === 0 ? [] : [{ key: t('exchange.consent.told'), value: <ul class="plain-list">{told.map((notice) => <li key={notice.id}>{toldInWords(view, notice)}</li>)}</ul> }],
          { key: t('exchange.consent.fields'), value: <ul class="plain-list">{fields.map((name) => <li key={name}>{names.fieldOf(name)}</li>)}</ul> },
        ]} />
        {purpose ? <Law view={view} source={purpose.legalBasis} /> : null}
        <Kept view={view} kept={view.pack.retention.consents} text="exchange.consents.kept" />
        {state !== 'holds' ? null : (
          <>
            <h2>{t('exchange.consent.narrow-title')}</h2>
            <p>{t('exchange.consent.narrow-lead', { who })}</p>
            <Form view={view} action={`${path}/narrow`}>
              <Checkboxes name="field" legend={t('exchange.consent.keep')} hint={t('exchange.consent.keep-hint')} values={fields} items={fields.map((name) => ({ value: name, label: names.fieldOf(name) }))} error={errors.find(({ field }) => field === 'field')?.text} />
              <Radios name="until" legend={t('exchange.consent.until')} value="as-now" items={spans.map((span) => ({ value: span, label: t(`exchange.consent.span.${span}`, { date: view.date(untilOf(span, endsOn, today)) }) }))} />
              <Button>{t('exchange.consent.narrow')}</Button>
            </Form>
          </>
        )}
        {left.length === 0 || purpose === undefined ? null : (
          <>
            <h2>{t('exchange.consent.renew-title')}</h2>
            <p>{t('exchange.consent.renew-lead', { fields: left.map((name) => names.fieldOf(name)).join(', ') })}</p>
            <Form view={view} action={`${path}/renew`}><Button kind="secondary">{t('exchange.consent.renew', { date: view.date(Temporal.PlainDate.from(today).add({ months: purpose.keepMonths }).toString()) })}</Button></Form>
          </>
        )}
        {state !== 'holds' ? null : (
          <>
            <h2>{t('exchange.consent.withdraw-title')}</h2>
            <Form view={view} action={`${path}/withdraw`}><Button kind="secondary">{t('exchange.consents.withdraw', { agency: who })}</Button></Form>
          </>
        )}
        <h2>{t('exchange.consent.versions')}</h2>
        <Table caption={t('exchange.consent.versions')} head={['version', 'since', 'last-day', 'fields', 'record'].map((column) => t(`exchange.consent.column.${column}`))} numeric={[0]}
          rows={versions.map((row) => [
            view.number(row.version), view.dateTime(row.changed_at ?? row.given_at),
            !row.agreed ? t('exchange.consent.refused') : row.withdrawn_at !== null ? t('exchange.consent.withdrawn') : view.date(row.ends_on ?? ''),
            fieldsIn(row.wording).map((name) => names.fieldOf(name)).join(', '),
            <a href={`/api/consents/${row.id}/record?version=${row.version}`}>{t('exchange.consents.record')}<span class="hidden"> ({view.number(row.version)})</span></a>,
          ])} />
      </>
    ),
  })
}

/** What the receiver was told of, when it has heard, and what it has answered under its signature. */
function toldInWords(view: View, { version, kind, register, field, outcome, because, made_at: madeAt, brought_at: broughtAt, acknowledged_at: answeredAt }: Told): string {
  const { t, number } = view
  const about = kind === 'taken-back' ? t('exchange.consent.told-version', { version: number(version) }) : t(`exchange.consent.told-${kind}`, { field: register !== null && field !== null ? namesIn(view).field(register, field) : '' })
  return `${about}: ${stateInWords(view, { madeAt, broughtAt, outcome, because, answeredAt })}`
}
