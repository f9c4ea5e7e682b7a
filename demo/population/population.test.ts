/** The fictitious country is coherent, and the same for the same seed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { answersOf, heldOf } from '../registers/answers.ts'
import { makePopulation } from './make-population.ts'
import { readPeopleFile } from './people-file.ts'

for (const folder of ['packs/kr', 'packs/farland']) {
  const file = readPeopleFile(folder)
  const population = makePopulation(file)
  const { people } = population
  const asOf = Temporal.PlainDate.from(file.asOf)
  const ageOf = (birthDate: string) => Temporal.PlainDate.from(birthDate).until(asOf, { largestUnit: 'year' }).years

  test(`${folder}: at least 2,000 residents, each in one household`, () => {
    assert.ok(people.length >= 2_000)
    for (const person of people) assert.ok(person.household.members.includes(person), person.id)
    assert.equal(new Set(people.map(({ id }) => id)).size, people.length)
  })

  test(`${folder}: what the members earn and draw is the household's income, never more`, () => {
    for (const home of new Set(people.map(({ household }) => household))) {
      const sum = home.members.reduce((total, { means }) => total + means.monthlyEarnings + means.monthlyPension, 0)
      assert.ok(sum === home.monthlyIncome || (sum < home.monthlyIncome && home.members.every(({ means }) => means.monthlyEarnings === 0)), `${home.members[0]!.id}: ${sum} of ${home.monthlyIncome}`)
    }
  })

  test(`${folder}: children are at school and do not work, tenants pay and owners do not`, () => {
    for (const { birthDate, means, household: { home } } of people) {
      const age = ageOf(birthDate)
      if (age < 15) assert.equal(means.monthlyEarnings + means.daysWorked, 0)
      if (age >= 8 && age < 12) assert.notEqual(means.school, 'none')
      if (age >= 7) assert.equal(means.childcare, 'none')
      assert.equal(home.monthlyRent > 0, home.tenure === 'rent')
      if (home.tenure === 'owner') assert.equal(home.deposit, 0)
      for (const amount of [means.monthlyEarnings, means.monthlyPension, means.housingProperty, means.financialProperty, means.debts]) assert.ok(Number.isSafeInteger(amount) && amount >= 0)
    }
  })

  test(`${folder}: every field of every register has an answer for everybody`, () => {
    for (const { fields } of loadPack(folder).registers) for (const person of people) assert.deepEqual(Object.keys(answersOf(person, heldOf(fields))), heldOf(fields))
  })

  test(`${folder}: the same seed gives the same country`, () => {
    const again = makePopulation(file).people
    assert.deepEqual(again.map(({ id, name, means }) => [id, name, means]), people.map(({ id, name, means }) => [id, name, means]))
    assert.notDeepEqual(makePopulation(file, file.seed + 1).people.map(({ name }) => name), people.map(({ name }) => name))
  })
}

test('Korea has those whom its benefits are for', () => {
  const { people } = makePopulation(readPeopleFile('packs/kr'))
  const asOf = '2026-11-01'
  const count = (which: (person: typeof people[number]) => boolean) => people.filter(which).length
  assert.ok(count(({ birthDate }) => birthDate <= `${Number(asOf.slice(0, 4)) - 65}${asOf.slice(4)}`) >= 200, 'people of 65 and over')
  assert.ok(count(({ means }) => means.jobSeeking) >= 50, 'job seekers')
  assert.ok(count(({ disability }) => disability === 'severe') >= 30, 'severe disabilities')
  assert.ok(count(({ household }) => household.home.tenure === 'rent') >= 300, 'tenants')
  assert.ok(count(({ means }) => means.school === 'middle') >= 20, 'pupils')
})
