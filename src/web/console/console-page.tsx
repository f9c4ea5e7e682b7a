/** The shell for people who spend eight hours in it: one quiet bar, then the work. */
import type { ComponentChildren } from 'preact'
import { Page } from '../../kernel/http/answers.ts'
import { ErrorSummary, type FormError } from '../components/error-summary/error-summary.tsx'
import { renderDocument, renderMarkup } from '../render.ts'
import type { View } from '../view.ts'
import { ConsoleHeader } from './console-header.tsx'

export interface ConsoleOptions {
  title: string
  children: ComponentChildren
  errors?: readonly FormError[]
  /** The whole width: the three columns of a case. */
  wide?: boolean
  script?: string
  status?: number
}

export function consolePage(view: View, { title, children, errors = [], wide = false, script, status }: ConsoleOptions): Page {
  const { t } = view
  const content = renderMarkup(view, children)
  const summary = errors.length > 0 && !content.includes('id="error-summary-title"') ? renderMarkup(view, <ErrorSummary view={view} errors={errors} />) : ''
  const body = renderMarkup(view, <ConsoleHeader view={view} />)
    + `<main id="main" class="${wide ? 'page page-wide' : 'page'}">${summary}${content}</main>`
  const named = t('web.document-title', { title, site: t('web.console.name') })
  return new Page(renderDocument(view, {
    title: errors.length > 0 ? t('web.error.document-title', { title: named }) : named, shell: 'console', body, script,
  }), status)
}
