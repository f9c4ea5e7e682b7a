/**
 * In how many ways residents say what they want, a third time, and wider: four life events, days told by weeks and weekdays and in written-out numbers, relations,
 * with and without spaces, marks and honorifics. Of every list what stands at an even place may be looked at while the reading is mended, and what stands at an odd one is held only to be measured.
 */
export type YesNo = Record<'yes' | 'no', readonly string[]>
export type About = (value: string) => string

export interface ThirdWords {
  bank: string
  names: readonly string[]
  otherNames: readonly string[]
  comma: string
  stop: string
  fillers: readonly string[]
  wish: Record<'birth' | 'moving' | 'jobLoss', readonly string[]> & { husband: readonly string[]; mother: readonly string[] }
  agree: readonly string[]
  /** A day so many days before Tuesday, 24 November 2026; undefined where the form does not say that day. */
  days: readonly ((ago: number) => string | undefined)[]
  /** A day that has not come yet. */
  ahead: readonly string[]
  sex: Record<'F' | 'M', readonly string[]>
  name: readonly About[]
  child: readonly ((child: { name: string; day: string; sex: string }) => string)[]
  bornAnd: readonly ((day: string, sex: string) => string)[]
  only: readonly string[]
  gas: YesNo
  heating: YesNo
  housing: YesNo
  hindered: YesNo
  lease: YesNo
  school: YesNo
  address: readonly About[]
  moved: readonly About[]
  account: readonly About[]
  aside: Record<'birth' | 'moving' | 'jobLoss' | 'bereavement', readonly string[]>
  wrongName: readonly About[]
  wrongDay: readonly About[]
  wrongAccount: readonly About[]
  /** "No, my mother's": what is said when the other of the two was meant. */
  rather: Record<'husband' | 'mother', readonly string[]>
}

/** Days of November 2026, of which the 23rd was a Monday. */
export const dayOf = (ago: number) => 24 - ago
/** From Monday, 0. */
export const weekdayOf = (ago: number) => (dayOf(ago) + 5) % 7
export const isLastWeek = (ago: number) => dayOf(ago) >= 16 && dayOf(ago) <= 22
export const isWeekBefore = (ago: number) => dayOf(ago) >= 9 && dayOf(ago) <= 15
