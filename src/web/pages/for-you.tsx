import { LinkList, type LinkListItem } from '../components/link-list/link-list.tsx'
import { Tag } from '../components/tag/tag.tsx'
import type { View } from '../view.ts'

/** What waits for, may belong to, and moves for the resident who is signed in. The rooms fill it. */
export interface ForYou {
  /** `days` left until the legal day; negative when it has passed. */
  due: { href: string; title: string; days?: number }[]
  /** `amount` in words already: it may be a month, a year, or once. */
  mayReceive: { href: string; title: string; amount?: string }[]
  moving: { href: string; title: string; state: string }[]
}

export function ForYouSection({ view, forYou }: { view: View; forYou: ForYou }) {
  const { t } = view
  const parts: { title: string; items: LinkListItem[] }[] = [
    {
      title: t('web.for-you.due'),
      items: forYou.due.map(({ href, title, days }) => ({
        href, title,
        ...(days === undefined ? {} : { tag: <DaysTag view={view} days={days} /> }),
      })),
    },
    {
      title: t('web.for-you.may-receive'),
      items: forYou.mayReceive.map(({ href, title, amount }) => ({ href, title, ...(amount === undefined ? {} : { tag: <b>{amount}</b> }) })),
    },
    { title: t('web.for-you.moving'), items: forYou.moving.map(({ href, title, state }) => ({ href, title, tag: <Tag>{state}</Tag> })) },
  ].filter(({ items }) => items.length > 0)
  return (
    <section aria-labelledby="for-you">
      <h2 id="for-you">{t('web.for-you.title')}</h2>
      {parts.length === 0 ? <p>{t('web.for-you.nothing')}</p>
        : <div class="for-you">{parts.map(({ title, items }) => <div key={title}><h3>{title}</h3><LinkList items={items} /></div>)}</div>}
    </section>
  )
}

/** From three days on, a legal day wants attention. */
function DaysTag({ view, days }: { view: View; days: number }) {
  const text = days < 0 ? view.t('web.for-you.days-late', { days: -days }) : view.t('web.for-you.days-left', { days })
  return <Tag kind={days < 4 ? 'attention' : 'info'}>{text}</Tag>
}
