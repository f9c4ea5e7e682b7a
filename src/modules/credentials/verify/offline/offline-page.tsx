/** The page's frame. It says nothing about who asks for it: a copy stays in the browser, and others may open that. */
import { Page } from '../../../../kernel/http/answers.ts'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { documentTitle } from '../../../../web/render-main.tsx'
import { renderDocument, renderMarkup } from '../../../../web/render.ts'
import type { View } from '../../../../web/view.ts'
import type { OfflineApp } from './build-app.ts'

export function offlinePage(view: View, { start, words, manifest }: OfflineApp): Page {
  const { t, language } = view
  const title = t('credentials.offline.title')
  const body = renderMarkup(view, (
    <div id="verifier" data-words={words} data-language={language.tag}>
      <main id="main" class="page">
        <h1>{title}</h1>
        <noscript><Notice kind="attention" title={t('credentials.offline.no-script')}><p>{t('credentials.offline.no-script-next')}</p></Notice></noscript>
        <p><a href="/verify">{t('credentials.verify.title')}</a></p>
      </main>
    </div>
  ))
  return new Page(renderDocument(view, { title: documentTitle(view, title, t('web.site.name'), []), shell: 'portal', body, script: start, app: { manifest } }))
}
