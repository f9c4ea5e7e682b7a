/** A company asks for data: which values, for which purpose, under which law, until when, and what happens on refusal. */
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { type Answers, valueInWords } from '../../exchange/index.ts'
import type { Partner } from '../registry/partners.ts'
import { fieldIn, registerName } from './names.ts'

export interface AskedPurpose extends Answers { purpose: Purpose; fields: readonly string[] }

export interface AuthorisePage {
  uid: string
  partner: Partner
  /** Of the person. */
  name: string
  /** Host to which the browser goes back. */
  back: string
  /** The legal day. */
  today: string
  purposes: readonly AskedPurpose[]
  chosen: Record<string, string | undefined>
  errors?: readonly FormError[]
}

export const decisionField = ({ id }: Pick<Purpose, 'id'>) => `purpose-${id}`

export function authorisePage(view: View, page: AuthorisePage): Page {
  const { t } = view
  const { uid, partner, name, back, purposes, errors = [] } = page
  const title = t('partners.authorise.title', { company: partner.name })
  return portalPage(view, {
    title, errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        <Lead>{t('partners.authorise.lead', { name, company: partner.name })}</Lead>
        <Notice kind={partner.standing === 'production' ? 'info' : 'attention'} title={t(`partners.authorise.${partner.standing}`, { company: partner.name, number: partner.number })}>
          <p>{t('partners.authorise.after', { host: back })}</p>
        </Notice>
        <Form view={view} action={`/authorize/${uid}/company`}>
          {purposes.map((asked) => <Asked key={asked.purpose.id} view={view} asked={asked} page={page} />)}
          <p>{t('partners.authorise.lasting')}</p>
          <Button>{t('partners.authorise.send', { company: partner.name })}</Button>
        </Form>
      </>
    ),
  })
}

function Asked({ view, asked: { purpose, fields, known, silent }, page: { partner, today, chosen, errors = [] } }: { view: View; asked: AskedPurpose; page: AuthorisePage }) {
  const { t } = view
  const field = decisionField(purpose)
  const title = view.text(purpose.name)
  const valueOf = (name: string) => {
    const { register, label, definition } = fieldIn(view, name)
    const found = known.find((value) => `${value.register}.${value.field}` === name)
    return { label, because: purpose.because?.[name], value: found ? valueInWords(view, definition, found.value) : t('partners.authorise.silent', { register: registerName(view, register) }) }
  }
  return (
    <section class="consent">
      <h2>{title}</h2>
      <SummaryList rows={[
        { key: t('partners.authorise.values'), value: <ul class="values">{fields.map(valueOf).map(({ label, value, because }) => <li key={label}>{label}: <strong>{value}</strong>{because === undefined ? null : <span class="hint"> {view.text(because)}</span>}</li>)}</ul> },
        { key: t('partners.authorise.to'), value: partner.name },
        { key: t('partners.authorise.why'), value: view.text(purpose.why) },
        { key: t('partners.authorise.until'), value: view.date(Temporal.PlainDate.from(today).add({ months: purpose.keepMonths }).toString()) },
        { key: t('partners.authorise.if-refused'), value: view.text(purpose.ifRefused) },
      ]} />
      {silent.length === 0 ? null : <p class="hint">{t('partners.authorise.some-silent')}</p>}
      <Law view={view} source={purpose.legalBasis} />
      <Radios name={field} legend={t('partners.authorise.question', { company: partner.name })} of={title} inline value={chosen[field]} error={errors.find((error) => error.field === field)?.text}
        items={[{ value: 'yes', label: t('partners.authorise.agree') }, { value: 'no', label: t('partners.authorise.refuse') }]} />
    </section>
  )
}
