/** A figure of the law on its two axes of time: the day from which it counts, and the day from which it was known. */
import { Details } from '../../../web/components/details/details.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import { pickVersion } from '../language/pick-version.ts'
import type { ReadFigure } from './reading.ts'
import { sayRows } from './say-rows.ts'

/** @param props.on a figure without rows is told beside its name as it is on this day */
export function FigureView({ view, figure: { words, source, versions }, on }: { view: View; figure: ReadFigure; on: string }) {
  const t = (key: string, values?: Record<string, string | number>) => view.t(`rules.reader.${key}`, values)
  const single = pickVersion(versions, on, on)?.groups[0]?.rows.find(({ key }) => key === null)?.value
  return (
    <Details summary={single === undefined ? words : t('row', { key: words, value: single })}>
      <Table caption={words} head={['from', 'known', 'value', 'checked'].map((key) => t(key))} rows={versions.map((version) => [
        view.date(version.from), view.date(version.known), sayRows(version, view.t).map((line) => <p key={line}>{line}</p>), version.unverified ? view.t('rules.diagram.unverified') : t('as-published'),
      ])} />
      <Law view={view} source={source} />
    </Details>
  )
}
