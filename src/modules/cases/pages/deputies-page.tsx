/** Who is away and who acts for them; the way to name somebody, and to end it early. */
import type { Page } from '../../../kernel/http/answers.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { DateField } from '../../../web/components/date-field/date-field.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { type DeputyRow, mayArrange } from '../deputies/name-deputy.ts'
import type { Colleague } from '../parts/hold-parts.ts'
import { holderName } from './load-page.tsx'

export const deputiesDone = ['named', 'ended'] as const

export interface DeputiesPage {
  official: Official
  deputies: readonly DeputyRow[]
  colleagues: readonly Colleague[]
  done?: (typeof deputiesDone)[number] | undefined
  errors?: readonly FormError[]
  typed?: Partial<Record<'official' | 'deputy' | 'from' | 'until', string>>
}

export function deputiesPage(view: View, page: DeputiesPage): Page {
  const { t } = view
  const { deputies, colleagues, done, errors = [] } = page
  const title = t('cases.deputies.title')
  return consolePage(view, {
    title, errors, wide: true, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <BackLink view={view} href="/console" />
        <ErrorSummary view={view} errors={errors} />
        {done === undefined ? null : <Notice kind="done" title={t(`cases.deputies.${done}`)} />}
        <h1>{title}</h1>
        <Lead>{t('cases.deputies.lead')}</Lead>
        {deputies.length === 0 ? <Empty title={t('cases.deputies.none')} /> : (
          <Table caption={t('cases.deputies.list')} head={['away', 'deputy', 'first', 'last', 'by', 'act'].map((column) => t(`cases.deputies.${column}`))}
            rows={deputies.map((row) => [
              holderName(view, colleagues, row.official), holderName(view, colleagues, row.deputy), view.date(row.from_day), view.date(row.until_day), holderName(view, colleagues, row.named_by),
              mayArrange(page.official, row.official) ? <End view={view} page={page} row={row} /> : null,
            ])} />
        )}
        <NewDeputy view={view} page={page} />
      </>
    ),
  })
}

const End = ({ view, page: { colleagues }, row }: { view: View; page: DeputiesPage; row: DeputyRow }) => (
  <Form view={view} action={`/console/deputies/${row.id}/end`}>
    <Button kind="secondary">{view.t('cases.deputies.end')}<span class="hidden"> ({holderName(view, colleagues, row.official)}, {view.date(row.from_day)})</span></Button>
  </Form>
)

function NewDeputy({ view, page: { official, colleagues, errors = [], typed = {} } }: { view: View; page: DeputiesPage }) {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const people = colleagues.map(({ id, name }) => ({ value: id, label: name }))
  const choose = { value: '', label: t('cases.deputies.choose') }
  const leads = official.roles.includes('administrator')
  if (!leads && !colleagues.some(({ id }) => id === official.official)) return null
  return (
    <>
      <h2>{t('cases.deputies.name')}</h2>
      <Form view={view} action="/console/deputies">
        {leads
          ? <Select name="official" label={t('cases.deputies.who')} value={typed.official ?? ''} error={errorAt('official')} items={[choose, ...people]} />
          : <input type="hidden" name="official" value={official.official} />}
        <Select name="deputy" label={t('cases.deputies.deputy')} value={typed.deputy ?? ''} error={errorAt('deputy')} items={[choose, ...people.filter(({ value }) => leads || value !== official.official)]} />
        <DateField name="from" label={t('cases.deputies.first')} value={typed.from} error={errorAt('from')} />
        <DateField name="until" label={t('cases.deputies.last')} value={typed.until} error={errorAt('until')} />
        <Button>{t('cases.deputies.do')}</Button>
      </Form>
    </>
  )
}
