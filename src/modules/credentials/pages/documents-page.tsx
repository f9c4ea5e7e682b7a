import type { Page } from '../../../kernel/http/answers.ts'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { exportDays } from '../export/export-certificate.ts'
import type { CertificateRow } from '../index.ts'

/** A resident's certificates, newest first. */
export function documentsPage(view: View, rows: CertificateRow[]): Page {
  const { t } = view
  const serviceOf = (row: CertificateRow) => view.text(view.pack.services.find(({ id }) => id === row.service)?.name ?? {})
  const valid = rows.filter(({ revoked_at: revokedAt }) => revokedAt === null)
  return portalPage(view, {
    title: t('credentials.documents.title'),
    children: (
      <>
        <h1>{t('credentials.documents.title')}</h1>
        <p><a href="/my/wallet">{t('credentials.documents.wallet')}</a></p>
        {rows.length === 0 ? <Empty title={t('credentials.documents.empty')} /> : (
          <LinkList items={rows.map((row) => {
            return {
              href: `/my/documents/${row.id}.pdf`, title: t('credentials.documents.pdf', { service: serviceOf(row) }),
              description: t('credentials.documents.issued', { number: row.number, date: view.dateTime(row.issued_at) }),
              ...(row.revoked_at === null ? {} : { tag: <Tag kind="refused">{t('credentials.documents.revoked')}</Tag> }),
            }
          })} />
        )}
        {valid.length === 0 ? null : (
          <Details summary={t('credentials.documents.vc-title')}>
            <p>{t('credentials.documents.vc-lead', { days: exportDays })}</p>
            <ul>{valid.map((row) => <li key={row.id}><a href={`/my/documents/${row.id}.jwt`}>{t('credentials.documents.vc', { service: serviceOf(row), number: row.number })}</a></li>)}</ul>
          </Details>
        )}
      </>
    ),
  })
}
