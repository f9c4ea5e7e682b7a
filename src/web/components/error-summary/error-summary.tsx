import type { View } from '../../view.ts'

export interface FormError {
  /** Name of the field: the summary leads to the element with that id. */
  field: string
  text: string
  /** The field's own label, where the text does not name it: in the summary they stand together. */
  label?: string
}

const titleId = 'error-summary-title'

/** Tells that a page carries a summary already. */
export const summaryMark = `id="${titleId}"`

/**
 * What to put right, first on the page (GOV.UK error summary). `autofocus` brings a reader of a new page here
 * without any script; a live role would announce nothing on load. `still` leaves the focus where it is: for showing it among others.
 */
export function ErrorSummary({ view, errors, still = false }: { view: View; errors: readonly FormError[]; still?: boolean }) {
  if (errors.length === 0) return null
  return (
    <section class="error-summary" tabIndex={-1} autoFocus={!still} aria-labelledby={titleId}>
      <h2 id={titleId}>{view.t('web.error.summary', { count: errors.length })}</h2>
      <ul>{errors.map(({ field, label, text }) => (
        <li key={field}><a href={`#${field}`}>{label === undefined ? text : view.t('web.error.of-field', { label, text })}</a></li>
      ))}</ul>
    </section>
  )
}
