/** One page of questions that no register can answer; for births, once for each child. */
import type { Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import type { View } from '../../../web/view.ts'
import { fieldName, type Typed } from '../apply/read-answers.ts'
import { AskedQuestion } from './asked-question.tsx'
import { entrustedRows } from './entrusted-rows.tsx'
import { type Filled, stepPage, stepPath } from './step-page.tsx'

export interface QuestionsPage {
  application: Filled
  step: Step
  /** How many times the questions are asked. */
  count: number
  typed: Typed
  errors?: readonly FormError[]
}

export function questionsPage(view: View, { application, step, count, typed, errors = [] }: QuestionsPage): Page {
  const action = stepPath(application, step.id)
  const asked = (index: number, of?: string) => step.questions.map((question) => {
    const name = fieldName(step, question, index)
    return <AskedQuestion key={name} view={view} question={question} name={name} of={of} value={typed[name]} error={errors.find(({ field }) => field === name)?.text} />
  })
  const entrusted = entrustedRows(view, application, step.id)
  return stepPage(view, {
    application, step: step.id, errors, title: view.text(step.title), lead: step.lead && view.text(step.lead),
    children: (
      <>
        {entrusted.length === 0 ? null : <SummaryList rows={entrusted} />}
        <Form view={view} action={action}>
          {step.repeat && count > 1
            ? Array.from({ length: count }, (_, index) => (
              <section key={index} class="repeated">
                <h2>{view.t('cases.child.which', { number: index + 1 })}</h2>
                {asked(index, view.t('cases.child.which', { number: index + 1 }))}
                {index > 0 && index === count - 1 ? <Button kind="secondary" name="act" value="remove">{view.t('cases.child.remove', { number: index + 1 })}</Button> : null}
              </section>
            ))
            : asked(0)}
          <input type="hidden" name="count" value={String(count)} />
          <div class="buttons">
            <Button>{view.t('cases.save')}</Button>
            {step.repeat && count < step.repeat.max ? <Button kind="secondary" name="act" value="add">{view.t('cases.child.add')}</Button> : null}
          </div>
        </Form>
      </>
    ),
  })
}
