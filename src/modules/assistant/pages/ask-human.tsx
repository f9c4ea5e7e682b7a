/** Letting a human answer: what they will see, said before they are asked; what they see, and the way to take it back, after it. */
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import type { View } from '../../../web/view.ts'
import type { ApplicationRow } from '../../cases/index.ts'
import type { ReadConversation } from '../converse/read-conversation.ts'

const path = '/ask/human'

/** @property drafts applications whose answers can be given along */
export function AskHuman({ view, drafts }: { view: View; drafts: readonly ApplicationRow[] }) {
  const { t } = view
  return (
    <Form view={view} action={path} label={t('assistant.human.ask')}>
      <p>{t('assistant.human.sees')}</p>
      {drafts.length === 0 ? null : (
        <Select name="application" label={t('assistant.human.along')} value="" items={[
          { value: '', label: t('assistant.human.along-none') },
          ...drafts.map(({ id, event, created_at: at }) => ({ value: id, label: t('assistant.human.along-item', { event: eventName(view, event), at: view.date(at.toISOString().slice(0, 10)) }) })),
        ]} />
      )}
      <Button kind="secondary">{t('assistant.human.ask')}</Button>
    </Form>
  )
}

/** From the questions of an application: its answers go along. */
export const AskHumanAbout = ({ view, application }: { view: View; application: string }) => (
  <Form view={view} action={path} label={view.t('assistant.human.ask')}>
    <p>{view.t('assistant.human.along-lead')}</p>
    <input type="hidden" name="application" value={application} />
    <Button kind="secondary">{view.t('assistant.human.ask')}</Button>
  </Form>
)

interface WithHumanProps { view: View; handedOver: NonNullable<ReadConversation['handedOver']>; drafts: readonly ApplicationRow[] }

export function WithHuman({ view, handedOver: { agency, application, answers_seen_at: seen }, drafts }: WithHumanProps) {
  const { t } = view
  const given = drafts.find(({ id }) => id === application)
  return (
    <>
      <Notice title={t('assistant.human.waiting', { agency: agencyName(view, agency) })} />
      {given === undefined ? null : (
        <Form view={view} action={`${path}/take-back`} label={t('assistant.human.take-back')}>
          <p>{t('assistant.human.given', { event: eventName(view, given.event) })} {seen === null ? t('assistant.human.not-seen') : t('assistant.human.seen', { at: view.dateTime(seen) })}</p>
          <Button kind="secondary">{t('assistant.human.take-back')}</Button>
        </Form>
      )}
    </>
  )
}

export const eventName = (view: View, id: string): string => {
  const event = view.pack.lifeEvents.find((one) => one.id === id)
  return event === undefined ? id : view.text(event.name)
}

export const agencyName = (view: View, id: string): string => {
  const agency = view.pack.agencies.find((one) => one.id === id)
  return agency === undefined ? id : view.text(agency.name)
}
