/** What somebody has shown in person: the decision first, what it does not prove, then the fields. */
import { claimInWords } from '../../../src/kernel/i18n/claim-in-words.ts'
import type { ShownCheck } from '../in-person/check-shown.ts'
import type { ResultProps } from './result-view.tsx'

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
  const namesAt = (path: readonly (string | null)[]) => names?.claims.find((one) => one.path.length === path.length && one.path.every((step, at) => step === path[at]))
  const linesOf = (name: string, value: unknown) => claimInWords([name], value, {
    date: formats.date, list: formats.list,
    yesOrNo: (yes) => t(yes ? 'credentials.in-person.yes' : 'credentials.in-person.no'),
    picture: String,
    called(path, said) {
      const { codes = {}, money } = namesAt(path) ?? {}
      return money && typeof said === 'number' ? formats.money(said) : Object.hasOwn(codes, String(said)) ? codes[String(said)] : undefined
    },
  })
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
        {Object.entries(check.claims).map(([name, value]) => <div key={name}><dt>{namesAt([name])?.label ?? name}</dt><dd>{linesOf(name, value).map((line) => <div key={line}>{line}</div>)}</dd></div>)}
      </dl>
    </>
  )
}
