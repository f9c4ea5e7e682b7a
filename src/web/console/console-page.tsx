/** The shell for people who spend eight hours in it: one quiet bar, then the work. */
import type { ComponentChildren } from 'preact'
import { Page } from '../../kernel/http/answers.ts'
import type { FormError } from '../components/error-summary/error-summary.tsx'
import { renderDocument, renderMarkup } from '../render.ts'
import { documentTitle, renderMain } from '../render-main.tsx'
import type { View } from '../view.ts'
import { ConsoleHeader } from './console-header.tsx'
import { CopiedBanner } from './copied-banner.tsx'

export interface ConsoleOptions {
  title: string
  children: ComponentChildren
  errors?: readonly FormError[]
  /** The whole width: the three columns of a case. */
  wide?: boolean
  script?: string
  /** Between the header and the page: for whom one is at work. */
  banner?: ComponentChildren
  status?: number
}

export function consolePage(view: View, { title, children, errors = [], wide = false, script, banner, status }: ConsoleOptions): Page {
  const { t } = view
  const body = renderMarkup(view, <><ConsoleHeader view={view} /><CopiedBanner view={view} />{banner}</>)
    + renderMain(view, { children, errors, wide })
  return new Page(renderDocument(view, {
    title: documentTitle(view, title, t('web.console.name'), errors), shell: 'console', body, script,
  }), status)
}
