/** The app's one page. It says nothing about who asks for it: a copy stays in the browser, and others may open that. */
import { Page } from '../../../kernel/http/answers.ts'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { renderDocument, renderMarkup } from '../../../web/render.ts'
import { Wordmark } from '../../../web/portal/wordmark.tsx'
import { documentTitle } from '../../../web/render-main.tsx'
import type { View } from '../../../web/view.ts'
import type { Shell } from '../build-shell.ts'

export function walletPage(view: View, { start, stylesheet, texts, manifest }: Shell): Page {
  const { t, language } = view
  const title = t('wallet.title')
  const body = renderMarkup(view, (
    <div id="wallet" data-texts={texts} data-language={language.tag}>
      <header class="masthead">
        {view.demonstration ? <p class="banner"><span class="frame">{t('web.demonstration')}</span></p> : null}
        <div class="frame masthead-row"><Wordmark view={view} href="/" name={t('web.site.name')} /></div>
      </header>
      <main id="main" class="page">
        <h1>{title}</h1>
        <noscript>
          <Notice kind="attention" title={t('wallet.no-script.title')}><p>{t('wallet.no-script.text')}</p></Notice>
        </noscript>
        <p class="wallet-opening">{t('wallet.what')}</p>
        <p><a href="/my/documents">{t('wallet.paper-instead')}</a></p>
      </main>
    </div>
  ))
  return new Page(renderDocument(view, { title: documentTitle(view, title, t('web.site.name'), []), shell: 'portal', body, script: start, app: { stylesheet, manifest } }))
}
