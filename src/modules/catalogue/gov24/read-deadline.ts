/** The free text of 신청기한: a day is taken where it is certain, everything else stays text. */

export interface Deadline {
  /** Last day, `YYYY-MM-DD`. */
  on: string | null
  /** Why a text that seems to name a day gave none. */
  doubt?: string
}

const none: Deadline = { on: null }
/** Always open, at times, or as each office has it: no day is meant. */
const openEnded = /^(연중\s*)?(상시|수시)(\s*(신청|접수|가능|신청\s*가능))*$|^(접수|소관|신청|해당)?\s*(기관|시·?군·?구|지자체)?\s*별?로?\s*상이(함)?$|^제한\s*없음$/
const fundsLast = /소진|선착순|조기\s*(마감|종료)/
const dayPattern = /(?:(?<year>(?:19|20)\d{2}|['’‘]\d{2})\s*(?:[.\-/]|년)\s*)?(?<month>\d{1,2})\s*(?:[.\-/]|월)\s*(?<day>\d{1,2})(?!\d)\s*(?:\.|일)?\s*(?:\((?<weekday>[일월화수목금토])(?:요일)?\))?/gu
const weekdays = '월화수목금토일'

interface Found { year: number | undefined; month: number; day: number; weekday: string | undefined; start: number; end: number }

export function readDeadline(text: string): Deadline {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  if (plain === '') return { on: null, doubt: 'is empty' }
  if (openEnded.test(plain)) return none
  // 20250624 and times of day, so that only days are left to find.
  const days = findDays(plain.replaceAll(/\b(20\d{2})(\d{2})(\d{2})\b/g, '$1.$2.$3').replaceAll(/\d{1,2}\s*:\s*\d{2}|\d{1,2}시(\s*\d{1,2}분)?/g, ' '))
  if (days.found.length === 0) return { on: null, doubt: 'names no day that is certain; the text is kept' }
  if (days.found.length > 2) return { on: null, doubt: 'names more than two days; the text is kept' }
  if (fundsLast.test(plain)) return { on: null, doubt: 'may end before its last day; the text is kept' }
  return lastDay(days.found, days.text)
}

function findDays(text: string): { text: string; found: Found[] } {
  const found = [...text.matchAll(dayPattern)].map(({ groups = {}, index, 0: whole }) => ({
    year: groups['year'] === undefined ? undefined : Number(groups['year'].replace(/^\D/, '20')),
    month: Number(groups['month']), day: Number(groups['day']), weekday: groups['weekday'], start: index, end: index + whole.length,
  }))
  return { text, found }
}

function lastDay(found: Found[], text: string): Deadline {
  const first = found[0]!
  const last = found.at(-1)!
  if (found.length === 1) {
    const before = text.slice(0, last.start)
    const after = text.slice(last.end)
    if (/^\s*(~|-|부터|이후)/.test(after)) return none
    if (!/[~∼–]\s*$/.test(before) && !/^\s*(\S*\s)?까지|^\s*\S*\s*(마감|이내|한)/.test(after)) return { on: null, doubt: 'names one day but not whether it is the last; the text is kept' }
  } else if (!/[~∼–-]|부터/.test(text.slice(first.end - 1, last.start))) return { on: null, doubt: 'names two days that are no period; the text is kept' }
  if (last.year !== undefined) return checked(last, last.year)
  if (first.year === undefined) return { on: null, doubt: 'names a day without its year; the text is kept' }
  const sameYear = last.month * 100 + last.day >= first.month * 100 + first.day
  if (!sameYear && last.weekday === undefined) return { on: null, doubt: 'runs over the end of a year without naming the second; the text is kept' }
  return checked(last, sameYear ? first.year : first.year + 1)
}

function checked({ month, day, weekday }: Found, year: number): Deadline {
  let date: Temporal.PlainDate
  try {
    date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return { on: null, doubt: `names a day that does not exist, ${year}-${month}-${day}; the text is kept` }
  }
  if (weekday !== undefined && weekdays[date.dayOfWeek - 1] !== weekday) return { on: null, doubt: `says ${weekday} of a day that is ${weekdays[date.dayOfWeek - 1]}; the text is kept` }
  return { on: date.toString() }
}
