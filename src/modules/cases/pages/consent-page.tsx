/** Before anything leaves: exactly which values would go to whom, why, under which law, until when, and what a no means. */
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import type { View } from '../../../web/view.ts'
import type { Draft } from '../apply/draft.ts'
import { agreeToAllStep, type Filled, stepPage, stepPath } from './step-page.tsx'
import { valueInWords } from '../../exchange/index.ts'
import { agencyName, answerInWords, factLabel, fieldOf } from './value-in-words.ts'

export interface ConsentPage {
  application: Filled
  draft: Draft
  purposes: Purpose[]
  /** The legal day. */
  today: string
  chosen: Record<string, string>
  errors?: readonly FormError[]
}

/** From so many agencies on, one may agree to all in one press; the form is one of its own, so that no Enter does it unasked. */
const many = 4

export const consentField = (purpose: Purpose) => `consent.${purpose.id}`

export function consentPage(view: View, page: ConsentPage): Page {
  const { application, purposes, errors = [] } = page
  return stepPage(view, {
    application, step: 'consent', errors, title: view.t('cases.consent.title'), lead: view.t('cases.consent.lead'),
    children: (
      <>
        {purposes.length < many ? null : (
          <Form view={view} action={stepPath(application, agreeToAllStep)}>
            <p>{view.t('cases.consent.all-lead', { count: purposes.length })}</p>
            <Button kind="secondary">{view.t('cases.consent.all', { count: purposes.length })}</Button>
          </Form>
        )}
        <Form view={view} action={stepPath(application, 'consent')}>
          {purposes.map((purpose) => <AskedConsent key={purpose.id} view={view} purpose={purpose} page={page} />)}
          <Button>{view.t('cases.save')}</Button>
        </Form>
      </>
    ),
  })
}

function AskedConsent({ view, purpose, page }: { view: View; purpose: Purpose; page: ConsentPage }) {
  const agency = agencyName(view, purpose.agency ?? '')
  const values = valuesFor(view, purpose, page.draft)
  const name = consentField(purpose)
  const until = Temporal.PlainDate.from(page.today).add({ months: purpose.keepMonths }).toString()
  return (
    <section class="consent">
      <h2>{agency}</h2>
      <SummaryList rows={[
        { key: view.t('cases.consent.values'), value: values.length === 0 ? view.t('cases.consent.no-facts') : <ul class="values">{values.map(({ label, value, because }) => <li key={label}>{label}: <strong>{value}</strong>{because === undefined ? null : <span class="hint"> {because}</span>}</li>)}</ul> },
        { key: view.t('cases.consent.why'), value: view.text(purpose.why) },
        { key: view.t('cases.consent.until'), value: view.date(until) },
        { key: view.t('cases.consent.if-refused'), value: view.text(purpose.ifRefused) },
      ]} />
      <Law view={view} source={purpose.legalBasis} />
      <Radios name={name} legend={view.t('cases.consent.question', { agency })} inline value={page.chosen[name]} error={page.errors?.find(({ field }) => field === name)?.text}
        items={[{ value: 'yes', label: view.t('cases.consent.agree', { agency }) }, { value: 'no', label: view.t('cases.consent.refuse') }]} />
    </section>
  )
}

export function valuesFor(view: View, purpose: Purpose, draft: Draft): { label: string; value: string; because?: string | undefined }[] {
  const known = (draft.known ?? []).filter(({ register, field }) => purpose.fields.includes(`${register}.${field}`)).map((value) => {
    const field = fieldOf(view, value)
    const because = purpose.because?.[`${value.register}.${value.field}`]
    return { label: field ? view.text(field.label) : value.field, value: valueInWords(view, field, value.value), because: because && view.text(because) }
  })
  const answered = purpose.facts.flatMap((name) => {
    const answer = draft.answers[name]
    const fact = view.pack.facts.find((candidate) => candidate.fact === name)
    return answer === undefined ? [] : [{ label: factLabel(view, name), value: answerInWords(view, fact, answer) }]
  })
  return [...known, ...answered]
}
