/**
 * People for the country template, drawn from a seed: households of one to five, written as column files.
 * Amounts are whole currency units in cents, so that the template's float32 holds them; one salary in a
 * million does not fit it, on purpose: above 16,777,216 a float32 skips whole numbers.
 */
import { makeValues } from '../../src/modules/rules/columns/column-header.ts'
import { writeColumn } from '../../src/modules/rules/columns/write-column.ts'

/** Households of one to five, in twentieths. */
const sizes = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5]
const month = Date.UTC(2025, 0, 1) / 86_400_000

export function writePeople(folder: string, people: number, seed: number): { households: number } {
  const draw = randomIntegers(seed)
  const first = [0]
  while (first.at(-1)! < people) first.push(Math.min(people, first.at(-1)! + sizes[draw(sizes.length)]!))
  const households = first.length - 1
  const person = { role: makeValues('u8', people), birth: makeValues('i32', people), salary: makeValues('i32', people), capital: makeValues('i32', people) }
  const home = { size: makeValues('i32', households), occupancy: makeValues('u8', households) }
  for (let household = 0; household < households; household += 1) {
    home.size[household] = 12 + draw(160)
    home.occupancy[household] = draw(4)
    for (let row = first[household]!; row < first[household + 1]!; row += 1) {
      const isAdult = row === first[household] || (row === first[household]! + 1 && draw(4) > 0)
      const years = isAdult ? 18 + draw(72) : draw(18)
      person.role[row] = isAdult ? 0 : 1
      person.birth[row] = month - years * 365 - draw(365)
      person.salary[row] = isAdult && draw(3) > 0 ? salary(draw) * 100 : 0
      person.capital[row] = draw(10) === 0 ? draw(5_000) * 100 : 0
    }
  }
  writeColumn(folder, { entity: 'household', name: 'person', type: 'members' }, Int32Array.from(first))
  writeColumn(folder, { entity: 'household', name: 'accommodation_size', type: 'int' }, home.size)
  writeColumn(folder, { entity: 'household', name: 'occupancy', type: 'code', codes: ['owner', 'tenant', 'free_lodger', 'homeless'] }, home.occupancy)
  writeColumn(folder, { entity: 'person', name: 'role', type: 'code', codes: ['adult', 'child'] }, person.role)
  writeColumn(folder, { entity: 'person', name: 'birth', type: 'date' }, person.birth)
  writeColumn(folder, { entity: 'person', name: 'salary', type: 'money' }, person.salary)
  writeColumn(folder, { entity: 'person', name: 'capital_returns', type: 'money' }, person.capital)
  return { households }
}

/** Mostly up to the third bracket; a fifth beyond it; one in a million beyond float32. */
const salary = (draw: (below: number) => number) => (draw(1_000_000) === 0 ? 16_777_217 + 2 * draw(1_000_000) : draw(5) === 0 ? draw(30_000) : draw(7_000))

/** Marsaglia's xorshift with 32 bits, as a source of integers below a bound. */
function randomIntegers(seed: number): (below: number) => number {
  let state = (seed >>> 0) || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return Math.floor(((state >>> 0) / 4_294_967_296) * below)
  }
}
