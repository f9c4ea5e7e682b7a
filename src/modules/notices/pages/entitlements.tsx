/** A digest of what the law newly gives somebody and what ends: amount, day, reasons, law, and the way to the application. */
import { Amount } from '../../../web/components/amount/amount.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import type { View } from '../../../web/view.ts'
import type { EntitlementChange } from '../contract.ts'
import { agencyName, purposeName, serviceName } from '../notice-in-words.ts'

export function Entitlements({ view, changes, hasDue = false }: { view: View; changes: readonly EntitlementChange[]; hasDue?: boolean }) {
  const purposes = view.pack.purposes.filter(({ everybody, id }) => everybody && (id === view.pack.due ? hasDue : changes.length > 0))
  return (
    <>
      {changes.map((change) => <Change key={`${change.change} ${change.service} ${change.of ?? ''}`} view={view} change={change} />)}
      {purposes.map((purpose) => (purpose.agency === null ? null : (
        <p class="hint" key={purpose.id}>
          {view.t('notices.entitlements.looked', { agency: agencyName(view, purpose.agency), purpose: purposeName(view, purpose.id) })}
          {' '}<a href="/my/data">{view.t('notices.notice.data')}</a>{' '}<a href="/my/inbox/settings">{view.t('notices.inbox.settings')}</a>
        </p>
      )))}
    </>
  )
}

function Change({ view, change: { change, service, on, amounts, reasons, law } }: { view: View; change: EntitlementChange }) {
  const { t } = view
  const name = serviceName(view, service)
  const isGain = change === 'gains' || change === 'will-gain'
  const cited = t('web.law.cited', { law: view.text(law.name), article: law.article })
  return (
    <section class="finding">
      <h2>{name}</h2>
      <p class="deadline">{t(`notices.entitlements.${change}`, { date: view.date(on) })}</p>
      {Object.entries(amounts).length === 0 ? null : (
        <ul class="amounts">{Object.entries(amounts).map(([as, amount]) => <li key={as}><Amount>{paidInWords(view, as, amount)}</Amount></li>)}</ul>
      )}
      {reasons.map((sentence, at) => <p key={at}>{view.text(sentence)}</p>)}
      <p class="hint">{law.unverified ? `${cited} (${t('web.law.unverified')})` : cited}</p>
      {isGain ? <ButtonLink href={applicationOf(view, service)}>{t('notices.entitlements.apply', { service: name })}</ButtonLink>
        : <ButtonLink kind="secondary" href={`/services/${service}`}>{t('notices.entitlements.see', { service: name })}</ButtonLink>}
    </section>
  )
}

/** @param as `month`, or `month.voucher` of what is no money */
function paidInWords({ t, money }: View, as: string, amount: number): string {
  const [per, voucher] = as.split('.')
  return t(`notices.amount.${per}`, { amount: voucher ? t('rules.amount.voucher', { amount: money(amount) }) : money(amount) })
}

/** Where a life event that is open here has the service, its page begins the application; otherwise the service says how. */
function applicationOf({ pack }: View, service: string): string {
  const event = pack.lifeEvents.find(({ open, services }) => open && services.includes(service))
  return event ? `/life-events/${event.id}` : `/services/${service}`
}
