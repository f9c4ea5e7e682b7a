/** The shell of everything that residents see: same places on every page for search, sign-in, language and help. */
import type { ComponentChildren } from 'preact'
import { Page } from '../../kernel/http/answers.ts'
import type { FormError } from '../components/error-summary/error-summary.tsx'
import { renderDocument, renderMarkup } from '../render.ts'
import { documentTitle, renderMain } from '../render-main.tsx'
import type { View } from '../view.ts'
import { ActingBanner } from './acting-banner.tsx'
import { footerOf, headerOf } from './drawn-once.tsx'
import { LetterBanner } from './letter-banner.tsx'

export interface PortalOptions {
  /** Of the document; the page has its own `<h1>`. */
  title: string
  children: ComponentChildren
  /** The document's title says so, and a summary leads the page unless the page has placed its own. */
  errors?: readonly FormError[]
  /** More than a column of text: lists and tables. */
  wide?: boolean
  /** Path of a script file; the route declares `script: true`. */
  script?: string
  status?: number
  /** An address that the browser goes on to by itself. */
  onTo?: string
}

export function portalPage(view: View, { title, children, errors = [], wide = false, script, status, onTo }: PortalOptions): Page {
  const { t } = view
  const body = headerOf(view) + renderMarkup(view, <><ActingBanner view={view} /><LetterBanner view={view} /></>) + renderMain(view, { children, errors, wide }) + footerOf(view)
  return new Page(renderDocument(view, {
    title: documentTitle(view, title, t('web.site.name'), errors), shell: 'portal', body, script,
  }), status, onTo)
}
