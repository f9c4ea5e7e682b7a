/** Figures that a slider can move: a single number of the law, as it is on a day. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { isTable, pickVersion } from '../language/pick-version.ts'
import { readRules } from '../language/read-rules.ts'
import type { Ratio } from '../language/syntax.ts'

export interface LawFigure {
  name: string
  type: 'money' | 'int' | 'rate'
  /** As the language writes it: `100,000`, `9`, `33.3 %`. */
  value: string
  file: string
}

export function figuresOfLaw(pack: Pick<Pack, 'rules'>, on: string): LawFigure[] {
  return readRules(pack).statutes.flatMap(({ file, items }) => items.flatMap((item): LawFigure | [] => {
    if (item.kind !== 'parameter' || item.by.length > 0 || (item.type !== 'money' && item.type !== 'int' && item.type !== 'rate')) return []
    const version = pickVersion(item.versions, on, on)
    return version && !isTable(version.value) ? { name: item.name, type: item.type, value: written(version.value as number | Ratio), file } : []
  }))
}

function written(value: number | Ratio): string {
  if (typeof value === 'number') return value.toLocaleString('en')
  return `${(value.n * 100) / value.d} %`
}

/** The page of a reform that sets one figure, for every day. */
export const setFigure = ({ name, type }: LawFigure, value: string) =>
  ['# Reform', '', '```maru', 'law en "Reform" as of 2026-01-01', `parameter ${name}: ${type}`, `  from 1900-01-01: ${value}`, '```', ''].join('\n')
