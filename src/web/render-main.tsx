/** What both shells share: the main part with its error summary, and the title of the document. */
import type { ComponentChildren } from 'preact'
import { ErrorSummary, summaryMark, type FormError } from './components/error-summary/error-summary.tsx'
import { renderMarkup } from './render.ts'
import type { View } from './view.ts'

export interface MainParts {
  children: ComponentChildren
  errors: readonly FormError[]
  wide: boolean
}

/** A page that has placed the summary itself, below its back link, keeps it there; otherwise it leads. */
export function renderMain(view: View, { children, errors, wide }: MainParts): string {
  const content = renderMarkup(view, children)
  const summary = errors.length === 0 || content.includes(summaryMark) ? '' : renderMarkup(view, <ErrorSummary view={view} errors={errors} />)
  return `<main id="main" class="${wide ? 'page page-wide' : 'page'}">${summary}${content}</main>`
}

/** The title is what a screen reader says first: it begins with the error. */
export function documentTitle({ t }: View, title: string, site: string, errors: readonly FormError[]): string {
  const named = t('web.document-title', { title, site })
  return errors.length === 0 ? named : t('web.error.document-title', { title: named })
}
