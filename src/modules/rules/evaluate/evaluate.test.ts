/** What the language says, by worked examples written in it; every one of them is turned around, so that it can fail. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build, testLists } from '../test-law.ts'
import { compileService } from './compile-service.ts'
import { RulesFault } from './faults.ts'
import { openLaw } from './open-law.ts'
import { createExamples } from './run-example.ts'
import { wordless } from './wording-of.ts'

function mistakes(rules: string) {
  const { ir, book, problems } = build(rules)
  assert.deepEqual(problems, [])
  const run = createExamples(openLaw(ir!, []), testLists)
  return book.examples.map((example) => run(example)?.message ?? null)
}

const says = 'holds en "yes" fails en "no"'
const grant = (pays: string, more = '') => `rule grant under §1 ${more} when household.in_need is true ${says} pays ${pays} once`

const laws: [name: string, rules: string, examples: string][] = [
  ['a definition of a person, summed over the members', `
    define income of person: money = person.wage + person.pension
    define income of household: money = sum of member.income of members`,
  `example household.income "two earn" on 2026-05-01 given a person wage = 1,000, pension = 0 given a person wage = 20, pension = 3 expect 1,023
    example household.income "nobody" on 2026-05-01 expect 0
    example household.income "one of them is not known" on 2026-05-01 given a person wage = 1,000, pension = 0 given a person wage = 20 expect unknown`],
  ['each person has a value', 'define age of person: int = age of person.birth_date', `
    example person.age "on the birthday" on 2026-05-01 given a person birth_date = 2000-05-01 given a person birth_date = 2000-05-02 expect 26, 25
    example person.age "born on 29 February" on 2025-02-28 given a person birth_date = 2024-02-29 expect 0`],
  ['exceptions: the more special text wins', `
    define limit of person: money under §1 = 100
    exception old to person.limit under §2 when age of person.birth_date is over 64 = 200
    exception frail to person.limit over old under §3 when person.disabled is true and age of person.birth_date is over 64 = 300`, `
    example person.limit "three persons" on 2026-05-01 given a person birth_date = 2000-01-01, disabled = yes given a person birth_date = 1950-01-01, disabled = no
      given a person birth_date = 1950-01-01, disabled = yes expect 100, 200, 300
    example person.limit "whether they are disabled decides between two" on 2026-05-01 given a person birth_date = 1950-01-01 expect unknown
    example person.limit "and does not matter for the young" on 2026-05-01 given a person birth_date = 2000-01-01 expect 100`],
  ['until: a text ends, and begins', 'define bonus of household: money under §1 from 2026-01-01 until 2027-01-01 = 100', `
    example household.bonus "the day before" on 2025-12-31 expect 0
    example household.bonus "the first day" on 2026-01-01 expect 100
    example household.bonus "the last day" on 2026-12-31 expect 100
    example household.bonus "the day after" on 2027-01-01 expect 0`],
  ['until: a rule', grant('5', 'until 2026-07-01'), `
    example grant "in time" on 2026-06-30 given household.in_need = yes expect owed 5 once
    example grant "too late" on 2026-07-01 given household.in_need = yes expect not owed`],
  ['instead of: a later text', `
    define limit of household: money under §1 = 10
    instead of household.limit from 2026-01-01 under §2 = 20
    instead of household.limit from 2027-01-01 until 2028-01-01 under §2 = 30`, `
    example household.limit "before" on 2025-06-01 expect 10
    example household.limit "after" on 2026-06-01 expect 20
    example household.limit "for a year" on 2027-06-01 expect 30
    example household.limit "and then again" on 2028-06-01 expect 20`],
  ['two times: in force, and known', 'parameter figure: money from 2025-01-01: 10 from 2026-01-01 known 2026-03-01: 20\ndefine sum of household: money = figure', `
    example household.sum "nobody knew yet" on 2026-02-01 known 2026-02-01 expect 10
    example household.sum "looked back upon" on 2026-02-01 known 2026-03-01 expect 20
    example household.sum "before every figure" on 2024-12-31 expect unknown`],
  ['a table by two keys', `
    parameter rent by choice and number: money from 2026-01-01: for seoul: 1 = 369,000; 2 = 414,000; 3 and each more = 30,000 for others: 1 = 200,000; 2 and more = 250,000
    define standard of household: money = rent for (household.region, count of members)`, `
    example household.standard "two in Seoul" on 2026-05-01 given household.region = 'seoul' given a person given a person expect 414,000
    example household.standard "four in Seoul" on 2026-05-01 given household.region = 'seoul' given a person given a person given a person given a person expect 474,000
    example household.standard "three on Jeju" on 2026-05-01 given household.region = 'jeju' given a person given a person given a person expect 250,000
    example household.standard "nobody" on 2026-05-01 given household.region = 'jeju' expect unknown
    example household.standard "somewhere" on 2026-05-01 given a person expect unknown`],
  ['a table of codes', "parameter grade by choice: one of 'a', 'b' from 2026-01-01: seoul = 'a'; others = 'b'\ndefine grade_of_home of household: one of 'a', 'b' = grade for household.region", `
    example household.grade_of_home "Seoul" on 2026-05-01 given household.region = 'seoul' expect 'a'
    example household.grade_of_home "Busan" on 2026-05-01 given household.region = 'busan' expect 'b'`],
  ['a marginal scale', `
    scale tax by money: marginal rate under §1 from 2026-01-01: from 0 = 10 %; from 1,000 = 20 %; from 5,000 = 33.3 %
    define tax_of_home of household: money = (tax for household.rent) rounded down to 10`, `
    example household.tax_of_home "nothing" on 2026-05-01 given household.rent = 0 expect 0
    example household.tax_of_home "at the step" on 2026-05-01 given household.rent = 1,000 expect 100
    example household.tax_of_home "above both" on 2026-05-01 given household.rent = 6,000 expect 1,230`],
  ['a scale of steps', 'scale part by money: step rate from 2026-01-01: from 100 = 50 %; from 200 = 25 %\ndefine share of household: rate = part for household.rent', `
    example household.share "below the first" on 2026-05-01 given household.rent = 99 expect unknown
    example household.share "at the first" on 2026-05-01 given household.rent = 100 expect 50 %
    example household.share "above the last" on 2026-05-01 given household.rent = 900 expect 25 %`],
  ['rounding is said, and exact', 'define third of household: money = (household.rent * 1 / 3) rounded half up to 1\ndefine cut of household: money = (household.rent * 47 %) rounded up to 100', `
    example household.third "a third of two" on 2026-05-01 given household.rent = 2 expect 1
    example household.cut "up to the next hundred" on 2026-05-01 given household.rent = 1,000 expect 500
    example household.third "a third of what no float holds" on 2026-05-01 given household.rent = 9,007,199,254,740,991 expect 3,002,399,751,580,330`],
  ['amounts beyond 2^24 and 2^31 are exact', 'define twice of household: money = household.rent * 2 + 1', `
    example household.twice "16,777,217 twice and one" on 2026-05-01 given household.rent = 16,777,217 expect 33,554,435
    example household.twice "beyond 2^31" on 2026-05-01 given household.rent = 50,000,000,001 expect 100,000,000,003`],
  ['unknown facts: what is known settles it', `
    define either of household: bool = household.in_need is true or household.rent is over 5
    define chosen of household: int = if household.in_need is true then 7 else 7`, `
    example household.either "one suffices" on 2026-05-01 given household.rent = 6 expect yes
    example household.either "the other decides" on 2026-05-01 given household.rent = 4 expect unknown
    example household.chosen "both branches say the same" on 2026-05-01 expect 7`],
  ['any, all, the, first and last', `
    group children = members where member.role is 'child'
    define minors of household: bool = any of children where age of member.birth_date is under 18
    define grown of household: bool = all of children where age of member.birth_date is at least 18
    define oldest of household: date = earliest of member.birth_date of members
    define wage_of_head of household: money = head.wage`, `
    example household.minors "one" on 2026-05-01 given a person role = 'child', birth_date = 2020-01-01 given a person role = 'child' expect yes
    example household.minors "perhaps" on 2026-05-01 given a person role = 'child', birth_date = 1990-01-01 given a person role = 'child' expect unknown
    example household.grown "of no children all" on 2026-05-01 given a person role = 'head', birth_date = 1990-01-01 expect yes
    example household.oldest "the first" on 2026-05-01 given a person birth_date = 1990-01-01 given a person birth_date = 1980-02-03 expect 1980-02-03
    example household.wage_of_head "whose" on 2026-05-01 given a person role = 'child', wage = 1 given a person role = 'head', wage = 500 expect 500
    example household.wage_of_head "nobody is head" on 2026-05-01 given a person role = 'child', wage = 1 expect unknown`],
  ['a person beside the others', 'define older of person: int = count of members where member.birth_date is before person.birth_date',
    'example person.older "three" on 2026-05-01 given a person birth_date = 1990-01-01 given a person birth_date = 1980-01-01 given a person birth_date = 2000-01-01 expect 1, 0, 2'],
  ['dates', `
    define due of household: date = working day from (60 days after end of month of today)
    define quarter of household: int = month of today`, `
    example household.due "a Sunday gives way" on 2026-03-15 expect 2026-06-01
    example household.quarter "March" on 2026-03-15 expect 3`],
  ['a rule for each person, and exceptions to it', `
    rule pension for each person where person.role is not 'child' under §1
      when age of person.birth_date is at least 65 ${says} pays 300 a month
    exception working to pension under §2 when person.wage is over 1,000 ${says} refuses
    exception poor to pension over working under §3 when household.in_need is true ${says} pays 400 a month`, `
    example pension "two of three" on 2026-05-01 given household.in_need = no given a person role = 'head', birth_date = 1950-01-01, wage = 0
      given a person role = 'spouse', birth_date = 1950-01-01, wage = 0 given a person role = 'child', birth_date = 1950-01-01, wage = 0 expect owed 300 a month, 300 a month
    example pension "who earns is refused" on 2026-05-01 given household.in_need = no given a person role = 'head', birth_date = 1950-01-01, wage = 5,000 expect not owed
    example pension "in need both exceptions apply" on 2026-05-01 given household.in_need = yes given a person role = 'head', birth_date = 1950-01-01, wage = 5,000 expect owed 400 a month
    example pension "nobody is asked" on 2026-05-01 given household.in_need = no given a person role = 'child' expect not owed`],
  ['instead of a service, and the best of two', `
    ${grant('50').replace('rule grant', 'rule big')} instead of small says en "one"
    rule small under §2 when household.rent is over 0 ${says} pays 60 once
    rule yearly under §3 when household.rent is over 0 ${says} pays 70 a year
    rule monthly under §3 when household.rent is over 10 ${says} pays 6 a month
    only best of yearly, monthly says en "one"`, `
    example small "alone" on 2026-05-01 given household.in_need = no given household.rent = 5 expect owed 60 once
    example small "displaced" on 2026-05-01 given household.in_need = yes given household.rent = 5 expect not owed
    example small "perhaps displaced, and nothing is promised by mistake" on 2026-05-01 given household.rent = 5 expect owed 60 once
    example yearly "twelve times six is more" on 2026-05-01 given household.rent = 11 expect not owed
    example monthly "twelve times six is more" on 2026-05-01 given household.rent = 11 expect owed 6 a month
    example yearly "the only one" on 2026-05-01 given household.rent = 5 expect owed 70 a year`],
]

for (const [name, rules, examples] of laws) {
  test(name, () => {
    assert.deepEqual(mistakes(`${rules}\n${examples}`).filter((message) => message !== null), [])
    const turned = examples.replaceAll(/expect (not owed|unknown|owed|yes|no|'\w+'|[\d,-]+)/g, (_all, expected: string) => `expect ${expected === 'unknown' || expected === 'not owed' ? 'owed' : 'unknown'}`)
    for (const message of mistakes(`${rules}\n${turned.replaceAll(/expect (owed|unknown)[^\n]*/g, 'expect $1')}`)) assert.match(message ?? 'nothing', /gives: /)
  })
}

const faults: [name: string, rules: string, fact: number, kind: RulesFault['kind'], line: number][] = [
  ['a number beyond 2^53', grant('household.rent * 1,000'), 9_007_199_254_740_991, 'overflow', 5],
  ['a sum beyond 2^53', grant('(household.rent * 3 / 2) rounded up to 1'), 9_007_199_254_740_991, 'overflow', 5],
  ['two exceptions that meet', `${grant('5')}\nexception low to grant under §2 when household.rent is over 1 ${says} pays 6 once\nexception high to grant under §3 when household.rent is over 2 ${says} refuses`, 3, 'exceptions-meet', 6],
]
for (const [name, rules, rent, kind, line] of faults) {
  test(`no answer, but a fault at its place: ${name}`, () => {
    const { ir } = build(rules)
    const law = openLaw(ir!, [])
    const answer = compileService(ir!.rules[0]!, ir!, law.reads, wordless)
    const run = (given: number) => law.within({ household: { in_need: true, rent: given } }, { on: '2026-05-01' }, answer)
    assert.equal(run(1).outcome, 'owed')
    assert.throws(() => run(rent), (cause) => cause instanceof RulesFault && cause.kind === kind && cause.place?.line === line)
    assert.equal(run(1).outcome, 'owed')
  })
}

test('a day that does not exist is no legal day', () => {
  const law = openLaw(build(grant('5')).ir!, [])
  for (const on of ['2026-02-30', '0026-01-01', '2500-01-01', 'today']) assert.throws(() => law.within({}, { on }, () => null), { kind: 'no-such-day' })
})
