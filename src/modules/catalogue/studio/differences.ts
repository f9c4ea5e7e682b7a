/** What two texts of a pack file say differently, place by place; entries of a list are told apart by what names them, not by their number. */
export interface Difference {
  /** Keys and names on the way, outermost first. */
  place: string[]
  /** What has parts stands a line each; null: not there. */
  before: string | null
  after: string | null
}

/** What names an entry: an id, the fact that a question or a fact is about, the value of a choice. */
const naming = ['id', 'fact', 'value'] as const

export function differencesOf(before: string | undefined, after: string): Difference[] {
  return compare(before === undefined ? undefined : JSON.parse(before), JSON.parse(after), [])
}

function compare(before: unknown, after: unknown, place: string[]): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const [one, other] = [entriesOf(before), entriesOf(after)]
  if (!one || !other) return [{ place, before: printed(before), after: printed(after) }]
  const keys = [...new Set([...one.keys(), ...other.keys()])]
  const within = keys.flatMap((key) => compare(one.get(key), other.get(key), [...place, key]))
  // The same entries of a list in another order; keys have none.
  return within.length > 0 || !Array.isArray(after) ? within : [{ place, before: [...one.keys()].join(', '), after: [...other.keys()].join(', ') }]
}

function entriesOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  return new Map(value.map((entry: unknown, at): [string, unknown] => [nameOf(entry) ?? String(at + 1), entry]))
}

function nameOf(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry
  if (typeof entry !== 'object' || entry === null) return undefined
  const name = naming.map((key) => (entry as Record<string, unknown>)[key]).find((value) => typeof value === 'string')
  return name as string | undefined
}

/** A text as it is read, and of what has parts a line each. */
const printed = (value: unknown): string | null => (value === undefined ? null : linesOf(value, []).join('\n'))

function linesOf(value: unknown, place: string[]): string[] {
  const entries = entriesOf(value)
  if (entries && !(Array.isArray(value) && value.every((entry) => typeof entry === 'string'))) return [...entries].flatMap(([key, entry]) => linesOf(entry, [...place, key]))
  const words = Array.isArray(value) ? value.join(', ') : String(value)
  return [place.length === 0 ? words : `${place.join(' › ')}: ${words}`]
}
