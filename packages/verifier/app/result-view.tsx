/** What a paper says, and as of when: the decision first, then the reason, then what was certified. */
import type { Formats } from '../../../src/kernel/i18n/format.ts'
import type { Translate } from '../../../src/kernel/i18n/translator.ts'
import type { PaperCheck, PaperClaims } from '../paper.ts'
import type { TrustBundle } from '../trust-bundle.ts'
import type { WordsLanguage } from './words.ts'

export interface ResultProps { check: PaperCheck; bundle: TrustBundle | undefined; t: Translate; formats: Formats; language: WordsLanguage }

export function ResultView({ check, bundle, t, formats, language }: ResultProps) {
  if (!check.valid) {
    return (
      <div class="notice notice-refused" role="alert">
        <h2>{t('credentials.verify.refused')}</h2>
        <p>{t(`credentials.offline.reason-${check.reason}`)}</p>
        <p>{t('credentials.verify.refused-next')}</p>
      </div>
    )
  }
  const { claims } = check
  const asOf = formats.dateTime(new Date((bundle?.madeAt ?? 0) * 1_000).toISOString())
  return (
    <>
      <div class="notice notice-done" role="status">
        <h2>{t('credentials.verify.valid')}</h2>
        <p>{t('credentials.verify.compare')}</p>
        <p>{t(check.laterThanBundle ? 'credentials.offline.later' : 'credentials.offline.as-of', { date: asOf })}</p>
        {check.stale ? <p>{t('credentials.offline.stale')}</p> : null}
      </div>
      <dl class="summary-list">
        {rowsOf(claims, t, formats, language).map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}
      </dl>
    </>
  )
}

function rowsOf(claims: PaperClaims, t: Translate, formats: Formats, { names, days }: WordsLanguage): [string, string][] {
  const factOf = (name: string) => Object.keys(names.facts).filter((known) => name.startsWith(known)).sort((one, other) => other.length - one.length)[0]
  return [
    [t('credentials.paper.service'), names.services[claims.service] ?? claims.service],
    [t('credentials.verify.agency'), names.agencies[claims.agency] ?? claims.agency],
    ...claims.facts.map(([name, value]): [string, string] => {
      const fact = factOf(name) ?? name
      // Two children have the same labels: their number tells them apart.
      const number = /\.(\d+)$/.exec(name)?.[1]
      return [`${names.facts[fact] ?? name}${number === undefined ? '' : ` ${number}`}`, days.includes(fact) ? formats.date(value) : value]
    }),
    ...claims.amounts.map(([value, per, upTo, from, until], at): [string, string] => {
      const amount = formats.money(value)
      const each = t(`credentials.amount.${per}`, { amount: upTo ? t('credentials.amount.up-to', { amount }) : amount })
      const period = from && until ? t('credentials.amount.from-until', { from: formats.date(from), until: formats.date(until) })
        : until ? t('credentials.amount.until', { until: formats.date(until) }) : from ? t('credentials.amount.from', { from: formats.date(from) }) : undefined
      return [`${t('credentials.paper.amount')}${claims.amounts.length > 1 ? ` ${at + 1}` : ''}`, period === undefined ? each : `${each}, ${period}`]
    }),
    [t('credentials.verify.decided'), formats.date(claims.decided)],
    [t('credentials.paper.number'), claims.jti],
  ]
}
