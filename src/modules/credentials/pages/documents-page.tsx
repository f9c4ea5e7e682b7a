import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { CertificateRow } from '../index.ts'

/** A resident's certificates, newest first. */
export function documentsPage(view: View, rows: CertificateRow[]): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.documents.title'),
    children: (
      <>
        <h1>{t('credentials.documents.title')}</h1>
        <p><a href="/my/wallet">{t('credentials.documents.wallet')}</a></p>
        {rows.length === 0 ? <Empty title={t('credentials.documents.empty')} /> : (
          <LinkList items={rows.map((row) => {
            const service = view.text(view.pack.services.find(({ id }) => id === row.service)?.name ?? {})
            return {
              href: `/my/documents/${row.id}.pdf`, title: t('credentials.documents.pdf', { service }),
              description: t('credentials.documents.issued', { number: row.number, date: view.dateTime(row.issued_at) }),
              ...(row.revoked_at === null ? {} : { tag: <Tag kind="refused">{t('credentials.documents.revoked')}</Tag> }),
            }
          })} />
        )}
      </>
    ),
  })
}
