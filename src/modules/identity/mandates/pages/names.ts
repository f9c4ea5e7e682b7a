import type { View } from '../../../../web/view.ts'
import type { MandateRow, Ending } from '../standing.ts'

/** The pack's and the reader's words for what a mandate says by id. */
export function namesIn(view: View) {
  const { t, pack } = view
  const kindOf = (id: string) => pack.mandates.find((kind) => kind.id === id)
  return {
    kindOf,
    kind: (id: string) => view.text(kindOf(id)?.name ?? {}) || id,
    as: (id: string) => view.text(kindOf(id)?.as ?? {}) || id,
    acts: (acts: readonly string[]) => acts.map((act) => t(`mandates.act.${act}`)).join(', '),
    source: ({ source }: Pick<MandateRow, 'source'>) => {
      switch (source.by) {
        case 'register': return t('mandates.source.register', { register: view.text(pack.registers.find(({ id }) => id === source.register)?.name ?? {}) })
        case 'paper': return t('mandates.source.paper', { agency: view.text(pack.agencies.find(({ id }) => id === source.agency)?.name ?? {}), paper: source.paper })
        case 'grant': return t('mandates.source.grant')
        default: return source satisfies never
      }
    },
    /** By what it ends at the latest. */
    until: ({ until_on, majority_on, uses_allowed, uses_spent }: MandateRow): string => [
      ...(majority_on === null ? [] : [t('mandates.until.majority', { date: view.date(majority_on) })]),
      ...(until_on === null ? [] : [t('mandates.until.date', { date: view.date(until_on) })]),
      ...(uses_allowed === null ? [] : [t('mandates.until.uses', { left: uses_allowed - uses_spent, count: uses_allowed })]),
    ].join(' · ') || t('mandates.until.open'),
    ended: (ending: Ending) => t('mandates.ended', { because: ending }),
  }
}
