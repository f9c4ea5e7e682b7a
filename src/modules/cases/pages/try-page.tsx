/** The form of a version as a resident will see it, filled in for somebody who does not exist, and what would come of it. */
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { fieldName, type Typed } from '../apply/read-answers.ts'
import type { FictitiousPeople, Tried } from '../apply/try-out.ts'
import { AskedQuestion } from './asked-question.tsx'
import { agencyName, answerInWords, factLabel } from './value-in-words.ts'

export interface TryPage {
  version: string
  event: LifeEvent
  people: ReturnType<FictitiousPeople['people']>
  typed: Typed
  errors?: readonly FormError[]
  tried?: Tried
}

/** @param view on the pack as it would be with this version */
export function tryPage(view: View, { version, event, people, typed, errors = [], tried }: TryPage): Page {
  const { t, text } = view
  const title = t('catalogue.studio.try.title')
  const path = `/console/services/versions/${version}`
  const asked = new Map(event.steps.flatMap((step) => step.questions.map((question) => [fieldName(step, question, 0), text(question.label)])))
  return consolePage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <BackLink view={view} href={path} />
        <ErrorSummary view={view} errors={errors.map((error) => ({ ...error, label: asked.get(error.field) ?? '' }))} />
        <p class="caption">{text(event.name)}</p>
        <h1>{title}</h1>
        <Notice title={t('catalogue.studio.try.nothing-real')} />
        {tried && errors.length === 0 ? <Outcome view={view} tried={tried} typed={typed} /> : null}
        <Form view={view} action={`${path}/try`}>
          <Select name="person" label={t('catalogue.studio.try.person')} value={typed['person']} items={people.map(({ id, name }) => ({ value: id, label: name }))} />
          {event.steps.map((step) => (
            <section key={step.id}>
              <h2>{text(step.title)}</h2>
              {step.lead ? <p>{text(step.lead)}</p> : null}
              {step.questions.map((question) => {
                const name = fieldName(step, question, 0)
                return (
                  <div key={name}>
                    {question.onlyIf ? <p class="hint">{t('catalogue.studio.only-if', { question: factLabel(view, question.onlyIf.fact), answer: answerInWords(view, view.pack.facts.find(({ fact }) => fact === question.onlyIf!.fact), question.onlyIf.is) })}</p> : null}
                    <AskedQuestion view={view} question={question} name={name} of={undefined} value={typed[name]} error={errors.find(({ field }) => field === name)?.text} />
                  </div>
                )
              })}
            </section>
          ))}
          <Button>{t('catalogue.studio.try.go')}</Button>
        </Form>
      </>
    ),
  })
}

function Outcome({ view, tried, typed }: { view: View; tried: Tried; typed: Typed }) {
  const { t } = view
  if (tried.parts.length === 0) return <Notice title={t('catalogue.studio.try.nothing')} />
  return (
    <>
      <h2>{t('catalogue.studio.try.outcome')}</h2>
      <ul>
        {tried.parts.map(({ agency, dueOn, services, answers }) => (
          <li key={agency}>
            {agencyName(view, agency)}: {services.map(({ name }) => view.text(name)).join(', ')}
            {dueOn === null ? null : <><br />{t('catalogue.studio.try.due', { date: view.date(dueOn) })}</>}
            <br />{answers.length === 0 ? t('catalogue.studio.try.sees-none') : t('catalogue.studio.try.sees', { answers: answers.map((fact) => `${factLabel(view, fact)} ${answerInWords(view, view.pack.facts.find((one) => one.fact === fact), typed[fact] ?? '')}`).join(', ') })}
          </li>
        ))}
      </ul>
    </>
  )
}
