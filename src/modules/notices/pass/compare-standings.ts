/** What a pass changes: where people stand now beside where the last one saw them. A pure function; storing and telling are others'. */
import type { Told } from '../../rules/index.ts'

export const changeKinds = ['gains', 'loses', 'will-gain', 'will-lose'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** As the database keeps it. */
export interface Stand {
  person: string
  service: string
  of: string
  held: boolean
  amounts: Partial<Record<string, number>>
  begins: string | null
  ends: string | null
  receiving: boolean
  area: string | null
  band: string | null
}

/** As a pass finds it, before anybody has reckoned on which day it turns. */
export interface Found extends Omit<Stand, 'held' | 'begins' | 'ends'> { now: boolean | null; ahead: boolean | null }

export interface Difference<One extends Found> {
  /** Whose day and reasons have to be told. */
  changed: { kind: ChangeKind; found: One }[]
  /** Stood somewhere and were not found to any more: ended, or not known this time. */
  missed: Stand[]
}

export const keyOf = ({ person, service, of }: Pick<Stand, 'person' | 'service' | 'of'>) => `${person} ${service} ${of}`

/** What nobody knows changes nothing: a register that lost an answer takes nothing away. */
export function compareStandings<One extends Found>(before: readonly Stand[], found: readonly One[]): Difference<One> {
  const stood = new Map(before.map((stand) => [keyOf(stand), stand]))
  const changed = found.flatMap((one): Difference<One>['changed'] => {
    const old = stood.get(keyOf(one))
    stood.delete(keyOf(one))
    const kinds: ChangeKind[] = one.now === true ? [...gain(old, one), ...(one.ahead === false ? ['will-lose' as const] : [])]
      : one.now === false ? [...(old?.held ? ['loses' as const] : []), 'will-gain'] : []
    return kinds.map((kind) => ({ kind, found: one }))
  })
  return { changed, missed: [...stood.values()] }
}

/** Who receives it already hears nothing new. */
const gain = (old: Stand | undefined, { receiving }: Found): ChangeKind[] => (old?.held === true || receiving ? [] : ['gains'])

/** What is to be kept, once the day of a change that lies ahead is known. */
export function standAfter(found: Found, turns: string | null): Stand {
  const { now, ahead, ...rest } = found
  return { ...rest, held: now === true, begins: now === true || ahead !== true ? null : turns, ends: now === true && ahead === false ? turns : null }
}

/** Whether what lies ahead was told by an earlier pass already. */
export const isTold = (kind: ChangeKind, old: Stand | undefined, { on }: Pick<Told, 'on'>) =>
  (kind === 'will-gain' && old?.begins === on) || (kind === 'will-lose' && old?.ends === on)

export const isSame = (a: Stand | undefined, b: Stand) => a !== undefined && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

const sorted = ({ amounts, held, begins, ends, receiving, area, band }: Stand) =>
  [Object.entries(amounts).toSorted(([a], [b]) => a.localeCompare(b)), held, begins, ends, receiving, area, band]
