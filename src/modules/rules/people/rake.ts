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

function tableOf(margin: Margin, axes: readonly Axis[], along: Raked['along'], size: number, year: number): Fitted {
  const { axesOf, isAt } = placesOf(margin, axes, year)
  const strides = axesOf.map((_, dimension) => axesOf.slice(dimension + 1).reduce((product, axis) => product * axes[axis]!.codes.length, 1))
  // Cells that differ only in what this margin does not tell apart belong together.
  const known = new Map<number, number>()
  const of = new Int32Array(size)
  for (let cell = 0; cell < size; cell += 1) {
    const places = axesOf.map((axis) => along(cell, axis))
    of[cell] = known.getOrInsertComputed(places.reduce((sum, place, dimension) => sum + place * strides[dimension]!, 0), () => margin.cells.findIndex((_, number) => isAt(number, places)))
  }
  return { of, wanted: Float64Array.from(margin.cells, ({ value }) => value), whole: !of.includes(-1) }
}

/** Where the cells of a margin lie along the axes it tells apart, one for each of its dimensions. */
export function placesOf({ by, cells }: Pick<Margin, 'by' | 'cells'>, axes: readonly Axis[], year: number) {
  const axesOf = by.map((name) => axes.findIndex((axis) => axis.name === (name === 'birth-year' ? 'age' : name)))
  const fits = cells.map(({ at }) => by.map((name, dimension) => axes[axesOf[dimension]!]?.codes.map((code, place) => {
    if (name !== 'age' && name !== 'birth-year') return code === at[dimension]
    const { from, to } = bandOf(at[dimension]!)
    const value = name === 'age' ? place : year - place
    return value >= from && value <= to
  })))
  /** @param number of the margin's cell; @param places along `axesOf` */
  const isAt = (number: number, places: readonly number[]) => fits[number]!.every((along, dimension) => along?.[places[dimension]!] === true)
  return { axesOf, isAt }
}

/** A table of everybody sets shares; one of some, such as births, sets numbers beside what is known of all. */
function fit(weights: Float64Array, { of, wanted, whole }: Fitted) {
  const sums = new Float64Array(wanted.length)
  let [all, inside] = [0, 0]
  for (let cell = 0; cell < weights.length; cell += 1) {
    const [weight, group] = [weights[cell]!, of[cell]!]
    all += weight
    if (group < 0) continue
    sums[group]! += weight
    inside += weight
  }
  const target = wanted.reduce((sum, value) => sum + value, 0)
  const scale = whole ? all / target : inside / target
  const factors = wanted.map((value, group) => (sums[group]! > 0 ? (value * scale) / sums[group]! : 1))
  for (let cell = 0; cell < weights.length; cell += 1) {
    const group = of[cell]!
    if (group >= 0) weights[cell]! *= factors[group]!
  }
}
