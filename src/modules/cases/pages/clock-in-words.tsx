/** Until when, and by which law; or how much is left of a clock that stands still. */
import type { Selectable } from 'kysely'
import type { View } from '../../../web/view.ts'
import { timeOf } from '../clocks/legal-clock.ts'
import type { CasesTables } from '../tables.ts'
import { inOffice } from '../parts/transitions.ts'

export interface ClockProps {
  view: View
  part: Pick<Selectable<CasesTables['part']>, 'status' | 'due_on' | 'clock_service'> & { days_left?: number | null }
}

/** One quiet line: who waits for it wants the day, who doubts it the law. */
export function ClockInWords({ view, part: { status, due_on, clock_service, days_left } }: ClockProps) {
  if (due_on === null || !inOffice.includes(status)) return null
  const source = clock_service === null ? undefined : timeOf(view.pack, clock_service).source
  return (
    <p class="hint">
      {status === 'open' ? view.t('cases.application.due', { date: view.date(due_on) })
        : typeof days_left === 'number' ? view.t('cases.clock.stopped-with', { days: days_left }) : view.t('cases.clock.stopped')}
      {source === undefined ? '' : ` · ${view.text(source.law)} ${source.article}${source.unverified ? ` · ${view.t('web.law.unverified')}` : ''}`}
    </p>
  )
}
