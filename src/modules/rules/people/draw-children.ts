/**
 * Lists beside the persons are of children, told as registers tell them to the rules (`exchange/facts-of-household.ts`): who is not grown up is
 * one of those a birth is told of, and not counted in the size of the household; who is, is a child of the first adult.
 */
import { dayNumber } from '../kernels/day-number.ts'

/** The list of those a birth is told of. */
export const toldOf = 'newborn'
/** Years of age. */
const grownUp = 18

export interface ListRows { first: Int32Array; rows: Int32Array }
export interface Children { young: ListRows; grown: ListRows }

/** @param born day number of birth of each person @param on ISO date on which somebody is grown up, or is not */
export function drawChildren(first: Int32Array, born: Int32Array, on: string): Children {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number]
  const grownSince = dayNumber(year - grownUp, month - 1, day)
  const parentSince = (row: number, head: number) => born[row]! - born[head]! >= grownUp * 365.2425
  return {
    young: listRows(first, born, (row) => born[row]! > grownSince),
    grown: listRows(first, born, (row, head) => born[row]! <= grownSince && parentSince(row, head)),
  }
}

/** The eldest first, as they are numbered. */
function listRows(first: Int32Array, born: Int32Array, isIn: (row: number, head: number) => boolean): ListRows {
  const starts = new Int32Array(first.length)
  let rows = new Int32Array(1024)
  let count = 0
  for (let household = 0; household < first.length - 1; household += 1) {
    const head = first[household]!
    const from = count
    for (let row = head; row < first[household + 1]!; row += 1) {
      if (!isIn(row, head)) continue
      if (count === rows.length) {
        const longer = new Int32Array(rows.length * 2)
        longer.set(rows)
        rows = longer
      }
      let place = count
      for (; place > from && born[rows[place - 1]!]! > born[row]!; place -= 1) rows[place] = rows[place - 1]!
      rows[place] = row
      count += 1
    }
    starts[household + 1] = count
  }
  return { first: starts, rows: rows.slice(0, count) }
}
