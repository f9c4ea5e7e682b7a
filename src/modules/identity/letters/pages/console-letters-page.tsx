/** At the agency that sends letters: one person, or everybody born within some days; what became of them; and the end of one that should not be. */
import type { LetterRule } from '../../../../../packages/pack-kit/schema/manifest.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { DateField } from '../../../../web/components/date-field/date-field.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { ShownBatch } from '../invite/invitations.ts'

export interface TypedInvitation { person?: string; name?: string; birthDate?: string; from?: string; until?: string; stopped?: string; isStopped?: boolean }

export interface ConsoleLettersPage {
  rule: LetterRule
  rows: readonly ShownBatch[]
  /** The official who reads. */
  official: string
  typed: TypedInvitation
  errors: readonly FormError[]
}

export function consoleLettersPage(view: View, { rule, rows, official, typed, errors }: ConsoleLettersPage): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  return consolePage(view, {
    title: t('letters.office.title'), errors, wide: true,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        {typed.isStopped ? <Notice kind="done" title={t('letters.office.stopped')}><p>{t('letters.office.stopped-why')}</p></Notice> : null}
        <h1>{t('letters.office.title')}</h1>
        <p>{t('letters.office.lead', { days: rule.days })}</p>
        <h2>{t('letters.office.one')}</h2>
        <Form view={view} action="/console/letters">
          <TextField name="person" label={t('registration.office.person')} width={20} autocomplete="off" value={typed.person} error={errorAt('person')} />
          <TextField name="name" label={t('registration.office.name')} hint={t('letters.ask.name-hint')} width={20} autocomplete="off" value={typed.name} error={errorAt('name')} />
          <DateField name="birthDate" label={t('letters.office.birth')} value={typed.birthDate} error={errorAt('birthDate')} />
          <Button>{t('letters.office.send-one')}</Button>
        </Form>
        <h2>{t('letters.office.cohort')}</h2>
        <p>{t('letters.office.cohort-lead')}</p>
        <Form view={view} action="/console/letters/cohort">
          <DateField name="from" label={t('letters.office.from')} value={typed.from} error={errorAt('from')} />
          <DateField name="until" label={t('letters.office.until')} value={typed.until} error={errorAt('until')} />
          <Button kind="secondary">{t('letters.office.count')}</Button>
        </Form>
        <h2>{t('letters.office.sent')}</h2>
        {rows.length === 0 ? <Empty title={t('letters.office.none')} /> : (
          <Table caption={t('letters.office.sent')} head={['who', 'prepared', 'state'].map((column) => t(`letters.office.column.${column}`))}
            rows={rows.map((row) => [whom(view, row), view.dateTime(row.prepared_at), <State key={row.id} view={view} row={row} official={official} />])} />
        )}
        <h2>{t('letters.office.stop-one')}</h2>
        <p>{t('letters.office.stop-one-lead')}</p>
        <Form view={view} action="/console/letters/stop-one">
          <TextField name="stopped" label={t('registration.office.person')} width={20} autocomplete="off" value={typed.stopped} error={errorAt('stopped')} />
          <Button kind="danger">{t('letters.office.stop')}</Button>
        </Form>
        <Law view={view} source={rule.source} />
      </>
    ),
  })
}

/** A key of ICU's `select` is one word. */
const keyOf = (name: string) => name.replaceAll('-', '_')

const whom = (view: View, { person, born_from, born_until }: ShownBatch) =>
  (born_from === null || born_until === null ? person ?? '' : view.t('letters.office.born', { from: view.date(born_from), until: view.date(born_until) }))

function State({ view, row, official }: { view: View; row: ShownBatch; official: string }) {
  const { t } = view
  const { id, status, people, stopped_because, outcomes } = row
  const isOpen = status === 'counting' || status === 'waiting' || status === 'sending'
  return (
    <>
      <p>{t('letters.office.state', { status, people: people ?? 0, because: keyOf(stopped_because ?? 'none') })}</p>
      {status === 'counting' || status === 'waiting' ? null : (
        <ul>{outcomes.map(({ outcome, people: count }) => <li key={outcome}>{t('letters.office.outcome', { outcome: keyOf(outcome ?? 'open'), people: count })}</li>)}</ul>
      )}
      {status === 'waiting' && row.official === official ? <p>{t('letters.office.second')}</p> : null}
      {status === 'waiting' && row.official !== official ? <Form view={view} action={`/console/letters/${id}/send`}><Button kind="secondary">{t('letters.office.send', { people: people ?? 0 })}</Button></Form> : null}
      {isOpen ? <Form view={view} action={`/console/letters/${id}/stop`}><Button kind="danger">{t('registration.office.stop')}<span class="hidden"> ({whom(view, row)})</span></Button></Form> : null}
    </>
  )
}
