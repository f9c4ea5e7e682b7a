/** One question of a life event as a field, by its type. */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import { DateField } from '../../../web/components/date-field/date-field.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'

export interface AskedQuestionProps {
  view: View
  question: Question
  name: string
  /** Whose question it is, where a page asks it of several. */
  of: string | undefined
  value: string | undefined
  error: string | undefined
}

export function AskedQuestion({ view, question, name, of, value, error }: AskedQuestionProps) {
  const label = view.text(question.label)
  const hint = question.hint && view.text(question.hint)
  switch (question.type) {
    case 'text': return <TextField name={name} label={label} hint={hint} value={value} error={error} autocomplete="off" />
    case 'date': return <DateField name={name} label={label} value={value} error={error} />
    case 'choice': return <Radios name={name} of={of} legend={label} hint={hint} value={value} error={error} inline items={(question.choices ?? []).map((choice) => ({ value: choice.value, label: view.text(choice.label) }))} />
    case 'yes-no': return <Radios name={name} of={of} legend={label} hint={hint} value={value} error={error} inline items={[{ value: 'yes', label: view.t('cases.yes') }, { value: 'no', label: view.t('cases.no') }]} />
    default: return question.type satisfies never
  }
}
