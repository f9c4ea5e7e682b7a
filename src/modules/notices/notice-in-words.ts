/** A happening in a reader's words, on a page or in a message. Names come from the pack, so that they change language with it. */
import type { Text } from '../../kernel/schema/schema.ts'
import type { Wording } from '../../web/wordings.ts'
import type { DueTold, EntitlementChange, Happening } from './contract.ts'

const nameIn = (wording: Wording, list: readonly { id: string; name: Text }[], id: string): string => {
  const found = list.find((candidate) => candidate.id === id)
  return found ? wording.text(found.name) : id
}

export const serviceName = (wording: Wording, id: string) => nameIn(wording, wording.pack.services, id)

export const agencyName = (wording: Wording, id: string) => nameIn(wording, wording.pack.agencies, id)

/** An agency of the pack, or a company by its own name. */
export const receiverName = (wording: Wording, { agency, company }: { agency: string; company?: string | undefined }) => company ?? agencyName(wording, agency)

export const purposeName = (wording: Wording, id: string) => nameIn(wording, wording.pack.purposes, id)

/** @param field `register.field` */
export function fieldName(wording: Wording, field: string): string {
  const [register, name = ''] = field.split('.')
  const label = wording.pack.registers.find(({ id }) => id === register)?.fields[name]?.label
  return label ? wording.text(label) : field
}

export function titleInWords(wording: Wording, happening: Happening): string {
  const { t, pack } = wording
  switch (happening.kind) {
    case 'submitted': return t('notices.title.submitted', { event: nameIn(wording, pack.lifeEvents, happening.event) })
    case 'decided': return happening.reclaim ? t(`notices.title.reclaim-${happening.reclaim.outcome}`, { agency: agencyName(wording, happening.agency), service: serviceName(wording, happening.reclaim.service) }) : t('notices.title.decided', { agency: agencyName(wording, happening.agency), count: happening.approved.length + happening.refused.length })
    case 'more-asked': return t('notices.title.more-asked', { agency: agencyName(wording, happening.agency) })
    case 'referred': return t('notices.title.referred', { agency: agencyName(wording, happening.agency), from: agencyName(wording, happening.from) })
    case 'closed': return t('notices.title.closed')
    case 'withdrawn': return t(happening.letters?.length && happening.letters.every(({ objectionTo }) => objectionTo !== undefined) ? 'notices.title.objection-withdrawn' : 'notices.title.withdrawn')
    case 'reclaimed': case 'unreceived': return t(`notices.title.${happening.kind}`, { agency: agencyName(wording, happening.agency), service: serviceName(wording, happening.service) })
    case 'disclosed': {
      const [only, ...others] = happening.to
      return others.length === 0 && only !== undefined
        ? t('notices.title.disclosed', { agency: receiverName(wording, only), count: only.fields.length })
        : t('notices.title.disclosed-several', { count: happening.to.length })
    }
    case 'entitled': {
      const { amount, per } = happening
      const service = serviceName(wording, happening.service)
      return amount === null || per === null ? t('notices.title.entitled', { service })
        : t('notices.title.entitled-amount', { service, amount: t(`notices.amount.${per}`, { amount: wording.money(amount) }) })
    }
    case 'ending': return t('notices.title.ending', { service: serviceName(wording, happening.service), date: wording.date(happening.on) })
    case 'entitlements': {
      const { gains, ends } = splitChanges(happening.changes)
      const due = happening.due ?? []
      if (due.length > 0) return happening.changes.length === 0 ? t('notices.title.due', { count: due.length }) : t('notices.title.digest', { due: due.length, gains: gains.length, ends: ends.length })
      if (ends.length === 0) return t('notices.title.entitlements-gains', { count: gains.length })
      return gains.length === 0 ? t('notices.title.entitlements-ends', { count: ends.length }) : t('notices.title.entitlements-both', { gains: gains.length, ends: ends.length })
    }
    case 'due': return t('notices.title.due', { count: happening.due.length })
    case 'wallet-revoked': return t('notices.title.wallet-revoked', { count: happening.count })
    case 'wallet-restored': return t('notices.title.wallet-restored', { count: happening.count })
    case 'card-changed': return t('notices.title.card-changed', { act: happening.act, card: nameIn(wording, pack.credentials, happening.card), agency: agencyName(wording, happening.agency) })
    case 'card-ready': return t('notices.title.card-ready', { card: nameIn(wording, pack.credentials, happening.card), agency: agencyName(wording, happening.agency) })
    case 'contribution': return t('notices.title.contribution', { side: happening.side, how: happening.how, name: happening.name })
    case 'mandate-begun': case 'mandate-ended': return t(`notices.title.${happening.kind}`, { side: happening.side, name: happening.name })
    case 'mandate-used': return t('notices.title.mandate-used', { name: happening.name, act: t(`mandates.act.${happening.act}`) })
    case 'registration-opened': case 'registration-taken': case 'registration-asked': return t(`notices.title.${happening.kind}`, { agency: agencyName(wording, happening.agency) })
    case 'national-begun': case 'passkey-added': case 'letter-taken': return t(`notices.title.${happening.kind}`)
    case 'letter-opened': return t('notices.title.letter-opened', { began: happening.began, agency: agencyName(wording, happening.agency) })
    case 'taken-down': return t('notices.title.taken-down', { agency: agencyName(wording, happening.agency), event: nameIn(wording, pack.lifeEvents, happening.event) })
    case 'word-asked': case 'trust-begun': return t(`notices.title.${happening.kind}`, { name: happening.name })
    case 'seal-opened': return t('notices.title.seal-opened', { agency: agencyName(wording, happening.agency) })
    case 'company-changed': return t('notices.title.company-changed', { company: happening.name })
    default: return happening satisfies never
  }
}

/** What begins, now or soon, and what ends. */
export const splitChanges = (changes: readonly EntitlementChange[]) => ({
  gains: changes.filter(({ change }) => change === 'gains' || change === 'will-gain'), ends: changes.filter(({ change }) => change === 'loses' || change === 'will-lose'),
})

export const dutyName = (wording: Wording, id: string) => nameIn(wording, wording.pack.duties, id)

/** What is due until when: the name of the duty, and no value of anybody's. */
export const dueInWords = (wording: Wording, { duty, on, missed }: Pick<DueTold, 'duty' | 'on' | 'missed'>) =>
  wording.t(missed ? 'notices.due.missed' : 'notices.due.until', { duty: dutyName(wording, duty), date: wording.date(on) })

/** What it means for its reader, in one text: on the page and in every message. */
export function meaningInWords({ t }: Wording, happening: Happening): string {
  if (happening.kind === 'wallet-revoked') return t(`notices.text.wallet-revoked-by-${happening.by}`)
  return t(`notices.text.${happening.kind === 'entitlements' && happening.changes.length === 0 ? 'due' : happening.kind}`)
}

/** Lines that a message adds: names of services, never a value. */
export function namesIn(wording: Wording, happening: Happening): string[] {
  const { t } = wording
  const list = (key: string, services: string[]) => (services.length === 0 ? [] : [`${t(key)}: ${services.map((id) => serviceName(wording, id)).join(', ')}`])
  switch (happening.kind) {
    case 'decided': return [...list('notices.notice.approved', happening.approved), ...list('notices.notice.refused', happening.refused)]
    case 'disclosed': return happening.to.map((to) => receiverName(wording, to))
    case 'entitlements': return [...(happening.due ?? []).map((due) => dueInWords(wording, due)), ...happening.changes.map(({ change, service, on }) => `${t(`notices.entitlements.${change}`, { date: wording.date(on) })}: ${serviceName(wording, service)}`)]
    case 'due': return happening.due.map((due) => dueInWords(wording, due))
    case 'taken-down': case 'submitted': case 'more-asked': case 'referred': case 'closed': case 'withdrawn': case 'reclaimed': case 'unreceived': case 'entitled': case 'ending': case 'wallet-revoked': case 'wallet-restored': case 'card-changed': case 'card-ready': case 'seal-opened': case 'company-changed': case 'contribution': case 'mandate-begun': case 'mandate-ended': case 'mandate-used': case 'registration-opened': case 'registration-taken': case 'registration-asked': case 'word-asked': case 'trust-begun': case 'national-begun': case 'passkey-added': case 'letter-opened': case 'letter-taken': return []
    default: return happening satisfies never
  }
}
