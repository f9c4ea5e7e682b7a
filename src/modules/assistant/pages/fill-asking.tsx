/** What is asked at once, as fields; and one for all of it in a person's own words. */
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import { AskedQuestion, type OwnApplication, type Slot, type Slots } from '../../cases/index.ts'
import { personInWords } from '../../exchange/index.ts'
import { fillPath, labelOf } from './fill-words.ts'

export interface AskingProps {
  view: View
  /** How often in a row nothing was understood; the next message brings it back. */
  misses: number
  application: OwnApplication
  slots: Slots
  /** Field → what was typed, where it has to be put right. */
  typed: Record<string, string>
  errors: readonly FormError[]
}

export function Asking({ view, misses, application, slots: { asked, open }, typed, errors }: AskingProps) {
  const { t } = view
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.text
  const known = asked[0]?.kind === 'known'
  const fields = asked.filter(({ kind }) => kind !== 'known')
  const pages = asked.flatMap((slot) => (slot.kind === 'question' ? [slot.step] : []))
  const others = open.filter((slot) => pages.includes(slot.step) && !asked.includes(slot)).map((slot) => labelOf(view, slot))
  const label = fields.length > 0 ? t('assistant.fill.freely') : known ? t('assistant.fill.known') : t('assistant.fill.message')
  return (
    <>
      {known && fields.length > 0 ? <p>{t('assistant.fill.known-and')}</p> : null}
      <Form view={view} action={fillPath(application.id)}>
        <input type="hidden" name="event" value={application.event} />
        {misses === 0 ? null : <input type="hidden" name="misses" value={String(misses)} />}
        {fields.map((slot) => <Field key={labelOf(view, slot)} view={view} slot={slot} typed={typed} errorOf={errorOf} />)}
        <TextField name="message" label={label} hint={others.length > 0 ? t('assistant.fill.also', { questions: others.join(' · ') }) : undefined}
          autocomplete="off" value={typed['message']} error={errorOf('message')} {...(fields.length > 1 ? { rows: 3 } : {})} />
        <div class="buttons">
          <Button kind={asked.length === 0 || misses > 1 ? 'secondary' : 'primary'}>{t('assistant.fill.send')}</Button>
          {known && fields.length === 0 ? <Button kind="secondary" name="right" value="yes">{t('assistant.fill.known-right')}</Button> : null}
        </div>
      </Form>
    </>
  )
}

interface FieldProps { view: View; slot: Slot; typed: Record<string, string>; errorOf(field: string): string | undefined }

function Field({ view, slot, typed, errorOf }: FieldProps) {
  const { t } = view
  switch (slot.kind) {
    case 'question': {
      const of = slot.index === 0 ? undefined : t('cases.child.which', { number: slot.index + 1 })
      return <AskedQuestion view={view} question={slot.question} name={slot.field} of={of} value={typed[slot.field]} error={errorOf(slot.field)} />
    }
    case 'more': return (
      <Radios name="more" legend={labelOf(view, slot)} value={typed['more']} error={errorOf('more')} inline
        items={[{ value: 'yes', label: t('cases.yes') }, { value: 'no', label: t('cases.no') }]} />
    )
    case 'subject': return (
      <Radios name="subject" legend={labelOf(view, slot)} value={typed['subject']} error={errorOf('subject')}
        items={slot.candidates.map((person) => ({ value: String(person['personId']), label: personInWords(view, person) }))} />
    )
    case 'known': return null
    default: return slot satisfies never
  }
}
