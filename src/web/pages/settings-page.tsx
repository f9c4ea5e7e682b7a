import { BackLink } from '../components/back-link/back-link.tsx'
import { Button } from '../components/button/button.tsx'
import { Form } from '../components/form/form.tsx'
import { Notice } from '../components/notice/notice.tsx'
import { Radios } from '../components/radios/radios.tsx'
import { Lead } from '../components/lead/lead.tsx'
import { consolePage } from '../console/console-page.tsx'
import { portalPage } from '../portal/portal-page.tsx'
import { sizes, themes, type View } from '../view.ts'

export interface SettingsState {
  /** Where to return to. */
  next: string | undefined
  saved: boolean
}

export function settingsPage(view: View, { next, saved }: SettingsState) {
  const { t, pack, language, preferences } = view
  const shell = view.principal.kind === 'official' ? consolePage : portalPage
  return shell(view, {
    title: t('web.settings.title'),
    children: (
      <>
        {next === undefined ? null : <BackLink view={view} href={next} />}
        <h1>{t('web.settings.title')}</h1>
        {saved ? <Notice kind="done" title={t('web.settings.saved')} /> : null}
        <Lead>{t('web.settings.lead')}</Lead>
        <Form view={view} action="/settings">
          {next === undefined ? null : <input type="hidden" name="next" value={next} />}
          <Radios name="language" legend={t('web.settings.language')} value={language.tag}
            items={pack.languages.map(({ tag, name, html }) => ({ value: tag, label: <span lang={html}>{name}</span> }))} />
          <Radios name="size" legend={t('web.settings.size')} value={preferences.size}
            items={sizes.map((value) => ({ value, label: t(`web.settings.size.${value}`) }))} />
          <Radios name="theme" legend={t('web.settings.theme')} value={preferences.theme}
            items={themes.map((value) => ({
              value, label: t(`web.settings.theme.${value}`), hint: value === 'contrast' ? t('web.settings.theme.contrast-hint') : undefined,
            }))} />
          <Button>{t('web.settings.save')}</Button>
        </Form>
      </>
    ),
  })
}
