/** What is paid by the month: when next, how much, until when, and whose law sets the day. */
import { Law } from '../../../web/components/law/law.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import type { Series } from '../monthly/read-series.ts'
import { comingInWords, serviceName } from './payment-in-words.ts'

export function MonthlyTable({ view, series }: { view: View; series: readonly Series[] }) {
  const { t } = view
  const running = series.filter(({ coming }) => coming.length > 0)
  if (running.length === 0) return null
  return (
    <Table caption={t('payments.monthly.caption')} head={[t('payments.column.what'), t('payments.monthly.next'), t('payments.column.amount'), t('payments.monthly.until'), t('payments.monthly.day')]} numeric={[2]}
      rows={running.map(({ service, coming: [next], until, source }) => [
        serviceName(view, service), view.date(next!.day), comingInWords(view, next!), until === undefined ? t('payments.monthly.no-end') : view.date(until), <Law view={view} source={source} />,
      ])} />
  )
}
