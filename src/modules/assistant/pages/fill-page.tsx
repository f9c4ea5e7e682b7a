/** A few questions of the form, what was answered so far, and room to answer, to correct, or to ask something else. Without any script. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { OwnApplication, Slots } from '../../cases/index.ts'
import { valueInWords } from '../../exchange/index.ts'
import { type AskedBack, fieldOfBack, type Taken } from '../fill/take-answer.ts'
import type { FieldMistake } from '../fill/take-form.ts'
import { AskHumanAbout } from './ask-human.tsx'
import { Guidance } from './fill-guidance.tsx'
import { AnswerText } from './answer-view.tsx'
import { Asking } from './fill-asking.tsx'
import { fillPath, labelOf, mistakeInWords, valueOf } from './fill-words.ts'

export interface FillPage {
  application: OwnApplication
  slots: Slots
  wordingIn(language: string): Wording
  /** Nothing is understood: the fields remain. */
  isOff: boolean
  /** What the last message came to, where it was not kept. */
  taken?: Exclude<Taken, { kind: 'kept' }>
  mistakes?: readonly FieldMistake[]
  /** How often in a row nothing was understood. */
  misses?: number
  typed?: Record<string, string>
}

export function fillPage(view: View, { application, slots, wordingIn, isOff, taken, misses = 0, mistakes = [], typed = {} }: FillPage): Page {
  const { t, text } = view
  const event = view.pack.lifeEvents.find(({ id }) => id === application.event)!
  const title = t('assistant.fill.title', { event: text(event.name) })
  const errors = [...mistakes.map((one) => ({ field: one.field, text: mistakeInWords(view, one) })), ...inMessage(view, taken)]
  return portalPage(view, {
    title, errors,
    children: (
      <>
        <h1>{title}</h1>
        {isOff ? <Notice kind="attention" title={t('assistant.off.fill')} /> : <Lead>{t('assistant.fill.lead')}</Lead>}
        {taken?.kind === 'aside' ? <AnswerText view={view} wording={wordingIn(taken.answer.language)} answer={taken.answer} turn={undefined} open={false} /> : null}
        {taken?.kind === 'known-wrong' ? <p>{t('assistant.fill.known-wrong')} <a href={`/apply/${application.id}/known`}>{t('assistant.fill.known-page')}</a></p> : null}
        {slots.asked[0]?.kind === 'known' ? <Known view={view} application={application} /> : null}
        {slots.answered.length === 0 ? null : (
          <section>
            <h2>{t('assistant.fill.so-far')}</h2>
            <SummaryList rows={slots.answered.map((slot) => ({ key: labelOf(view, slot), value: valueOf(view, slot) }))} />
          </section>
        )}
        {slots.asked.length === 0 ? (
          <>
            <p>{t('assistant.fill.done')}</p>
            <p><ButtonLink href={`/apply/${application.id}/continue`}>{t('assistant.fill.go-on')}</ButtonLink></p>
          </>
        ) : null}
        {slots.nobody && event.subject ? <Notice kind="attention" title={text(event.subject.none)} />
          : taken?.kind === 'read-back' ? <ReadBack view={view} application={application} slot={taken.slot} value={taken.value} />
            : <><Guidance view={view} application={application} slots={slots} misses={misses} /><Asking view={view} misses={misses} application={application} slots={slots} typed={errors.length === 0 ? {} : typed} errors={errors} /></>}
        <p><a href={`/apply/${application.id}/continue`}>{t('assistant.fill.as-form')}</a></p>
        <p><a href={`/apply/${application.id}/delete`}>{t('cases.delete.link')}</a></p>
        <AskHumanAbout view={view} application={application.id} />
      </>
    ),
  })
}

function inMessage(view: View, taken: FillPage['taken']): FormError[] {
  if (taken?.kind === 'mistake') return [{ field: 'message', label: labelOf(view, taken.slot), text: mistakeInWords(view, taken.mistake) }]
  if (taken?.kind === 'off') return [{ field: 'message', text: view.t('assistant.off.fill') }]
  return taken?.kind === 'not-understood' ? [{ field: 'message', text: view.t('assistant.fill.not-understood') }] : []
}

/** What was understood, before it is kept: one press where it is right, or the right words instead. */
function ReadBack({ view, application, slot, value }: { view: View; application: OwnApplication; slot: AskedBack; value: string }) {
  const { t } = view
  const held = <><input type="hidden" name="event" value={application.event} /><input type="hidden" name="field" value={fieldOfBack(slot)} /><input type="hidden" name="value" value={value} /></>
  return (
    <section>
      <h2>{labelOf(view, slot)}</h2>
      {slot.kind === 'known' ? <p>{t('assistant.fill.known-again')} <a href={`/apply/${application.id}/known`}>{t('assistant.fill.known-correct')}</a></p>
        : <p>{t('assistant.fill.read-back', { value: slot.kind === 'more' ? view.t(`cases.${value}`) : valueOf(view, { ...slot, value }) })}</p>}
      <Form view={view} action={fillPath(application.id)}>
        {held}
        <input type="hidden" name="right" value="yes" />
        <Button>{t(slot.kind === 'known' ? 'assistant.fill.known-agree' : 'assistant.fill.read-back-yes')}</Button>
      </Form>
      <Form view={view} action={fillPath(application.id)}>
        {held}
        <TextField name="message" label={t(slot.kind === 'known' ? 'assistant.fill.known-what' : 'assistant.fill.read-back-no')} autocomplete="off" />
        <Button kind="secondary">{t('assistant.fill.send')}</Button>
      </Form>
    </section>
  )
}

/** What came from the registers, each under the name of its own; those that were silent are told of on the page of the form. */
function Known({ view, application: { draft } }: { view: View; application: OwnApplication }) {
  const registers = view.pack.registers.filter(({ id }) => draft.known?.some(({ register }) => register === id))
  return registers.map(({ id, name, fields }) => (
    <section key={id}>
      <h2>{view.text(name)}</h2>
      <SummaryList rows={(draft.known ?? []).filter(({ register }) => register === id).map(({ field, value }) => ({
        key: fields[field] === undefined ? field : view.text(fields[field].label), value: valueInWords(view, fields[field], value),
      }))} />
    </section>
  ))
}
