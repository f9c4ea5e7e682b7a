/** How many looks the law keeps secret for a while: for everybody, who can count the entries themselves. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { leastTold, type SealedCounts } from '../sealed/count-sealed.ts'
import { covertPurposes } from '../sealed/periods.ts'
import { namesIn } from './names.ts'

export function sealedCountsPage(view: View, { looks, opened, extended, months }: SealedCounts): Page {
  const { t, pack } = view
  const names = namesIn(view)
  const title = t('exchange.sealed.title')
  return portalPage(view, {
    title, wide: true,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{t('exchange.sealed.lead')}</Lead>
        {covertPurposes(pack).length === 0 ? <Empty title={t('exchange.sealed.no-law')} /> : (
          <>
            <SummaryList rows={[
              { key: t('exchange.sealed.looks'), value: view.number(looks) }, { key: t('exchange.sealed.opened'), value: view.number(opened) }, { key: t('exchange.sealed.extended'), value: view.number(extended) },
            ]} />
            <p>{t('exchange.sealed.check')}</p>
            <h2>{t('exchange.sealed.laws')}</h2>
            {covertPurposes(pack).map(({ id, agency, covert }) => <section key={id}><h3>{names.agency(agency)}: {names.purpose(id)}</h3><Law view={view} source={covert.law} /></section>)}
            {months.length === 0 ? <Empty title={t('exchange.sealed.none')} /> : (
              <Table caption={t('exchange.sealed.by-month')} numeric={[2]} head={[t('exchange.sealed.month'), t('exchange.log.who'), t('exchange.sealed.looks')]}
                rows={months.flatMap((of) => [
                  [of.month, t('exchange.sealed.all'), view.number(of.looks)],
                  ...of.purposes.map(({ agency, purpose, count }) => [of.month, `${names.agency(agency)}: ${names.purpose(purpose)}`, count === null ? t('exchange.sealed.held-back') : view.number(count)]),
                ])} />
            )}
            <p class="hint">{t('exchange.sealed.small', { count: leastTold })}</p>
          </>
        )}
      </>
    ),
  })
}
