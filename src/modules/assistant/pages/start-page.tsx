/** What pressing the button does, exactly, before it does it. The assistant leads here; only the person presses. */
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'

export function startPage(view: View, turn: string, event: LifeEvent): Page {
  const { t } = view
  const title = t('assistant.start.title', { event: view.text(event.name) })
  return portalPage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{t('assistant.start.effect')}</p>
        <ul>
          <li>{t('assistant.start.effect-draft')}</li>
          <li>{t('assistant.start.effect-services', { count: event.services.length })}</li>
          <li>{t('assistant.start.effect-data')}</li>
        </ul>
        <Form view={view} action={`/ask/start/${turn}`}>
          <Button>{t('assistant.start.confirm')}</Button>
        </Form>
        <Form view={view} action={`/ask/start/${turn}/talk`}>
          <p>{t('assistant.fill.start-effect')}</p>
          <Button kind="secondary">{t('assistant.fill.start')}</Button>
        </Form>
        <p><a href="/ask">{t('assistant.start.back')}</a></p>
      </>
    ),
  })
}
