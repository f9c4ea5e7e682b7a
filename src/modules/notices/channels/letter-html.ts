/** The HTML half of an e-mail: the same words, no pictures, nothing from elsewhere, nothing that tells who has read it. */
import { h } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import type { Letter } from '../messages/compose-message.ts'

const column = 'max-width:38em;margin:0 auto;padding:24px;font-family:system-ui,sans-serif;font-size:17px;line-height:1.6;color:#1e2124;word-break:keep-all'

export function letterHtml({ subject, paragraphs, letters, link, linkText, foot, language }: Letter): string {
  const page = h('html', { lang: language.html, dir: language.dir }, [
    h('head', null, [h('meta', { charSet: 'utf-8' }), h('title', null, subject)]),
    h('body', { style: 'margin:0;background:#ffffff' }, h('div', { style: column }, [
      h('h1', { style: 'font-size:24px;line-height:1.4' }, subject),
      ...paragraphs.filter((text, at) => at > 0 || text !== subject).map((text) => h('p', null, text)),
      ...letters.map((one) => h('p', null, h('a', { href: one.link }, one.title))),
      h('p', null, h('a', { href: link, style: 'color:#0b50d0;font-weight:bold' }, linkText)),
      h('p', { style: 'font-size:15px;color:#464c53;border-top:1px solid #cdd1d5;padding-top:16px' }, foot),
    ])),
  ])
  return `<!doctype html>${renderToStaticMarkup(page)}`
}
