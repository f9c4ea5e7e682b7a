/** What can be approved together: the preview is the page, and nothing is chosen that one does not see. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkbox } from '../../../web/components/checkbox/checkbox.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { describedBy, FieldError, FieldGroup } from '../../../web/components/field/field.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Approved, ClearPart } from '../decide/approve-clear.ts'
import { amountInWords } from './amount-in-words.ts'
import { serviceName } from './value-in-words.ts'

export interface ClearPage { parts: ClearPart[]; done?: Approved; errors?: readonly FormError[] }

export function clearPage(view: View, { parts, done, errors = [] }: ClearPage): Page {
  const { t } = view
  return consolePage(view, {
    title: t('cases.clear.title'), wide: true, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <BackLink view={view} href="/console" />
        <ErrorSummary view={view} errors={errors} />
        {done === undefined ? null : (
          <Notice kind="done" title={t('cases.clear.done', { count: done.approved.length })}>
            {done.proposed.length === 0 ? null : <p>{t('cases.clear.proposed', { receipts: done.proposed.join(', ') })}</p>}
            {done.left.length === 0 ? null : <p>{t('cases.clear.left', { receipts: done.left.join(', ') })}</p>}
          </Notice>
        )}
        <h1>{t('cases.clear.title')}</h1>
        <Lead>{t('cases.clear.lead')}</Lead>
        {parts.length === 0 ? <Empty title={t('cases.clear.empty')} /> : (
          <Form view={view} action="/console/clear">
            <FieldGroup error={errors[0]?.text}>
              <fieldset aria-describedby={describedBy({ name: 'part', error: errors[0]?.text })}>
                <legend class="hidden">{t('cases.clear.choose')}</legend>
                <FieldError name="part" error={errors[0]?.text} />
                <Table caption={t('cases.inbox.lead')} head={['choose', 'what', 'due'].map((column) => t(`cases.clear.${column}`))}
                  rows={parts.map((part, at) => [
                    <Checkbox name="part" id={at === 0 ? 'part' : `part-${at}`} value={part.id} checked label={part.receipt ?? ''} />,
                    <ul class="plain-list">{part.lines.map(({ id, service, finding }) => (
                      <li key={id}><a href={`/console/parts/${part.id}`}>{serviceName(view, service)}</a> {(finding?.amounts ?? []).map((amount) => amountInWords(view, amount)).join(', ')}</li>
                    ))}</ul>,
                    part.due_on === null ? '' : view.date(part.due_on),
                  ])} />
              </fieldset>
            </FieldGroup>
            <Button>{t('cases.clear.approve')}</Button>
          </Form>
        )}
      </>
    ),
  })
}
