/** One question of the form, what was answered so far, and room to answer, to correct, or to ask something else. Without any script. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { OwnApplication, QuestionSlot, Slot, SlotMistake, Slots } from '../../cases/index.ts'
import { personInWords, valueInWords } from '../../exchange/index.ts'
import type { Taken } from '../fill/take-answer.ts'
import { AnswerText } from './answer-view.tsx'

export const fillPath = (application: string) => `/ask/fill/${application}`

export interface FillPage {
  application: OwnApplication
  slots: Slots
  wordingIn(language: string): Wording
  /** What the last message came to, where it was not kept. */
  taken?: Exclude<Taken, { kind: 'kept' }>
  typed?: string
}

export function fillPage(view: View, { application, slots, wordingIn, taken, typed }: FillPage): Page {
  const { t, text } = view
  const event = view.pack.lifeEvents.find(({ id }) => id === application.event)!
  const title = t('assistant.fill.title', { event: text(event.name) })
  const error = taken?.kind === 'mistake' ? mistakeInWords(view, taken.mistake) : taken?.kind === 'not-understood' ? t('assistant.fill.not-understood') : undefined
  return portalPage(view, {
    title, errors: error === undefined ? [] : [{ field: 'message', text: error }],
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{t('assistant.fill.lead')}</Lead>
        {taken?.kind === 'aside' ? <AnswerText view={view} wording={wordingIn(taken.answer.language)} answer={taken.answer} turn={undefined} open={false} /> : null}
        {taken?.kind === 'known-wrong' ? <p>{t('assistant.fill.known-wrong')} <a href={`/apply/${application.id}/known`}>{t('assistant.fill.known-page')}</a></p> : null}
        {slots.next?.kind === 'known' ? <Known view={view} application={application} /> : null}
        {slots.answered.length === 0 ? null : (
          <section>
            <h2>{t('assistant.fill.so-far')}</h2>
            <SummaryList rows={slots.answered.map((slot) => ({ key: labelOf(view, slot), value: valueOf(view, slot) }))} />
          </section>
        )}
        {slots.next === undefined ? (
          <>
            <p>{t('assistant.fill.done')}</p>
            <p><ButtonLink href={`/apply/${application.id}/continue`}>{t('assistant.fill.go-on')}</ButtonLink></p>
          </>
        ) : null}
        {slots.nobody && event.subject ? <Notice kind="attention" title={text(event.subject.none)} />
          : taken?.kind === 'read-back' ? <ReadBack view={view} application={application} slot={taken.slot} value={taken.value} />
            : <Asking view={view} application={application} slots={slots} slot={taken?.kind === 'mistake' ? taken.slot : slots.next} error={error} typed={typed} />}
        <p><a href={`/apply/${application.id}/continue`}>{t('assistant.fill.as-form')}</a></p>
      </>
    ),
  })
}

interface Asked { view: View; application: OwnApplication; slots: Slots; slot: Slot | undefined; error: string | undefined; typed: string | undefined }

function Asking({ view, application, slots, slot, error, typed }: Asked) {
  const { t, text } = view
  const others = slots.open.slice(1).map((one) => labelOf(view, one))
  const hints = [slot?.kind === 'question' && slot.question.hint ? text(slot.question.hint) : undefined, others.length > 0 && slot === slots.next ? t('assistant.fill.also', { questions: others.join(' · ') }) : undefined]
  return (
    <>
      {slot?.kind === 'subject' ? <ol>{slot.candidates.map((person) => <li key={String(person['personId'])}>{personInWords(view, person)}</li>)}</ol> : null}
      <Form view={view} action={fillPath(application.id)}>
        <TextField name="message" label={slot === undefined ? t('assistant.fill.message') : labelOf(view, slot)} hint={hints.filter((hint) => hint !== undefined).join(' ') || undefined}
          autocomplete="off" {...(error === undefined ? {} : { value: typed, error })} />
        <Button kind={slots.next === undefined ? 'secondary' : 'primary'}>{t('assistant.fill.send')}</Button>
      </Form>
    </>
  )
}

/** What was understood, before it is kept: one press where it is right, or the right words instead. */
function ReadBack({ view, application, slot, value }: { view: View; application: OwnApplication; slot: QuestionSlot; value: string }) {
  const { t } = view
  const held = <><input type="hidden" name="field" value={slot.field} /><input type="hidden" name="value" value={value} /></>
  return (
    <section>
      <h2>{labelOf(view, slot)}</h2>
      <p>{t('assistant.fill.read-back', { value: valueOf(view, { ...slot, value }) })}</p>
      <Form view={view} action={fillPath(application.id)}>
        {held}
        <input type="hidden" name="right" value="yes" />
        <Button>{t('assistant.fill.read-back-yes')}</Button>
      </Form>
      <Form view={view} action={fillPath(application.id)}>
        {held}
        <TextField name="message" label={t('assistant.fill.read-back-no')} autocomplete="off" />
        <Button kind="secondary">{t('assistant.fill.send')}</Button>
      </Form>
    </section>
  )
}

function labelOf(view: View, slot: Slot): string {
  if (slot.kind !== 'question') return view.t(`assistant.fill.${slot.kind}`)
  const label = view.text(slot.question.label)
  return slot.index === 0 ? label : `${view.t('cases.child.which', { number: slot.index + 1 })} · ${label}`
}

function valueOf(view: View, { question, value }: QuestionSlot): string {
  switch (question.type) {
    case 'yes-no': return view.t(`cases.${value}`)
    case 'date': return view.date(value)
    case 'choice': {
      const choice = question.choices?.find((one) => one.value === value)
      return choice === undefined ? value : view.text(choice.label)
    }
    case 'text': return value
    default: return question.type satisfies never
  }
}

function mistakeInWords(view: View, { mistake, values }: SlotMistake): string {
  if (mistake !== 'registered') return view.t(`cases.answer.${mistake}`, values)
  const register = view.pack.registers.find(({ id }) => id === values?.['register'])
  return view.t('cases.child.already-registered', { name: values?.['name'] ?? '', date: view.date(String(values?.['date'])), register: register === undefined ? '' : view.text(register.name) })
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
