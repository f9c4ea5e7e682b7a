/** How a page says what waits for a second person, what became of it, and asks for the word of whoever reads it. */
import type { ComponentChildren } from 'preact'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'

export interface Proposal { made_by_name: string; made_at: Date; decided_by_name: string | null; decided_at: Date | null }

export function Waits({ view, row, children }: { view: View; row: Proposal; children?: ComponentChildren }) {
  const { t } = view
  return <Notice kind="attention" title={t('credentials.second.asked', { name: row.made_by_name, date: view.dateTime(row.made_at) })}><p>{t('credentials.second.asked-means')}</p>{children}</Notice>
}

export function Decided({ view, row, done, title, children }: { view: View; row: Proposal; done: boolean; title: string; children?: ComponentChildren }) {
  return <Notice kind={done ? 'done' : 'refused'} title={title}><p>{view.t('credentials.second.by-both', { name: row.made_by_name, other: row.decided_by_name ?? '', date: view.dateTime(row.decided_at!) })}</p>{children}</Notice>
}

export interface SayFormsProps {
  view: View
  action: string
  /** Whoever reads it has asked for it. */
  own: boolean
  /** What is typed with a yes, and with a no. */
  confirming?: ComponentChildren
  refusing?: ComponentChildren
}

export function SayForms({ view, action, own, confirming, refusing }: SayFormsProps) {
  const { t } = view
  if (own) return <Form view={view} action={action}><Button kind="secondary" name="act" value="drop">{t('credentials.second.drop')}</Button></Form>
  return (
    <>
      <Form view={view} action={action}>{confirming}<Button name="act" value="confirm">{t('credentials.second.confirm')}</Button></Form>
      <Form view={view} action={action}>{refusing}<Button kind="secondary" name="act" value="refuse">{t('credentials.second.refuse')}</Button></Form>
    </>
  )
}
