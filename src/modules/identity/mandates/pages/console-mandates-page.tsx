/** Mandates that rest on a paper: recorded by one official, confirmed by another, ended when a court says so. */
import type { MandateKind } from '../../../../../packages/pack-kit/schema/mandate-kind.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { DateField } from '../../../../web/components/date-field/date-field.tsx'
import { Details } from '../../../../web/components/details/details.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { ShownMandate } from '../mandates.ts'
import { namesIn } from './names.ts'

export interface ConsoleMandatesPage {
  kinds: readonly MandateKind[]
  mandates: readonly ShownMandate[]
  /** The official who reads. */
  official: string
  typed?: Partial<Record<(typeof paperFields)[number], string>>
  errors?: readonly FormError[]
}

export const paperFields = ['kind', 'actor', 'actor-name', 'subject', 'subject-name', 'paper', 'until'] as const

export function consoleMandatesPage(view: View, page: ConsoleMandatesPage): Page {
  const { t } = view
  const { kinds, mandates, typed = {}, errors = [] } = page
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const text = (name: (typeof paperFields)[number], hint = false) => (
    <TextField name={name} label={t(`mandates.office.${name}`)} hint={hint ? t(`mandates.office.${name}-hint`) : undefined} width={20} autocomplete="off" value={typed[name]} error={errorAt(name)} />
  )
  return consolePage(view, {
    title: t('mandates.office.title'), errors, wide: true,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('mandates.office.title')}</h1>
        {mandates.length === 0 ? <Empty title={t('mandates.office.none')} /> : (
          <Table caption={t('mandates.office.title')} head={['who', 'for', 'kind', 'paper', 'until', 'state'].map((column) => t(`mandates.office.column.${column}`))}
            rows={mandates.map((mandate) => rowOf(view, mandate, page))} />
        )}
        {kinds.length === 0 ? null : (
          <>
            <h2>{t('mandates.office.record')}</h2>
            <p>{t('mandates.office.record-lead')}</p>
            <Form view={view} action="/console/mandates">
              <Radios name="kind" legend={t('mandates.office.kind')} value={typed.kind} error={errorAt('kind')} items={kinds.map(({ id, name }) => ({ value: id, label: view.text(name) }))} />
              {text('actor', true)}
              {text('actor-name')}
              {text('subject', true)}
              {text('subject-name')}
              {text('paper', true)}
              <DateField name="until" label={t('mandates.office.until')} hint={t('mandates.office.until-hint')} value={typed.until} error={errorAt('until')} />
              <Button>{t('mandates.office.save')}</Button>
            </Form>
          </>
        )}
      </>
    ),
  })
}

function rowOf(view: View, mandate: ShownMandate, { official }: ConsoleMandatesPage) {
  const { t } = view
  const names = namesIn(view)
  const { id, source, actor, ending } = mandate
  const action = `/console/mandates/${id}`
  const own = source.by === 'paper' && source.recordedBy === official
  const who = `${mandate.actor_name}, ${mandate.subject_name}`
  return [
    `${mandate.actor_name} (${actor ?? ''})`, `${mandate.subject_name} (${mandate.subject})`, names.kind(mandate.kind), source.by === 'paper' ? source.paper : '', names.until(mandate),
    ending !== undefined ? names.ended(ending)
      : mandate.status === 'offered' ? (
        <>
          {own ? <p>{t('mandates.office.waits')}</p> : <Form view={view} action={`${action}/confirm`}><Button kind="secondary">{t('mandates.office.confirm')}<span class="hidden"> ({who})</span></Button></Form>}
          <Form view={view} action={`${action}/end`}><Button kind="danger" name="because" value="refused">{t('mandates.office.drop')}<span class="hidden"> ({who})</span></Button></Form>
        </>
      ) : (
        <Details summary={t('mandates.office.end', { names: who })}>
          <Form view={view} action={`${action}/end`}>
            <div class="buttons">
              <Button kind="danger" name="because" value="court">{t('mandates.office.end-court')}</Button>
              <Button kind="danger" name="because" value="death">{t('mandates.office.end-death')}</Button>
            </div>
          </Form>
        </Details>
      ),
  ]
}
