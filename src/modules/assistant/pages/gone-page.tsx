/** An application that a conversation was about is not there any more: what that may mean, that nothing of it was sent, and the way to begin anew. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'

export const anewPath = '/ask/fill'

/** @param event that it was about, where that is known */
export function gonePage(view: View, event: string | undefined): Page {
  const { t, text } = view
  const begun = view.pack.lifeEvents.find(({ id, open }) => open && id === event)
  return portalPage(view, {
    title: t('assistant.gone.title'), status: 404,
    children: (
      <>
        <h1>{t('assistant.gone.title')}</h1>
        <Lead>{t('assistant.gone.lead')}</Lead>
        <p>{t('assistant.gone.not-sent')}</p>
        {begun === undefined ? <p><ButtonLink href="/ask">{t('assistant.gone.ask')}</ButtonLink></p> : (
          <Form view={view} action={anewPath}>
            <input type="hidden" name="event" value={begun.id} />
            <Button>{t('assistant.gone.anew', { event: text(begun.name) })}</Button>
          </Form>
        )}
        <p><a href="/my/applications">{t('assistant.gone.others')}</a></p>
      </>
    ),
  })
}
