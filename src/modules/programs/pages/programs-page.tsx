/** The programs of an agency, and letting in another. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ProgramRow } from '../queries.ts'

export interface ProgramsPage {
  programs: readonly ProgramRow[]
  /** Just now; the key is shown this once. */
  made?: { id: string; key: string; name: string }
  errors?: readonly FormError[]
}

export function programsPage(view: View, { programs, made, errors = [] }: ProgramsPage): Page {
  const { t } = view
  return consolePage(view, {
    title: t('programs.title'), errors, wide: true, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('programs.title')}</h1>
        <p>{t('programs.lead')} <a href="/docs">{t('programs.reference')}</a></p>
        {made === undefined ? null : (
          <Notice kind="done" title={t('programs.made', { name: made.name })}>
            <p>{t('programs.key-once')}</p>
            <p><code>{made.key}</code></p>
            <p><a href={`/console/programs/${made.id}`}>{t('programs.open', { name: made.name })}</a></p>
          </Notice>
        )}
        {programs.length === 0 ? null : (
          <Table caption={t('programs.caption')} head={['name', 'since', 'address', 'state'].map((column) => t(`programs.column.${column}`))}
            rows={programs.map((program) => [
              <a href={`/console/programs/${program.id}`}>{program.name}</a>, view.dateTime(program.made_at), program.address ?? t('programs.no-address'), stateOf(view, program),
            ])} />
        )}
        <h2>{t('programs.let-in')}</h2>
        <p>{t('programs.let-in-lead')}</p>
        <Form view={view} action="/console/programs">
          <TextField name="name" label={t('programs.name')} hint={t('programs.name-hint')} autocomplete="off" error={errors[0]?.text} />
          <Button>{t('programs.make')}</Button>
        </Form>
      </>
    ),
  })
}

function stateOf({ t, dateTime }: View, { ended_at, failing_since }: ProgramRow) {
  if (ended_at !== null) return t('programs.ended', { date: dateTime(ended_at) })
  return failing_since === null ? t('programs.in-use') : t('programs.silent', { date: dateTime(failing_since) })
}
