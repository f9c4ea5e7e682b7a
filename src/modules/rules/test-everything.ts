/** A page that uses every construct of the language, so that no output can forget one. */
export const everyConstruct = `
parameter limit_age: int under §1 from 2022-01-01: 8 from 2026-01-01 known 2026-03-01: 9
parameter rent_limit by choice and number: money from 2026-01-01: for seoul: 1 = 369,000; 2 = 414,000; 3 and each more = 30,000 for others: 1 = 200,000; 2 and more = 250,000
parameter median by number: money from 2026-01-01: 1 = 2,564,238; 2 = 4,199,292; 3 and each more = 959,198
parameter grade by choice: one of 'a', 'b' from 2026-01-01: seoul = 'a'; others = 'b'
parameter share by choice: rate from 2026-01-01: seoul = 50 %; others = 33.3 %
parameter begin: date from 2026-01-01: 2026-02-28
parameter unit: money from 2020-01-01: 10,000
scale tax by money: marginal rate under §1 from 2026-01-01: from 0 = 10 %; from 14,000,000 = 15 %; from 50,000,000 = 33.3 %
scale part by money: step rate from 2026-01-01: from 0 = 50 %; from 2,000,000 = 25 %
group children = members where member.role is 'child'

define years of person: int = age of person.birth_date
define months_old of person: int = months of person.birth_date on 2026-01-31
define days_old of person: int = days of person.birth_date
define income of person: money under §2 = person.wage + person.pension
exception frail to person.income under §3 when person.disabled is true and person.years is over 64 = smaller of (person.wage, 1,000,000)
exception young to person.income under §4 when person.years is under 15 = 0
define tax of person: money = (tax for person.wage) rounded down to 10
define cut of person: money = (person.wage * (part for person.wage)) rounded half up to 1
define third of person: money = (person.pension * 1 / 3) rounded up to 100
define difference of person: money = person.wage - person.pension
define squared of person: int = person.years * person.years
define ratio_of_pension of person: money = (person.wage * (person.pension / larger of (person.wage, 1))) rounded down to 1
define by_zero of person: money = (unit * (person.wage / person.pension)) rounded half up to 1
define between_fractions of person: money = (smaller of (unit * (person.wage / larger of (person.pension, 1)), unit * 3 * (person.pension / larger of (person.wage, 1)))) rounded down to 1
define either_fraction of person: money = (if person.disabled is true then unit * 70 * (person.wage / larger of (person.pension, 1)) else unit * 90 * (person.pension / larger of (person.wage, 3))) rounded half up to 1
define below_fraction of person: bool = person.wage / larger of (person.pension, 1) is under person.pension / larger of (person.wage, 1)
define anniversary of person: date = 60 days after person.birth_date
define majority of person: date = 18 years after person.birth_date
define month_before of person: date = 1 months before end of month of person.birth_date
define year_end of person: date = end of year of person.birth_date
define office of person: date = working day from start of month of (6 months after person.birth_date)
define birth_year of person: int = year of person.birth_date
define birth_month of person: int = month of person.birth_date
define between of person: int = age of person.birth_date on person.majority
define later of person: date = if person.disabled is true then (waiting years after begin) else begin
parameter waiting: int from 2020-01-01: 3
define older of person: int = count of members where member.birth_date is before person.birth_date
define richest of person: bool = all of members where member.wage is at most person.wage
define near of person: money = sum of member.wage of members where member.role is not person.role
define kind of person: one of 'a', 'b' = if person.years is over 40 then (grade for household.region) else 'a'
define same_kind of person: bool = person.kind is 'b' or person.disabled is person.household.in_need
define minor_of_head of person: bool = person.birth_date is after head.birth_date and person.years is under limit_age

define size of household: int = count of members
define income of household: money = sum of member.income of members
define tax of household: money = sum of member.tax of children
define eldest of household: date = earliest of member.birth_date of members
define youngest of household: date = latest of member.birth_date of children
define wage_most of household: money = max of member.wage of members where member.disabled is false
define head_wage of household: money = head.wage
define head_disabled of household: bool = head.disabled
define head_role_region of household: one of 'a', 'b' = grade for household.region
define standard of household: money = rent_limit for (household.region, household.size)
define needed of household: money = median for (household.size + count of children)
define share_of_rent of household: money = (household.rent * (share for household.region)) rounded half up to 10
define poor of household: bool = household.income is under household.needed and not any of members where member.wage is over 3,000,000
define any_child of household: bool = any of children where (member.years is under 8 and member.disabled is not true)
define bonus of household: money under §1 from 2026-01-01 until 2027-01-01 = if household.poor is true then household.standard else 0
define above of household: int = count of members where member.income is over household.rent
define second of household: money = sum of member.wage of members where member.birth_date is household.eldest

contradiction of person when person.birth_date is after 2026-12-01 says en "Not yet born."
contradiction of household when count of members where member.role is 'head' is over 3 says en "Four heads."

rule grant under §1 when household.poor is true holds en "yes" fails en "no" pays household.bonus a month
rule child-grant for each person where person.role is 'child' under §2
  when person.years is under limit_age holds en "yes" fails en "no"
  pays unit * person.years a month
rule aid under §3 when household.in_need is true holds en "yes" fails en "no" pays larger of (household.standard - household.income, 0) a month
exception rich to aid under §4 when household.income is over 9,000,000 holds en "yes" fails en "no" refuses
only best of grant, aid says en "One of them."
`
