/** Codes that follow from the age, where a pack uses the words of the field; other codes are drawn evenly. */
import type { Somebody } from './draw-values.ts'

type DrawCode = (of: Somebody, ageOfHead: number) => number

/** Who somebody is to the first adult of the household. */
export function relationOf(name: string, codes: readonly string[]): DrawCode | undefined {
  if (!/^(?:role|relation)$/.test(name) || !codes.includes('child')) return undefined
  const at = (...names: string[]) => Math.max(0, codes.findIndex((code) => names.includes(code)))
  const [head, spouse, child, parent, other] = [at('self', 'head', 'adult'), at('spouse', 'adult'), at('child'), at('parent', 'other', 'adult'), at('other', 'adult')]
  return ({ age, isHead }, ageOfHead) => {
    if (isHead) return head
    if (ageOfHead - age >= 18) return child
    if (age - ageOfHead >= 18) return parent
    return age >= 20 && Math.abs(age - ageOfHead) <= 12 ? spouse : other
  }
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
