/** What an author can write, each with an example that a test reads and builds. */
export interface Construct {
  /** The production of the grammar that it shows. */
  production: string
  title: string
  says: string
  example: string
}

export const constructs: readonly Construct[] = [
  {
    production: 'Law', title: 'The law of a page', says: 'Once, first: its title in every language of the pack, and the day on which somebody compared the page with the text. `unverified` where nobody has.',
    example: 'law en "Rent Support Act" as of 2026-01-01',
  },
  {
    production: 'Parameter', title: 'Figures and tables', says: 'In force from a day; with `known` the day of publication, where it was decided later. A table is read by a number, by a code, or by both; `and each more` adds its value for every further one. `called` is its name for people, wherever the rule is read.',
    example: `parameter rent_cap: money under §4
  from 2025-01-01: 352,000
  from 2026-01-01 known 2025-08-01: 369,000
parameter rent_limit by choice and number: money under §5
  called en "Rent limit"
  from 2026-01-01:
    for seoul: 1 = 369,000; 2 = 414,000; 3 and each more = 45,000
    for others: 1 = 247,000; 2 = 277,000; 3 and each more = 30,000`,
  },
  {
    production: 'Scale', title: 'Scales', says: '`marginal`: each step’s rate counts for the part that lies in it. `step`: the value of the step in which the whole lies.',
    example: `scale contribution by money: marginal rate under §6
  from 2026-01-01: from 0 = 0 %; from 1,000,000 = 10 %; from 3,000,000 = 25 %`,
  },
  { production: 'Group', title: 'Groups', says: 'Members of the household who are counted together.', example: "group children = members where member.role is 'child' and age of member.birth_date is under 18" },
  {
    production: 'Define', title: 'Values with a name', says: 'Of each person or of the household; every statute of the pack may use them. `from` and `until`: outside of its time a sum is nothing. Where a rate meets money, rounding is said. What is `called` something stands in the drawing of the rule; what is not is drawn by what it rests on.',
    example: `define income of person: money under §3 = person.wage + person.pension
define income of household: money under §3
  called en "the income that counts"
  let gross = sum of member.income of members
  = gross - (contribution for gross) rounded down to 10`,
  },
  { production: 'InsteadOf', title: 'A later text', says: 'From a day on it takes the place of a definition.', example: 'instead of person.income from 2027-01-01 under §3a = person.wage' },
  {
    production: 'Rule', title: 'Rules', says: 'Who is owed what. All conditions must hold; each has a sentence for either case, in every language, in which `{…}` names a value. `for each person` asks everybody who lives there.',
    example: `rule rent-support under §1
  when household.income is at most 2,000,000
    holds en "Your income is {household.income}."
    fails en "Your income of {household.income} is too high."
  pays smaller of (household.rent, rent_limit for (household.region, count of members)) a month
    note en "As long as you rent."
  apply by 60 days after today says en "Apply by this day."`,
  },
  {
    production: 'Exception', title: 'Exceptions', says: 'A more special text in place of another: of a definition it says the value, of a rule it `refuses` or pays otherwise. `over` says which of two exceptions counts; two that nothing orders must never apply together.',
    example: `exception frail to person.income under §3(2)
  when person.disabled is true
  = person.wage
exception unhoused to rent-support under §2
  when household.rent is 0
    holds en "You pay no rent."
    fails en "You pay rent."
  refuses`,
  },
  { production: 'BestOf', title: 'The best of several', says: 'Of services that exclude each other the one that pays most in a year is granted.', example: 'only best of rent-support, housing-grant says en "Of the two you get the better one."' },
  { production: 'Contradiction', title: 'What cannot be', says: 'A household like this is refused before anything is reckoned.', example: "contradiction of person when person.role is 'child' and person.birth_date is before head.birth_date\n  says en \"{person.name} is a child and older than the head.\"" },
  {
    production: 'Example', title: 'Worked examples', says: 'They are tests. `given a person …` for everybody who lives there; `unknown` for what nobody knows. A definition has a value, or one for each person given.',
    example: `example rent-support "two in Seoul" on 2026-05-01
  given household.region = 'seoul' given household.rent = 500,000
  given a person role = 'head', wage = 900,000, pension = 0, disabled = no
  given a person role = 'spouse', wage = 0, pension = 0, disabled = no
  expect owed 414,000 a month
example person.income "one with a pension" on 2026-05-01
  given a person wage = 900,000, pension = 20,000, disabled = no
  expect 920,000`,
  },
]

/** What the examples above rest on and do not show. */
export const beside = `rule housing-grant under §7
  when household.in_need is true holds en "You are in need." fails en "You are not in need."
  pays 10,000 a month`
