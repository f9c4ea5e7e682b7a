/**
 * Fits a table of people to several published tables at once: iterative proportional fitting (Deming and Stephan, 1940). What no table
 * tells apart stays independent.
 */
import { bandOf, type Margin } from './margins.ts'

/** Years of age that are told apart; the last stands for all above. */
export const oldest = 104

export interface Axis { name: string; codes: readonly string[] }
export interface Raked {
  axes: readonly Axis[]
  /** One a cell, the last axis fastest; they add up to one. */
  weights: Float64Array
  /** Place of a cell along an axis. */
  along(cell: number, axis: number): number
}

const ages: Axis = { name: 'age', codes: Array.from({ length: oldest + 1 }, (_, age) => String(age)) }
const passes = 60

/** @param year in which the people are counted: who was born in it has age zero */
export function rake(margins: readonly Margin[], codesOf: (fact: string) => readonly string[], year: number): Raked {
  const isTold = (name: string) => name === 'age' || name === 'birth-year' || codesOf(name).length > 0
  const used = margins.filter(({ counts, use, by }) => counts === 'people' && use === 'calibrate' && by.length > 0 && by.every(isTold))
  const facts = [...new Set(used.flatMap(({ by }) => by))].filter((name) => name !== 'age' && name !== 'birth-year')
  const axes = [...facts.map((name): Axis => ({ name, codes: codesOf(name) })), ages]
  const strides = axes.map((_, axis) => axes.slice(axis + 1).reduce((product, { codes }) => product * codes.length, 1))
  const along = (cell: number, axis: number) => Math.floor(cell / strides[axis]!) % axes[axis]!.codes.length
  const weights = new Float64Array(strides[0]! * axes[0]!.codes.length).fill(1)
  const tables = used.map((margin) => tableOf(margin, axes, along, weights.length, year))
  for (let pass = 0; pass < passes; pass += 1) for (const table of tables) fit(weights, table)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return { axes, along, weights: weights.map((weight) => weight / sum) }
}

/** Which cell of the margin each cell of the whole belongs to; −1: to none. */
interface Fitted { of: Int32Array; wanted: Float64Array; whole: boolean }

function tableOf({ by, cells }: Margin, axes: readonly Axis[], along: Raked['along'], size: number, year: number): Fitted {
  const matches = by.map((name) => {
    const axis = axes.findIndex((one) => one.name === (name === 'birth-year' ? 'age' : name))
    return (cell: number, key: string) => {
      const place = along(cell, axis)
      if (name !== 'age' && name !== 'birth-year') return axes[axis]!.codes[place] === key
      const { from, to } = bandOf(key)
      const value = name === 'age' ? place : year - place
      return value >= from && value <= to
    }
  })
  const of = Int32Array.from({ length: size }, (_, cell) => cells.findIndex(({ at }) => matches.every((is, dimension) => is(cell, at[dimension]!))))
  return { of, wanted: Float64Array.from(cells, ({ value }) => value), whole: !of.includes(-1) }
}

/** A table of everybody sets shares; one of some, such as births, sets numbers beside what is known of all. */
function fit(weights: Float64Array, { of, wanted, whole }: Fitted) {
  const sums = new Float64Array(wanted.length)
  let [all, inside] = [0, 0]
  for (const [cell, weight] of weights.entries()) {
    all += weight
    if (of[cell]! < 0) continue
    sums[of[cell]!]! += weight
    inside += weight
  }
  const target = wanted.reduce((sum, value) => sum + value, 0)
  const scale = whole ? all / target : inside / target
  for (const [cell, weight] of weights.entries()) {
    const group = of[cell]!
    if (group >= 0 && sums[group]! > 0) weights[cell] = weight * ((wanted[group]! * scale) / sums[group]!)
  }
}
