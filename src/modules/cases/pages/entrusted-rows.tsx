/** What somebody else was asked, among the answers of the applicant: theirs with their name, or that it is awaited. */
import type { SummaryRow } from '../../../web/components/summary-list/summary-list.tsx'
import type { View } from '../../../web/view.ts'
import { contributionsStep } from '../apply/steps.ts'
import { lifeEventOf } from '../apply/subject.ts'
import { type Filled, stepPath } from './step-page.tsx'
import { answerInWords } from './value-in-words.ts'

/** @param step of one page only */
export function entrustedRows(view: View, application: Filled, step?: string): SummaryRow[] {
  const { event, draft } = application
  const { entrusted = {} } = draft
  const action = application.atCounter ? undefined : { href: stepPath(application, contributionsStep), label: view.t('cases.change') }
  return (lifeEventOf(view.pack, event)?.steps ?? []).filter((page) => step === undefined || page.id === step).flatMap(({ questions }) => questions).flatMap(({ fact, label }) => {
    const one = entrusted[fact]
    return one === undefined ? [] : [{ key: view.text(label), value: one.by === undefined ? view.t('contributions.form.awaited', { name: one.label }) : saidBy(view, fact, draft.answers[fact] ?? '', one.by), action }]
  })
}

/** An answer, and who gave it where that is not the applicant. */
export function saidBy(view: View, fact: string, answer: string, by: string | undefined): string {
  const value = answerInWords(view, view.pack.facts.find((candidate) => candidate.fact === fact), answer)
  return by === undefined ? value : view.t('contributions.form.by', { value, name: by })
}
