/** On to the program that asked: an answer to a form may lead to no other site by itself (CSP `form-action`). */
import type { Page } from '../../../../kernel/http/answers.ts'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'

/** @param onTo an https address of whoever asked */
export function onwardPage(view: View, onTo: string): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.present.on-title'), onTo,
    children: (
      <>
        <h1>{t('credentials.present.on-title')}</h1>
        <p><a href={onTo}>{t('credentials.present.on-link', { host: new URL(onTo).host })}</a></p>
      </>
    ),
  })
}
