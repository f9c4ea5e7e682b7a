/** What changes, exactly, before it changes. The assistant leads here; only the person presses. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { changesAnything, ChangesView, type Plan } from '../../notices/index.ts'

export interface SettingPage {
  answer: string
  plan: Plan
  /** The settings are others than the person has read. */
  changed?: boolean
}

export function settingPage(view: View, { answer, plan, changed = false }: SettingPage): Page {
  const { t } = view
  const title = t('assistant.setting.title')
  return portalPage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        {changed ? <Notice kind="attention" title={t('assistant.setting.changed')} /> : null}
        <p>{t(changesAnything(plan) ? 'assistant.start.effect' : 'assistant.setting.nothing')}</p>
        <ChangesView view={view} plan={plan} />
        {changesAnything(plan) ? (
          <Form view={view} action={`/ask/setting/${answer}`}>
            <input type="hidden" name="version" value={plan.version} />
            <Button>{t('assistant.setting.confirm')}</Button>
          </Form>
        ) : null}
        <p><a href="/my/inbox/settings">{t('notices.settings.title')}</a></p>
        <p><a href="/ask">{t('assistant.setting.back')}</a></p>
      </>
    ),
  })
}
