/** What happened so far, what was asked, and the way to ask. */
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { Timeline } from '../../../web/components/timeline/timeline.tsx'
import type { View } from '../../../web/view.ts'
import { happeningInWords } from './happening-in-words.ts'
import { actorName } from './load-page.tsx'
import type { PartPage } from './part-page.tsx'

export function PartHistory({ view, page: { read, mayDecide, colleagues, errors = [], typed = {} } }: { view: View; page: PartPage }) {
  return (
    <section>
      <h2>{view.t('cases.part.timeline')}</h2>
      <Timeline items={read.happenings.map((happening) => ({ when: view.dateTime(happening.at), title: happeningInWords(view, happening) }))} />
      {read.questions.map((question) => (
        <div key={question.id}>
          <p>{view.t('cases.part.asked', { date: view.dateTime(question.asked_at), text: question.text })}{question.asked_for === null ? null : ` (${actorName(view, colleagues, question.asked_by, question.asked_for)})`}</p>
          {question.answer === null || question.answered_at === null ? null : <p>{view.t('cases.part.answered', { date: view.dateTime(question.answered_at), text: question.answer })}</p>}
        </div>
      ))}
      {mayDecide && read.part.status === 'open' ? (
        <Form view={view} action={`/console/parts/${read.part.id}/questions`}>
          <h3>{view.t('cases.part.ask-title')}</h3>
          <TextField name="question" label={view.t('cases.part.question')} hint={view.t('cases.part.question-hint')} rows={3} value={typed['question']} error={errors.find(({ field }) => field === 'question')?.text} />
          <Button kind="secondary">{view.t('cases.part.ask')}</Button>
        </Form>
      ) : null}
    </section>
  )
}
