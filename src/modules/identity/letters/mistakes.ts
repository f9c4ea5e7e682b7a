/** What is wrong with a number or a day before anybody is asked about it. */
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'

export const numberMistakes = (view: View, { person }: { person: string }): FormError[] =>
  (new RegExp(view.pack.personIdPattern).test(person) ? [] : [{ field: 'person', text: view.t('registration.office.person-wrong') }])

export const birthMistakes = (view: View, { birthDate }: { birthDate: string }): FormError[] => (isDay(birthDate) ? [] : [{ field: 'birthDate', text: view.t('letters.birth-wrong') }])

/** ISO 8601, and in the calendar. */
export function isDay(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}
