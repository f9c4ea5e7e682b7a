import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import type { View } from '../../../web/view.ts'
import type { KnownFact } from '../apply/draft.ts'
import { valueInWords } from '../../exchange/index.ts'
import { fieldOf } from './value-in-words.ts'

/** What a search found: values of registers, then the official's words. */
export function Found({ view, found, answer }: { view: View; found: readonly KnownFact[] | null; answer: string | null }) {
  const rows = (found ?? []).map((fact) => {
    const field = fieldOf(view, fact)
    return { key: field ? view.text(field.label) : fact.field, value: valueInWords(view, field, fact.value) }
  })
  return (
    <>
      {rows.length === 0 ? null : <SummaryList rows={rows} />}
      {answer === null ? null : <p>{view.t('cases.found.answer', { answer })}</p>}
    </>
  )
}
