/** Last days that the law counts from a decision. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { addOpenDays } from '../../../kernel/dates/count-open-days.ts'
import { legalDay } from './legal-day.ts'

/** So many calendar days after a moment; a closed last day moves on. @returns `YYYY-MM-DD` */
const daysAfter = (pack: Pack, at: Date, days: number) => addOpenDays(Temporal.PlainDate.from(legalDay(pack, at)).add({ days }), 0, pack.holidays.map(({ date }) => date)).toString()

export type Against = 'refusal' | 'reclaim'

/** By which law one objects; undefined where the pack knows no objection. */
export const objectionBy = ({ objection, reclaim }: Pick<Pack, 'objection' | 'reclaim'>, against: Against) => (against === 'reclaim' && objection ? reclaim?.objection ?? objection : objection)

/** On which one may object; undefined where the pack knows no objection. */
export function objectionUntil(pack: Pack, decidedAt: Date, against: Against = 'refusal'): string | undefined {
  const by = objectionBy(pack, against)
  return by && daysAfter(pack, decidedAt, by.within.days)
}

/** On which what is asked back is paid; undefined where the pack names none. */
export const payBackUntil = (pack: Pack, at: Date): string | undefined => pack.reclaim && daysAfter(pack, at, pack.reclaim.days)
