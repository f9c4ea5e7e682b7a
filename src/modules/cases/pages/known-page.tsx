/** What the state knows: each value with its register and time, and room to say that it is wrong. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import { correctionOf } from '../apply/corrections.ts'
import type { Draft } from '../apply/draft.ts'
import { correctable } from '../apply/read-corrections.ts'
import { candidates, lifeEventOf } from '../apply/subject.ts'
import { type Filled, stepPage, stepPath } from './step-page.tsx'
import { valueInWords } from '../../exchange/index.ts'
import { answerInWords, fieldOf, registerName } from './value-in-words.ts'

export interface KnownPage {
  application: Filled
  draft: Draft
  /** What was typed, when it has to be put right. */
  typed?: Record<string, string>
  errors?: readonly FormError[]
}

export function knownPage(view: View, { application, draft, typed, errors = [] }: KnownPage): Page {
  const known = draft.known ?? []
  const subject = lifeEventOf(view.pack, application.event)?.subject
  const nobody = subject && candidates(subject, draft).length === 0 ? subject.none : undefined
  const mayCorrect = correctable(view.pack).filter(({ from }) => known.some(({ register, field }) => register === from?.register && field === from.field))
  const registers = view.pack.registers.map(({ id }) => id).filter((id) => known.some(({ register }) => register === id))
  return stepPage(view, {
    application, step: 'known', errors,
    title: view.t('cases.known.title'), lead: view.t('cases.known.lead', { count: registers.length }),
    children: (
      <>
        <SilentRegisters view={view} draft={draft} path={stepPath(application, 'known')} />
        {registers.map((register) => <RegisterFacts key={register} view={view} draft={draft} register={register} />)}
        {nobody ? <Notice kind="attention" title={view.text(nobody)} /> : <Form view={view} action={stepPath(application, 'known')}>
          {mayCorrect.length === 0 ? null : <details open={errors.length > 0 || Object.keys(draft.corrections).length > 0}>
            <summary>{view.t('cases.known.correct')}</summary>
            <div class="details-body">
              <p>{view.t('cases.known.correct-lead')}</p>
              {mayCorrect.map((fact) => (
                <TextField key={fact.fact} name={fact.fact} label={view.text(fact.label)} width={20} autocomplete="off"
                  inputmode={fact.type === 'text' ? 'text' : 'numeric'} value={typed?.[fact.fact] ?? draft.corrections[fact.fact] ?? ''}
                  error={errors.find(({ field }) => field === fact.fact)?.text} />
              ))}
            </div>
          </details>}
          <Button>{view.t('cases.continue')}</Button>
        </Form>}
      </>
    ),
  })
}

function RegisterFacts({ view, draft, register }: { view: View; draft: Draft; register: string }) {
  // What agencies are answered about a value says nothing more where the value itself stands.
  const all = (draft.known ?? []).filter((value) => value.register === register)
  const values = all.filter((value) => !all.some(({ field }) => field === fieldOf(view, value)?.answers?.field))
  const first = values[0]
  return (
    <section>
      <h2>{registerName(view, register)}</h2>
      {first === undefined ? null : <p class="hint">{view.t('cases.known.as-of', { time: view.dateTime(first.answeredAt) })}</p>}
      <SummaryList rows={values.map((value) => {
        const field = fieldOf(view, value)
        const fact = view.pack.facts.find(({ from }) => from?.register === register && from.field === value.field && from.take === 'value')
        const corrected = correctionOf(view.pack, draft, value)
        return {
          key: field ? view.text(field.label) : value.field,
          value: corrected === null ? valueInWords(view, field, value.value)
            : <>{valueInWords(view, field, value.value)}<br /><strong>{view.t('cases.known.corrected', { value: answerInWords(view, fact, corrected) })}</strong></>,
        }
      })} />
    </section>
  )
}

function SilentRegisters({ view, draft, path }: { view: View; draft: Draft; path: string }) {
  if (draft.silent.length === 0) return null
  return (
    <Notice kind="attention" title={view.t('cases.known.silent-title')}>
      <ul>{draft.silent.map(({ register, reason }) => <li key={register}>{view.t(`cases.known.silent.${reason}`, { register: registerName(view, register) })}</li>)}</ul>
      <p>{view.t('cases.known.silent-next')}</p>
      <ButtonLink kind="secondary" href={path}>{view.t('cases.known.try-again')}</ButtonLink>
    </Notice>
  )
}
