/** What is still to be done elsewhere, until when, and under which law. */
import { Law } from '../../../web/components/law/law.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import type { Deadline } from '../clocks/deadlines.ts'

export function Deadlines({ view, deadlines, today }: { view: View; deadlines: readonly Deadline[]; today: string }) {
  if (deadlines.length === 0) return null
  return (
    <>
      <h2>{view.t('cases.deadlines.title')}</h2>
      <Table caption={view.t('cases.deadlines.caption')} head={['what', 'last-day', 'law'].map((column) => view.t(`cases.deadlines.${column}`))}
        rows={deadlines.map(({ clock, lastDay }) => [
          view.text(clock.name), <>{view.date(lastDay)} {lastDay < today ? <Tag kind="neutral">{view.t('cases.deadlines.past')}</Tag> : null}</>, <Law view={view} source={clock.source} />,
        ])} />
    </>
  )
}
