/** What somebody has shown in person: the decision first, what it does not prove, then the fields. */
import type { ResultProps } from './result-view.tsx'
import type { ShownCheck } from '../in-person/check-shown.ts'

export function ShownView({ check, bundle, t, formats, language }: Omit<ResultProps, 'check'> & { check: ShownCheck }) {
  if (!check.valid) {
    return (
      <div class="notice notice-refused" role="alert">
        <h2>{t('credentials.in-person.refused')}</h2>
        <p>{t(`credentials.${['unreadable', 'no-bundle', 'bundle-over', 'unknown-key', 'forged', 'revoked'].includes(check.reason) ? 'offline' : 'in-person'}.reason-${check.reason}`)}</p>
        <p>{t('credentials.in-person.refused-next')}</p>
      </div>
    )
  }
  const names = language.names.cards[check.type]
  const valueOf = (value: unknown): string => (typeof value === 'boolean' ? t(value ? 'credentials.in-person.yes' : 'credentials.in-person.no')
    : Array.isArray(value) ? value.map(valueOf).join(', ') : typeof value === 'object' && value !== null ? Object.values(value).map(valueOf).join(', ')
      : typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? formats.date(value) : String(value))
  const asOf = formats.dateTime(new Date((bundle?.madeAt ?? 0) * 1_000).toISOString())
  return (
    <>
      <div class="notice notice-done" role="status">
        <h2>{t('credentials.in-person.valid', { name: names?.name ?? check.type })}</h2>
        <p>{t('credentials.in-person.compare')}</p>
        <p>{t(check.laterThanBundle ? 'credentials.offline.later' : 'credentials.offline.as-of', { date: asOf })}</p>
        {check.stale ? <p>{t('credentials.offline.stale')}</p> : null}
      </div>
      <dl class="summary-list">
        <div><dt>{t('credentials.in-person.issuer')}</dt><dd>{check.issuer.name[language.tag] ?? check.issuer.id}</dd></div>
        {Object.entries(check.claims).map(([name, value]) => <div key={name}><dt>{names?.claims[name] ?? name}</dt><dd>{valueOf(value)}</dd></div>)}
      </dl>
    </>
  )
}
