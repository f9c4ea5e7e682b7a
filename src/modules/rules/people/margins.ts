/** Published figures that a synthetic population is fitted to, or set beside; a pack's `population.json` has them. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'

export interface Margin {
  id: string
  counts: 'people' | 'households' | 'money-a-household' | 'money-in-all'
  /** Values are shares of it; absent: numbers. */
  outOf?: number
  use: 'calibrate' | 'compare'
  by: readonly string[]
  cells: readonly { at: readonly string[]; value: number }[]
}

/** First and last of `10-19`, `70+`, `5`. */
export function bandOf(key: string): { from: number; to: number } {
  const [, from = key, to, open] = /^(\d+)(?:-(\d+)|(\+))?$/.exec(key) ?? []
  return { from: Number(from), to: open === undefined ? Number(to ?? from) : Infinity }
}

/** The margin by exactly these dimensions. */
export const marginBy = (margins: readonly Margin[], counts: Margin['counts'], ...by: string[]) =>
  margins.find((margin) => margin.counts === counts && margin.by.length === by.length && by.every((dimension) => margin.by.includes(dimension)))

/** A pack may publish none. */
export const marginsOf = ({ population }: Pack): readonly Margin[] => population?.margins ?? []
