/** The correlating adversary, in short; `npm run campaign -- correlation` plays it over ten thousand presentations. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { namedPeople } from '../../demo/population/named-people.ts'
import { guess, type Seen } from '../support/correlating-adversary.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { showOneUseCopies } from '../support/show-one-use-copies.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

/** Repeatable. */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

test('verifiers and the logs of status lists cannot tell whose presentations belong together', async (t) => {
  const people = namedPeople(house.pack.folder).slice(0, 12).map(({ id }) => id)
  const seen = await showOneUseCopies(house, people, 40, 20)
  assert.equal(seen.length, people.length * 40)
  const guesses = guess(seen, 4_000, seeded(7))
  t.diagnostic(guesses.map(({ clue, auc }) => `${clue} ${auc.toFixed(3)}`).join(', '))
  for (const { clue, auc } of guesses) assert.ok(auc <= 0.55, `${clue}: ${auc}`)
  const everything = seen.flatMap(({ values }) => values)
  assert.equal(new Set(everything).size, everything.length, 'no value of 32 bits or more is shown twice')
})

test('the adversary finds an issuer that gives neighbours in a list, exact times, or a value twice', () => {
  const honest = (person: number, at: number): Seen => ({ person: String(person), list: `list ${at % 7}`, index: (at * 7_919) % 2 ** 20, issuedAt: 0, expiresAt: 86_400, digests: 7, values: [`${person} ${at}`] })
  const leaks: ((seen: Seen, person: number, at: number) => Seen)[] = [
    (seen, person, at) => ({ ...seen, list: 'one', index: person * 1_000 + at }),
    (seen, person) => ({ ...seen, issuedAt: person * 17 }),
    (seen, person) => ({ ...seen, values: [`serial ${person}`] }),
    (seen, person) => ({ ...seen, digests: person % 9 }),
  ]
  for (const leak of leaks) {
    const seen = Array.from({ length: 30 }, (_, person) => Array.from({ length: 10 }, (__, at) => leak(honest(person, at), person, at))).flat()
    assert.ok(guess(seen, 2_000, seeded(3)).some(({ auc }) => auc > 0.7))
  }
})
