/** Who may apply for what happened, and who only in person. */
import type { Applicant } from '../../../../packages/pack-kit/schema/life-event.ts'
import { Law } from '../../../web/components/law/law.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'

export function Applicants({ view, applicants }: { view: View; applicants: readonly Applicant[] }) {
  const { t } = view
  if (applicants.length === 0) return null
  return (
    <>
      <h2>{t('catalogue.applicants.title')}</h2>
      <Table caption={t('catalogue.applicants.title')} head={[t('catalogue.applicants.who'), t('catalogue.applicants.how'), t('catalogue.clock.law')]}
        rows={applicants.map(({ who, how, source }) => [view.text(who), view.text(how), <Law view={view} source={source} />])} />
    </>
  )
}
