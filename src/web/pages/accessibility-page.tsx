import { Lead } from '../components/lead/lead.tsx'
import { portalPage } from '../portal/portal-page.tsx'
import type { View } from '../view.ts'

const works = ['keyboard', 'script', 'zoom', 'contrast', 'language', 'time'] as const
const checked = ['machine', 'people'] as const

/** What works, how it is checked, what is not known, and where to complain. */
export function accessibilityPage(view: View) {
  const { t, pack } = view
  return portalPage(view, {
    title: t('web.accessibility.title'),
    children: (
      <>
        <h1>{t('web.accessibility.title')}</h1>
        <Lead>{t('web.accessibility.lead')}</Lead>
        <h2>{t('web.accessibility.works')}</h2>
        <ul>{works.map((item) => <li key={item}>{t(`web.accessibility.works.${item}`)}</li>)}</ul>
        <p><a href="/settings">{t('web.accessibility.settings')}</a></p>
        <h2>{t('web.accessibility.checked')}</h2>
        <ul>{checked.map((item) => <li key={item}>{t(`web.accessibility.checked.${item}`)}</li>)}</ul>
        <p><a href="/components">{t('web.accessibility.components')}</a></p>
        <h2>{t('web.accessibility.barrier')}</h2>
        <p>{t('web.accessibility.barrier-text', { phone: pack.helpLine.phone })}</p>
      </>
    ),
  })
}
