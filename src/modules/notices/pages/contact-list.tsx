import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import type { ContactRow } from '../index.ts'

export interface ContactListProps {
  view: View
  contacts: readonly ContactRow[]
  errorAt(field: string): string | undefined
}

/** In the order in which they are tried; the first confirmed one gets the messages. */
export function ContactList({ view, contacts, errorAt }: ContactListProps) {
  const { t } = view
  const first = contacts.find(({ state }) => state === 'confirmed')
  if (contacts.length === 0) return <p>{t('notices.settings.portal-only')}</p>
  return (
    <SummaryList rows={contacts.map((contact) => {
      const { id, channel, address, state } = contact
      const action = `/my/inbox/settings/contacts/${id}`
      const shown = channel === 'push' ? t('notices.channel.push.this') : address
      return {
        key: t(`notices.channel.${channel}`),
        value: (
          <>
            <p><bdi>{shown}</bdi><br /><span class="hint">{t(contact === first ? 'notices.contact.first' : `notices.contact.${state}`)}</span></p>
            {state === 'confirmed' ? null : (
              <Form view={view} action={`${action}/confirm`}>
                <TextField name="code" id={`code-${id}`} label={t('notices.contact.code', { address: shown })} width={10} inputmode="numeric" autocomplete="one-time-code" error={errorAt(`code-${id}`)} />
                <Button kind="secondary">{t('notices.contact.confirm')}</Button>
              </Form>
            )}
            <div class="buttons">
              {state === 'confirmed' && contact !== first ? <Form view={view} action={`${action}/first`}><Button kind="secondary">{t('notices.contact.prefer')}</Button></Form> : null}
              <Form view={view} action={`${action}/remove`}><Button kind="secondary">{t('notices.contact.remove', { address: shown })}</Button></Form>
            </div>
          </>
        ),
      }
    })} />
  )
}
