/** Messages in this browser: the one page of the room that needs a script; the settings page holds the ways without one. */
import { csrfField } from '../../../kernel/http/guard-origin.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { subscribeScript } from '../channels/push-scripts.ts'

/** @param pushKey the platform's public VAPID key */
export function browserPage(view: View, pushKey: string): Page {
  const { t } = view
  return portalPage(view, {
    title: t('notices.browser.title'), script: subscribeScript.path,
    children: (
      <>
        <BackLink view={view} href="/my/inbox/settings" />
        <h1>{t('notices.browser.title')}</h1>
        <Lead>{t('notices.browser.lead')}</Lead>
        <form method="post" action="/my/inbox/settings/contacts" data-push-key={pushKey} hidden>
          <input type="hidden" name={csrfField} value={view.csrf} />
          <input type="hidden" name="channel" value="push" />
          <input type="hidden" name="address" value="" />
          <p class="field-error" data-failed hidden>{t('notices.browser.failed')}</p>
          <Button>{t('notices.browser.turn-on')}</Button>
        </form>
        <p data-cannot>{t('notices.browser.cannot')}</p>
      </>
    ),
  })
}
