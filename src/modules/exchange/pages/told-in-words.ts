import type { View } from '../../../web/view.ts'
import type { NoticeOutcome } from '../tables.ts'

export interface ToldState {
  madeAt: Date
  broughtAt: Date | null
  outcome: NoticeOutcome | null
  because: string | null
  answeredAt: Date | null
}

/** How far a notice has come: not brought yet, told, answered. */
export function stateInWords({ t, dateTime }: View, { madeAt, broughtAt, outcome, because, answeredAt }: ToldState): string {
  if (outcome !== null) return t(`exchange.told.${outcome}`, { date: dateTime(answeredAt ?? madeAt), because: because ?? '' })
  return broughtAt === null ? t('exchange.told.waiting', { date: dateTime(madeAt) }) : t('exchange.told.brought', { date: dateTime(broughtAt) })
}
