/** For those who may look covertly: a new look, and what their agency has sealed. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { CovertPurpose } from '../sealed/periods.ts'
import type { Inquiry } from '../sealed/read-sealed.ts'
import { namesIn } from './names.ts'

export const sealedPath = '/console/sealed'

export interface InquiriesPage {
  purposes: readonly CovertPurpose[]
  inquiries: readonly Inquiry[]
  errors?: readonly FormError[]
  typed?: { purpose?: string | undefined; person: string; warrant: string }
}

export function inquiriesPage(view: View, { purposes, inquiries, errors = [], typed }: InquiriesPage): Page {
  const { t } = view
  const names = namesIn(view)
  const title = t('exchange.covert.title')
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.text
  return consolePage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        {purposes.length === 0 ? <Empty title={t('exchange.covert.no-purpose')} /> : (
          <>
            <p>{t('exchange.covert.lead')}</p>
            <Form view={view} action={sealedPath} label={t('exchange.covert.look')}>
              <Radios name="purpose" legend={t('exchange.log.why')} value={typed?.purpose ?? (purposes.length === 1 ? purposes[0]!.id : undefined)} error={errorAt('purpose')}
                items={purposes.map(({ id, name, fields }) => ({ value: id, label: view.text(name), hint: fields.map((field) => names.fieldOf(field)).join(', ') }))} />
              <TextField name="person" label={t('exchange.covert.person')} width={20} value={typed?.person} error={errorAt('person')} />
              <TextField name="warrant" label={t('exchange.covert.warrant')} hint={t('exchange.covert.warrant-hint')} width={20} value={typed?.warrant} error={errorAt('warrant')} />
              <Button>{t('exchange.covert.look')}</Button>
            </Form>
          </>
        )}
        <h2>{t('exchange.covert.made')}</h2>
        {inquiries.length === 0 ? <Empty title={t('exchange.covert.none')} /> : (
          <Table caption={t('exchange.covert.made')} head={[t('exchange.covert.warrant'), t('exchange.log.when'), t('exchange.log.why'), t('exchange.covert.opens')]}
            rows={inquiries.map(({ inquiry, at, purpose, warrant, until, openedAt }) => [
              <a href={`${sealedPath}/${inquiry}`}>{warrant}</a>, view.dateTime(at), names.purpose(purpose), openedAt === null ? view.date(until) : t('exchange.covert.opened', { date: view.dateTime(openedAt) }),
            ])} />
        )}
      </>
    ),
  })
}
