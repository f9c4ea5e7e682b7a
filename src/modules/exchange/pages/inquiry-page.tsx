/** One covert look: until when it is sealed, and the court's order that alone keeps it so for longer. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Inquiry } from '../sealed/read-sealed.ts'
import { sealedPath } from './inquiries-page.tsx'
import { namesIn } from './names.ts'

export interface InquiryPage {
  inquiry: Inquiry
  /** What a court would sign; absent once the look is open. */
  draft: string | undefined
  errors?: readonly FormError[]
  typed?: string
}

export function inquiryPage(view: View, { inquiry, draft, errors = [], typed }: InquiryPage): Page {
  const { t } = view
  const names = namesIn(view)
  const purpose = names.purposeOf(inquiry.purpose)
  const title = t('exchange.covert.one')
  return consolePage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href={sealedPath} />
        <h1>{title}</h1>
        <SummaryList rows={[
          { key: t('exchange.covert.warrant'), value: inquiry.warrant },
          { key: t('exchange.log.when'), value: view.dateTime(inquiry.at) },
          { key: t('exchange.covert.person'), value: inquiry.person },
          { key: t('exchange.log.why'), value: names.purpose(inquiry.purpose) },
          { key: t('exchange.look.register'), value: inquiry.looks.map(({ register }) => names.register(register)).join(', ') },
          { key: t('exchange.covert.opens'), value: inquiry.openedAt === null ? view.date(inquiry.until) : t('exchange.covert.opened', { date: view.dateTime(inquiry.openedAt) }) },
          ...(inquiry.until === inquiry.opensOn ? [] : [{ key: t('exchange.covert.extended'), value: t('exchange.covert.extended-from', { date: view.date(inquiry.opensOn) }) }]),
        ]} />
        {purpose?.covert ? <Law view={view} source={purpose.covert.law} /> : null}
        <h2>{t('exchange.look.proof')}</h2>
        <ul>
          {inquiry.looks.map(({ id, register }) => <li><a href={`${sealedPath}/${inquiry.inquiry}/looks/${id}/evidence`}>{t('exchange.covert.evidence', { register: names.register(register) })}</a></li>)}
        </ul>
        {draft === undefined ? null : (
          <>
            <h2>{t('exchange.covert.extend')}</h2>
            <p>{t('exchange.covert.extend-lead')}</p>
            <pre tabIndex={0}>{draft}</pre>
            <p><ButtonLink href={`${sealedPath}/${inquiry.inquiry}/order`} kind="secondary">{t('exchange.covert.draft')}</ButtonLink></p>
            <Form view={view} action={`${sealedPath}/${inquiry.inquiry}/order`} label={t('exchange.covert.extend')}>
              <TextField name="order" label={t('exchange.covert.order')} hint={t('exchange.covert.order-hint')} rows={10} value={typed} error={errors[0]?.text} />
              <Button>{t('exchange.covert.bring')}</Button>
            </Form>
          </>
        )}
      </>
    ),
  })
}
