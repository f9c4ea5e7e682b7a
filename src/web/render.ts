/** Markup from components, and the document around it. Strings are joined here so that the parts that never change are rendered once. */
import { h, type ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { escapeText } from './escape-text.ts'
import { stylesheet } from './theme/stylesheet.ts'
import type { View } from './view.ts'
import { ViewContext } from './view-context.ts'

export function renderMarkup(view: View, children: ComponentChildren): string {
  return renderToString(h(ViewContext.Provider, { value: view, children }))
}

export interface DocumentParts {
  title: string
  shell: 'portal' | 'console'
  /** Markup of the body, rendered already. */
  body: string
  /** Path of one of our script files; ceremonies in the browser and the holder's app only. */
  script?: string | undefined
  /** Of an app that can be installed. */
  app?: { stylesheet?: string; manifest: string }
}

const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
const links = `<link rel="stylesheet" href="${stylesheet.path}"><link rel="icon" href="/favicon.svg" type="image/svg+xml">`

/** A whole HTML document. */
export function renderDocument(view: View, { title, shell, body, script, app }: DocumentParts): string {
  const { language, preferences } = view
  return `<!doctype html><html lang="${language.html}" dir="${language.dir}" data-theme="${preferences.theme}" data-size="${preferences.size}">`
    + `<head>${head}<title>${escapeText(title)}</title>${links}`
    + (app?.stylesheet === undefined ? '' : `<link rel="stylesheet" href="${escapeText(app.stylesheet)}">`) + (app === undefined ? '' : `<link rel="manifest" href="${escapeText(app.manifest)}">`)
    + `${script === undefined ? '' : `<script type="module" src="${escapeText(script)}"></script>`}</head>`
    + `<body class="${shell}">${body}</body></html>`
}
