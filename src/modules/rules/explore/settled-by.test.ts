/** How much an answer settles, beside an exhaustive search: every answer there can be, each kind of answer that the conditions tell apart once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from '../language/day-of.ts'
import { textOfDay } from '../evaluate/value.ts'
import type { FactSet, FactValue, Situation } from '../index.ts'
import { lawOf } from '../test-law.ts'
import { readSpot, type Spot, withSpot } from './trial.ts'

const says = 'holds en "yes" fails en "no"'
const law = lawOf(`
rule rent under §1 when household.rent is at most 500 ${says} when household.region is 'seoul' ${says} pays 10 a month
rule dear under §2 when household.rent * 3 is over 1,000 and household.rent * 7 is under 5,000 ${says} pays 10 a month
rule gift under §3 when household.region is 'seoul' or household.in_need is true ${says} pays 5 once
rule south under §4 when household.region is 'busan' ${says} when household.in_need is false ${says} pays 500 - household.rent / 10 rounded down to 1 a month
rule help for each person under §5 when age of person.birth_date is at least 65 ${says} when person.wage is under household.rent ${says} pays 10 a month
rule near for each person under §6 when months of person.birth_date is at least 777 and months of person.birth_date is under 783 ${says} pays 10 a month`)

const on = '2026-05-01'
const run = <Value>(length: number, at: (place: number) => Value) => Array.from({ length }, (_, place) => at(place))
/** Everything that can be answered, as far as this law can tell it apart: nothing turns beyond. */
const every: Record<string, readonly FactValue[]> = {
  'household.rent': run(760, Number), 'household.region': ['seoul', 'busan', 'jeju'], 'household.in_need': [true, false],
  'person.wage': run(760, Number), 'person.birth_date': run(300, (day) => textOfDay(dayOf('1960-12-01')! + day)),
}
const spots: Spot[] = Object.keys(every).map((fact) => ({ fact, at: fact.startsWith('person.') ? 0 : null }))

const sayings = (facts: FactSet) => law.evaluate({ facts, on }).map(({ outcome, reasons }) => ({ isOpen: outcome === 'unknown', words: `${outcome} ${reasons.map(({ holds }) => holds).join()}` }))

/** By the definition, through the door: the mean number of open services that are open no more, over the classes of answers. */
function exhaustively({ facts }: Situation, spot: Spot): number {
  const before = sayings(facts)
  const classes = new Map<string, number>()
  for (const value of every[spot.fact]!) {
    const after = sayings(withSpot(facts, spot, value)).filter((_said, at) => before[at]!.isOpen)
    classes.set(after.map(({ words }) => words).join('|'), after.filter(({ isOpen }) => !isOpen).length)
  }
  return [...classes.values()].reduce((sum, settled) => sum + settled, 0) / classes.size
}

/** Each fact known or not, with two sets of values. */
const situations = [
  { 'household.rent': 400, 'household.region': 'seoul', 'household.in_need': false, 'person.wage': 600, 'person.birth_date': '1961-05-03' },
  { 'household.rent': 650, 'household.region': 'busan', 'household.in_need': true, 'person.wage': 100, 'person.birth_date': '1960-05-03' },
].flatMap((values) => run(2 ** spots.length, (known): Situation => ({
  on, facts: spots.reduce<FactSet>((facts, spot, at) => withSpot(facts, spot, known & (1 << at) ? values[spot.fact as keyof typeof values] : null), { household: {}, person: [{ name: 'a' }] }),
})))

test('the first question is the one that settles most, as an exhaustive search finds it; the others follow in their order', () => {
  let asked = 0
  for (const situation of situations) {
    const { questions } = law.questions(situation)
    const open = spots.filter((spot) => readSpot(situation.facts, spot) === null).map((spot) => ({ ...spot, settles: exhaustively(situation, spot) }))
    for (const { fact, settles } of questions) assert.ok(Math.abs(settles - open.find((spot) => spot.fact === fact)!.settles) < 1e-9, `${fact} ${settles} ${JSON.stringify([situation, open])}`)
    assert.deepEqual(questions.map(({ settles }) => settles), questions.map(({ settles }) => settles).sort((a, b) => b - a))
    const most = Math.max(0, ...open.map(({ settles }) => settles))
    assert.ok(Math.abs((questions[0]?.settles ?? 0) - most) < 1e-9, `${JSON.stringify(situation)} asks ${questions[0]?.fact}: ${JSON.stringify(open)}`)
    assert.deepEqual(law.questions(situation, law.services, 1).questions[0], questions[0], 'who is asked one question at a time is asked the same one')
    asked += questions.length
  }
  assert.ok(asked > 100, `${asked}`)
})
