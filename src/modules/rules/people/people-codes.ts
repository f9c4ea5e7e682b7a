/** Codes that follow from the age, where a pack uses the words of the field; other codes are drawn evenly. */
import type { Somebody } from './draw-values.ts'

type DrawCode = (of: Somebody, ageOfHead: number) => number

/** Who somebody is to the first adult of the household. */
export function relationOf(name: string, codes: readonly string[]): DrawCode | undefined {
  if (!/^(?:role|relation)$/.test(name) || !codes.includes('child')) return undefined
  const at = (...names: string[]) => Math.max(0, codes.findIndex((code) => names.includes(code)))
  const [head, spouse, child, parent, other] = [at('self', 'head', 'adult'), at('spouse', 'adult'), at('child'), at('parent', 'other', 'adult'), at('other', 'adult')]
  return ({ age, isHead, isPartner }, ageOfHead) => {
    if (isHead) return head
    if (ageOfHead - age >= 18) return child
    if (age - ageOfHead >= 18) return parent
    return isPartner ? spouse : other
  }
}

/** Somebody who lives with the first adult and is near their age: of a household the first of them, for nobody has two. -1 where there is none. */
export function partnerIn(first: number, end: number, age: (row: number) => number): number {
  for (let row = first + 1; row < end; row += 1) if (age(row) >= 20 && Math.abs(age(row) - age(first)) <= 12) return row
  return -1
}

/** Bands of age in years, first and last, and the code of the field. */
const bands: Record<string, [from: number, to: number, code: string][]> = {
  school: [[6, 11, 'elementary'], [12, 14, 'middle'], [15, 17, 'high'], [18, 21, 'university']],
  childcare: [[0, 1, 'home'], [2, 3, 'nursery'], [4, 5, 'kindergarten']],
}

export function codeByAge(name: string, codes: readonly string[]): DrawCode | undefined {
  const known = bands[name]
  if (!known || !codes.includes('none')) return undefined
  const places = known.map(([from, to, code]) => ({ from, to, place: codes.indexOf(code) })).filter(({ place }) => place >= 0)
  const none = codes.indexOf('none')
  return ({ age }) => places.find(({ from, to }) => age >= from && age <= to)?.place ?? none
}
