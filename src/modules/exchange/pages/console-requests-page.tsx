/** What people ask an agency about their data, by legal deadline; and values it received that were put right elsewhere. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { outcomes } from '../requests/answer-request.ts'
import type { OfficeRequests } from '../requests/read-requests.ts'
import { namesIn } from './names.ts'

export interface ConsoleRequestsPage extends OfficeRequests {
  errors?: readonly FormError[]
  typed?: { outcome?: string | undefined; answer?: string }
}

export function consoleRequestsPage(view: View, { open, corrections, errors = [], typed = {} }: ConsoleRequestsPage): Page {
  const { t } = view
  const names = namesIn(view)
  return consolePage(view, {
    title: t('exchange.office.title'), errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('exchange.office.title')}</h1>
        {open.length === 0 ? <Empty title={t('exchange.office.empty')} /> : open.map((request) => {
          const subject = request.kind === 'look' ? t('exchange.office.look', { purpose: names.purpose(request.purpose ?? ''), date: view.dateTime(request.lookedAt ?? request.asked_at) }) : names.field(request.register!, request.field!)
          const errorOf = (name: string) => errors.find(({ field }) => field === `${name}-${request.id}`)?.text
          const wrong = errors.some(({ field }) => field.endsWith(request.id))
          return (
            <section key={request.id} class="part">
              <h2>{t(`exchange.request.kind.${request.kind}`)}: {subject}</h2>
              <p>{t('exchange.office.person', { person: request.person })} · {t('exchange.office.due', { date: view.date(request.due_on) })}</p>
              <p><q>{request.words}</q></p>
              <Form view={view} action={`/console/data-requests/${request.id}`} label={`${t('exchange.office.answer')}: ${subject}`}>
                <Radios name={`outcome-${request.id}`} legend={t('exchange.office.outcome')} of={subject} value={wrong ? typed.outcome : undefined} error={errorOf('outcome')}
                  items={outcomes[request.kind].map((outcome) => ({ value: outcome, label: t(`exchange.request.outcome.${outcome}`) }))} />
                <TextField name={`answer-${request.id}`} label={t('exchange.office.reasons')} hint={t('exchange.office.reasons-hint')} rows={4} value={wrong ? typed.answer : undefined} error={errorOf('answer')} />
                <Button>{t('exchange.office.send')}</Button>
              </Form>
            </section>
          )
        })}
        {corrections.length === 0 ? null : (
          <>
            <h2>{t('exchange.office.corrections')}</h2>
            <p>{t('exchange.office.corrections-lead')}</p>
            {corrections.map(({ id, person, register, field, outcome, answered_at }) => (
              <section key={id} class="part">
                <h3>{names.register(register)}, {names.field(register, field)}: {t(`exchange.request.outcome.${outcome}`)}</h3>
                <p>{t('exchange.office.person', { person })} · {view.dateTime(answered_at)}</p>
                <Form view={view} action={`/console/data-requests/${id}/noted`}><Button kind="secondary">{t('exchange.office.noted')}</Button></Form>
              </section>
            ))}
          </>
        )}
      </>
    ),
  })
}
