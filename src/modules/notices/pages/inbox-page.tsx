import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { NoticeRow } from '../index.ts'
import { titleInWords } from '../notice-in-words.ts'

/** Newest first; what has not been read says so in words. */
export function inboxPage(view: View, { rows, older }: { rows: NoticeRow[]; older: string | null }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('notices.inbox.title'),
    children: (
      <>
        <h1>{t('notices.inbox.title')}</h1>
        {rows.length === 0 ? <Empty title={t('notices.inbox.empty')}><p>{t('notices.inbox.empty-next')}</p></Empty> : (
          <LinkList items={rows.map((row) => ({
            href: `/my/inbox/${row.id}`, title: titleInWords(view, row.data),
            description: row.receipt === null ? view.dateTime(row.created_at) : t('notices.inbox.about', { date: view.dateTime(row.created_at), receipt: row.receipt }),
            ...(row.read_at === null ? { tag: <Tag kind="info">{t('notices.inbox.unread')}</Tag> } : {}),
          }))} />
        )}
        <p><a href="/my/inbox/settings">{t('notices.inbox.settings')}</a></p>
        {older === null ? null : <p><a href={`/my/inbox?before=${older}`}>{t('notices.inbox.older')}</a></p>}
      </>
    ),
  })
}
