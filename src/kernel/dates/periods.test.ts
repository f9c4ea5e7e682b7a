/** Every case reckoned by hand from the text of the law, before the code was run. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import fc from 'fast-check'
import { officeMoment, officePeriodEnd } from './office-deadline.ts'
import { inForceFrom, lastDayOf, type HowToCount, type Period } from './periods.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const korea = JSON.parse(readFileSync('packs/kr/holidays.json', 'utf8')) as { date: string; name: { ko: string } }[]
const holidays = korea.map(({ date }) => date)
const anyDay = fc.integer({ min: -20_000, max: 20_000 }).map((days) => day('2000-01-01').add({ days }))

const cases: { law: string; happened: string; period: Period; how?: HowToCount; last: string }[] = [
  { law: '민법 §157: the first day is not counted', happened: '2026-11-02', period: { days: 10 }, last: '2026-11-12' },
  { law: '민법 §157: a first day that counts by another law', happened: '2026-11-02', period: { days: 10 }, how: { firstDayCounts: true }, last: '2026-11-11' },
  { law: '민법 §160②: the day before the corresponding day', happened: '2026-10-20', period: { months: 1 }, last: '2026-11-20' },
  { law: '가족관계등록법 §37①: a birth of 20 October is reported until 19 November', happened: '2026-10-20', period: { months: 1 }, how: { firstDayCounts: true }, last: '2026-11-19' },
  { law: '민법 §160②: reckoned from the first of a month, it ends with the last of one', happened: '2026-02-28', period: { months: 1 }, last: '2026-03-31' },
  { law: '민법 §160②: the same in April', happened: '2026-03-31', period: { months: 1 }, last: '2026-04-30' },
  { law: '민법 §160③: no 31st in February', happened: '2026-01-30', period: { months: 1 }, how: { endsOnClosedDay: true }, last: '2026-02-28' },
  { law: '민법 §160③: nor in a leap year', happened: '2028-01-30', period: { months: 1 }, last: '2028-02-29' },
  { law: '민법 §160③: a year from 29 February', happened: '2024-02-28', period: { years: 1 }, last: '2025-02-28' },
  { law: '민법 §160②: from 1 March, a year ends with February', happened: '2024-02-29', period: { years: 1 }, last: '2025-02-28' },
  { law: '민법 §161: a Saturday moves on to Monday', happened: '2026-10-14', period: { months: 1 }, last: '2026-11-16' },
  { law: '민법 §161: Saturday, Sunday and a substitute holiday', happened: '2026-09-30', period: { days: 3 }, how: { holidays }, last: '2026-10-06' },
  { law: '민법 §161: the whole of Chuseok', happened: '2026-09-14', period: { days: 10 }, how: { holidays }, last: '2026-09-28' },
  { law: '민법 §161: a holiday at the beginning or within changes nothing', happened: '2026-12-24', period: { days: 4 }, how: { holidays }, last: '2026-12-28' },
  { law: '행정기본법 §6②: what restricts somebody counts its first day and ends on a Sunday', happened: '2026-11-02', period: { days: 14 }, how: { firstDayCounts: true, endsOnClosedDay: true }, last: '2026-11-15' },
  { law: '민법 §156–157: weeks', happened: '2026-11-02', period: { weeks: 2 }, last: '2026-11-16' },
  { law: '민법 §1019: three months from knowing of a death on 30 November', happened: '2026-11-30', period: { months: 3 }, how: { holidays }, last: '2027-03-02' },
  { law: '주민등록법 §16: fourteen days after moving in', happened: '2026-11-02', period: { days: 14 }, how: { holidays }, last: '2026-11-16' },
  { law: '상증법 §67: six months from the end of the month of death', happened: '2026-11-30', period: { months: 6 }, how: { holidays }, last: '2027-05-31' },
]

for (const { law, happened, period, how, last } of cases) {
  test(`${law} (${happened} → ${last})`, () => { assert.equal(lastDayOf(day(happened), period, how).toString(), last) })
}

test('a period of nothing is refused', () => { assert.throws(() => lastDayOf(day('2026-11-02'), { days: 0 }), RangeError) })

test('행정기본법 §7: a law of 1 March is in force at once, or after its days, whatever day that is', () => {
  assert.equal(inForceFrom(day('2026-03-01'), 'at-once').toString(), '2026-03-01')
  // The twentieth day is a Saturday.
  assert.equal(inForceFrom(day('2026-03-01'), { days: 20 }).toString(), '2026-03-21')
  assert.equal(inForceFrom(day('2026-03-01'), { months: 6 }).toString(), '2026-09-01')
})

test('a longer period never ends earlier, and no period ends while offices are closed', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 40 }), fc.boolean(), (start, count, firstDayCounts) => {
    for (const unit of ['days', 'weeks', 'months', 'years'] as const) {
      const [one, next] = [count, count + 1].map((size) => lastDayOf(start, { [unit]: size }, { firstDayCounts, holidays }))
      assert.ok(Temporal.PlainDate.compare(one!, next!) <= 0)
      assert.ok(one!.dayOfWeek < 6 && !holidays.includes(one!.toString()))
    }
  }))
})

test('민원처리법 §19①: five days or fewer run in hours of work, eight a day', () => {
  const from = (text: string, days: number) => officeMoment(Temporal.PlainDateTime.from(text), days, holidays).toString()
  assert.equal(from('2026-11-24T10:00', 1), '2026-11-25T10:00:00')
  // Friday at four: two hours that day, six on Monday, of which one is lunch.
  assert.equal(from('2026-11-27T16:00', 1), '2026-11-30T16:00:00')
  // Received at lunch: five hours that afternoon, three the next morning.
  assert.equal(from('2026-11-24T12:30', 1), '2026-11-25T12:00:00')
  // On a Saturday nothing runs: three whole days from Monday on.
  assert.equal(from('2026-11-28T11:00', 3), '2026-12-02T18:00:00')
  assert.equal(from('2026-12-24T17:00', 1), '2026-12-28T17:00:00')
  assert.throws(() => from('2026-11-24T10:00', 6), RangeError)
})

test('민원처리법 §19③: months count their first day', () => {
  assert.equal(officePeriodEnd(day('2026-11-02'), { months: 1 }, holidays).toString(), '2026-12-01')
  assert.equal(officePeriodEnd(day('2026-11-02'), { weeks: 3 }, holidays).toString(), '2026-11-23')
})

/** 공휴일에 관한 법률 §3, 시행령 §3: which days have a substitute, and when. */
const sundays = /^(설날|추석)/
const weekends = /^(3ㆍ1절|제헌절|광복절|개천절|한글날|어린이날|부처님 오신 날|기독탄신일|노동절)/

test('substitute holidays stand where the law puts them, and nowhere else', () => {
  const byYear = Map.groupBy(korea, ({ date }) => date.slice(0, 4))
  for (const [year, days] of byYear) {
    const own = days.filter(({ name }) => !name.ko.startsWith('대체공휴일'))
    const closed = new Set(own.map(({ date }) => date))
    const expected: string[] = []
    for (const [at, { date, name }] of own.entries()) {
      const weekday = day(date).dayOfWeek
      // Of two holidays on one day, one is made up for.
      const doubled = own.slice(0, at).some((other) => other.date === date)
      const madeUp = weekends.test(name.ko) ? weekday >= 6 || doubled : sundays.test(name.ko) && (weekday === 7 || doubled)
      if (!madeUp) continue
      let substitute = day(date)
      while (substitute.dayOfWeek >= 6 || closed.has(substitute.toString())) substitute = substitute.add({ days: 1 })
      closed.add(substitute.toString())
      expected.push(substitute.toString())
    }
    const given = days.filter(({ name }) => name.ko.startsWith('대체공휴일')).map(({ date }) => date)
    assert.deepEqual(given.toSorted(), expected.toSorted(), year)
  }
})
