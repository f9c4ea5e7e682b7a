/** What the registers say, source by source: as they have just answered, or as it was received then and is kept with the case. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { type KeptBundle, valueInWords } from '../../exchange/index.ts'
import type { GatheredFacts } from '../parts/gather-facts.ts'
import type { Colleague } from '../parts/hold-parts.ts'
import { holderName } from './load-page.tsx'
import { eventName, fieldName, fieldOf, registerName } from './value-in-words.ts'

export interface GatheredPage {
  gathered: GatheredFacts
  /** Opened again: nobody has been asked. */
  again?: boolean
  colleagues: readonly Colleague[]
  now: Temporal.Instant
}

export function gatheredPage(view: View, { gathered: { part, receipt, event, sources, silent, until, kept, putRight = [] }, again = false, colleagues, now }: GatheredPage): Page {
  const { t } = view
  const title = t(again ? 'cases.gathered.title-again' : 'cases.gathered.title')
  return consolePage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={`/console/parts/${part}`} />
        <h1>{title}</h1>
        <p>{t('cases.part.title', { event: eventName(view, event), receipt })}</p>
        {kept === undefined ? null : <p>{askedInWords(view, colleagues, kept)}</p>}
        {sources.length === 0 ? null : <Notice kind="attention" title={t('cases.gathered.logged')}><p>{t('cases.gathered.kept', { date: view.date(until ?? '') })}</p></Notice>}
        {putRight.length === 0 ? null : (
          <Notice kind="attention" title={t('cases.gathered.put-right')}>
            <ul>{putRight.map(({ register, field, at }) => <li key={`${register}.${field}`}>{t('cases.gathered.put-right-on', { field: fieldName(view, { register, field }), register: registerName(view, register), time: view.dateTime(at.toISOString()) })}</li>)}</ul>
            <p>{t('cases.gathered.put-right-next')}</p>
          </Notice>
        )}
        {sources.map(({ register, evidence, answeredAt, entry, known }) => (
          <section key={register}>
            <h2>{registerName(view, register)}</h2>
            <SummaryList rows={[
              ...known.map((value) => ({ key: fieldName(view, value), value: valueInWords(view, fieldOf(view, value), value.value) })),
              { key: t('cases.gathered.evidence'), value: evidence.map(({ name }) => view.text(name)).join(', ') },
              { key: t('cases.gathered.as-of'), value: t('cases.gathered.aged', { time: view.dateTime(answeredAt), days: daysBetween(view, answeredAt, now) }) },
              { key: t('cases.gathered.entry'), value: view.number(entry) },
            ]} />
          </section>
        ))}
        {silent.map(({ register, reason }) => (
          <section key={register}>
            <h2>{registerName(view, register)}</h2>
            <p>{t(reason === 'unknown-person' ? 'cases.gathered.unknown' : again ? 'cases.gathered.was-silent' : 'cases.gathered.silent')}</p>
          </section>
        ))}
      </>
    ),
  })
}

/** When the registers were asked, and by whom. */
export const askedInWords = (view: View, colleagues: readonly Colleague[], { askedAt, askedBy, role }: KeptBundle): string =>
  view.t('cases.gathered.asked', { time: view.dateTime(askedAt), name: role === 'program' ? view.t('cases.gathered.program') : holderName(view, colleagues, askedBy) })

/** Days of the country's calendar: how old a value is to whoever decides by the day. */
function daysBetween({ pack }: View, from: string, now: Temporal.Instant): number {
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(pack.timeZone).toPlainDate()
  return Math.max(0, day(Temporal.Instant.from(from)).until(day(now), { largestUnit: 'days' }).days)
}
