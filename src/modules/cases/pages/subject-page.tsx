/** Whom did it happen to? Asked only where a register knows more than one. */
import type { Subject } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import type { View } from '../../../web/view.ts'
import { candidates, subjectStep } from '../apply/subject.ts'
import { type Filled, stepPage, stepPath } from './step-page.tsx'
import { personInWords } from '../../exchange/index.ts'

export interface SubjectPage { application: Filled; subject: Subject; errors?: readonly FormError[] }

export function subjectPage(view: View, { application, subject, errors = [] }: SubjectPage): Page {
  const title = view.text(subject.title)
  return stepPage(view, {
    application, step: subjectStep, errors, title,
    children: (
      <Form view={view} action={stepPath(application, subjectStep)}>
        <Radios name="subject" legend={title} value={application.draft.subject ?? undefined} error={errors[0]?.text}
          items={candidates(subject, application.draft).map((person) => ({ value: String(person['personId']), label: personInWords(view, person) }))} />
        <Button>{view.t('cases.save')}</Button>
      </Form>
    ),
  })
}
