/** Every company, for whoever oversees them. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { CompanyStanding } from '../../exchange/index.ts'
import type { Partner } from '../registry/partners.ts'
import { purposeName } from './names.ts'

export function consolePartnersPage(view: View, partners: readonly Partner[], standings: readonly CompanyStanding[]): Page {
  const { t } = view
  return consolePage(view, {
    title: t('partners.office.title'), wide: true,
    children: (
      <>
        <h1>{t('partners.office.title')}</h1>
        <Unanswered view={view} partners={partners} standings={standings} />
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

/** Companies that were to say by now what they have done with data that a person took back, or that was wrong. */
function Unanswered({ view, partners, standings }: { view: View; partners: readonly Partner[]; standings: readonly CompanyStanding[] }) {
  const late = standings.filter(({ overdue }) => overdue > 0)
  if (late.length === 0) return null
  return (
    <Notice kind="attention" title={view.t('partners.office.unanswered')}>
      <ul>{late.map(({ company, overdue, silentSince }) => (
        <li key={company}>
          <a href={`/console/partners/${company}`}>{partners.find(({ id }) => id === company)?.name ?? company}</a>: {view.t('partners.told.overdue', { count: overdue })}
          {silentSince === null ? null : <><br /><span class="hint">{view.t('partners.told.silent-since', { date: view.dateTime(silentSince) })}</span></>}
        </li>
      ))}</ul>
    </Notice>
  )
}
