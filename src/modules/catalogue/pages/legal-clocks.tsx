/** What has to be done until when, once it has happened. */
import type { LegalClock, LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import { clockEnd } from '../clock-end.ts'

/** @param happened the day that was asked about: the text as it was typed, and the day where it is one */
export function LegalClocks({ view, event, happened }: { view: View; event: LifeEvent; happened: { text: string; day: Temporal.PlainDate | null } }) {
  const { t } = view
  const clocks = event.clocks ?? []
  if (clocks.length === 0) return null
  const { text, day } = happened
  const holidays = view.pack.holidays.map(({ date }) => date)
  return (
    <>
      <h2 id="clocks">{t('catalogue.clock.title')}</h2>
      <form method="get" action={`/life-events/${event.id}#clocks`} noValidate>
        <TextField name="happened" label={t('catalogue.clock.happened')} hint={t('catalogue.clock.happened-hint')} value={text} width={10}
          error={text !== '' && day === null ? t('catalogue.clock.no-day') : undefined} />
        <Button kind="secondary">{t('catalogue.clock.reckon')}</Button>
      </form>
      <Table caption={t('catalogue.clock.caption')} head={[t('catalogue.clock.what'), t('catalogue.clock.within'), ...(day ? [t('catalogue.clock.last-day')] : []), t('catalogue.clock.law')]}
        rows={clocks.map((clock) => [
          view.text(clock.name), within(view, clock), ...(day ? [view.date(clockEnd(clock, day, holidays).toString())] : []), <Law view={view} source={clock.source} />,
        ])} />
    </>
  )
}

function within(view: View, { period, from, before = false }: LegalClock): string {
  const { days, months, years } = period as { days?: number; months?: number; years?: number }
  const unit = days !== undefined ? 'days' : months !== undefined ? 'months' : 'years'
  return view.t(`catalogue.clock.${before ? 'before-' : ''}${unit}`, { count: days ?? months ?? years ?? 0, from: view.text(from) })
}
