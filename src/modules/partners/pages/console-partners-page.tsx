/** Every company, for whoever oversees them. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Partner } from '../registry/partners.ts'
import { purposeName } from './names.ts'

export function consolePartnersPage(view: View, partners: readonly Partner[]): Page {
  const { t } = view
  return consolePage(view, {
    title: t('partners.office.title'), wide: true,
    children: (
      <>
        <h1>{t('partners.office.title')}</h1>
        {partners.length === 0 ? <Empty title={t('partners.office.empty')} /> : (
          <Table caption={t('partners.office.title')} head={['name', 'standing', 'purposes', 'limit', 'since'].map((column) => t(`partners.column.${column}`))} numeric={[3]}
            rows={partners.map(({ id, name, standing, purposes, dayLimit, registeredAt }) => [
              <a href={`/console/partners/${id}`}>{name}</a>, t(`partners.standing.${standing}`), purposes.map((purpose) => purposeName(view, purpose)).join(', '), view.number(dayLimit), view.dateTime(registeredAt),
            ])} />
        )}
      </>
    ),
  })
}
