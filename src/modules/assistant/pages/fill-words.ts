/** Questions of an application, their answers and what is wrong with one, in words. */
import type { View } from '../../../web/view.ts'
import type { QuestionSlot, Slot, SlotMistake } from '../../cases/index.ts'

export const fillPath = (application: string) => `/ask/fill/${application}`

export function labelOf(view: View, slot: Slot): string {
  if (slot.kind !== 'question') return view.t(`assistant.fill.${slot.kind}`)
  const label = view.text(slot.question.label)
  return slot.index === 0 ? label : `${view.t('cases.child.which', { number: slot.index + 1 })} · ${label}`
}

export function valueOf(view: View, { question, value }: QuestionSlot): string {
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

export function mistakeInWords(view: View, { mistake, values }: SlotMistake): string {
  if (mistake !== 'registered') return view.t(`cases.answer.${mistake}`, values)
  const register = view.pack.registers.find(({ id }) => id === values?.['register'])
  return view.t('cases.child.already-registered', { name: values?.['name'] ?? '', date: view.date(String(values?.['date'])), register: register === undefined ? '' : view.text(register.name) })
}
