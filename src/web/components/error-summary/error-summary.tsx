import type { View } from '../../view.ts'

export interface FormError {
  /** Name of the field: the summary leads to the element with that id. */
  field: string
  text: string
}

/**
 * What to put right, first on the page (GOV.UK error summary). `autofocus` brings a reader of a new page here
 * without any script; a live role would announce nothing on load. `still` leaves the focus where it is: for showing it among others.
 */
export function ErrorSummary({ view, errors, still = false }: { view: View; errors: readonly FormError[]; still?: boolean }) {
  if (errors.length === 0) return null
  return (
    <section class="error-summary" tabIndex={-1} autoFocus={!still} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{view.t('web.error.summary', { count: errors.length })}</h2>
      <ul>{errors.map(({ field, text }) => <li key={field}><a href={`#${field}`}>{text}</a></li>)}</ul>
    </section>
  )
}
