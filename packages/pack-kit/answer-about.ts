/** Answers instead of records: what a register says where a purpose asks whether, or how many, and not what. The bound is the pack's; nobody who asks can move it. */
import type { FieldAnswer, OfEntry } from './schema/register.ts'

type Attribute = string | number | boolean | null
type Entry = string | Record<string, Attribute>
/** What a register holds in a field. */
export type HeldValue = Attribute | Record<string, Attribute> | readonly Entry[]

/**
 * @param value of the field that is answered about; null where the register holds none
 * @param today the day of the answer
 * @returns null where it is not known
 */
export function answerAbout(asked: FieldAnswer, value: HeldValue, today: Temporal.PlainDate): boolean | number | null {
  if (asked.held) return value !== null
  if (asked.thisYear) return typeof value === 'string' && Temporal.PlainDate.from(value).year === today.year
  if (value === null) return null
  if (asked.oneOf) return (Array.isArray(value) ? value : [value]).some((code) => typeof code === 'string' && asked.oneOf!.includes(code.split('/')[0]!))
  if (Array.isArray(value)) return answerAboutList(asked, value, today)
  return within(asked, value as Attribute, today)
}

/** Where it depends on somebody of whom too little is known, the answer is not known either. */
function answerAboutList({ where = [], count, ...bounds }: FieldAnswer, list: readonly Entry[], today: Temporal.PlainDate): boolean | number | null {
  const fits = list.map((entry) => fitsAll(where, entry, today))
  const [certain, possible] = [fits.filter((fit) => fit === true).length, fits.filter((fit) => fit !== false).length]
  if (count) return certain === possible ? certain : null
  const answers = [certain, possible].map((number) => within(bounds, number, today))
  return answers[0] === answers[1] ? answers[0]! : null
}

function fitsAll(where: readonly OfEntry[], entry: Entry, today: Temporal.PlainDate): boolean | null {
  const answers = where.map(({ attribute, is, ...bounds }) => {
    const value = (typeof entry === 'object' ? entry[attribute] : undefined) ?? null
    if (value === null) return null
    return is === undefined ? within(bounds, value, today) : value === is
  })
  return answers.includes(false) ? false : answers.includes(null) ? null : true
}

function within({ yearsAtLeast, yearsAtMost, atLeast, atMost }: Partial<FieldAnswer>, value: Attribute, today: Temporal.PlainDate): boolean {
  if (yearsAtLeast === undefined && yearsAtMost === undefined) return (atLeast === undefined || Number(value) >= atLeast) && (atMost === undefined || Number(value) <= atMost)
  const { years } = Temporal.PlainDate.from(String(value)).until(today, { largestUnit: 'years' })
  return (yearsAtLeast === undefined || years >= yearsAtLeast) && (yearsAtMost === undefined || years <= yearsAtMost)
}
