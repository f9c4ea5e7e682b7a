/** The switch of the assistant, for whoever answers for it: how it stands, since when and why; and the other way round, with a reason. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { SwitchState } from './keep-switch.ts'

export const switchPath = '/console/assistant'

export function switchPage(view: View, { isOff, reason, changedAt }: SwitchState, errors: readonly FormError[] = []): Page {
  const { t } = view
  return consolePage(view, {
    title: t('assistant.switch.title'), errors,
    children: (
      <>
        <h1>{t('assistant.switch.title')}</h1>
        <Lead>{t('assistant.switch.lead')}</Lead>
        <Notice kind={isOff ? 'attention' : 'info'} title={t(isOff ? 'assistant.switch.is-off' : 'assistant.switch.is-on')}>
          {changedAt === null ? null : <p>{t('assistant.switch.since', { at: view.dateTime(changedAt), reason })}</p>}
        </Notice>
        <Form view={view} action={switchPath}>
          <TextField name="reason" label={t('assistant.switch.reason')} hint={t('assistant.switch.reason-hint')} error={errors[0]?.text} />
          <Button kind={isOff ? 'primary' : 'danger'} name="off" value={isOff ? 'no' : 'yes'}>{t(isOff ? 'assistant.switch.turn-on' : 'assistant.switch.turn-off')}</Button>
        </Form>
      </>
    ),
  })
}
