/** For whom a node is reckoned, and what was reckoned for them already. Frames are lent for one run and used again. */
import type { FactSet, FactValue } from '../contract.ts'
import type { Figures } from './figures.ts'
import type { Value } from './value.ts'

export interface Run {
  facts: FactSet
  /** The legal day, as a day number. */
  today: number
  figures: Figures
  /** The household with its application. */
  home: Frame
  /** The entries of a list (`person`, `newborn`, …); null when nobody knows them. */
  members(list: string): readonly Frame[] | null
  /** Somebody beside a member of their household; the same two are one pair, whoever counts them. */
  pair(self: Frame, member: Frame): Frame
}

export interface Frame {
  run: Run
  /** Facts of this person or entry; of the household's frame none. */
  facts: Record<string, FactValue> | null
  /** The two of a pair. */
  self: Frame | null
  member: Frame | null
  values: Value[]
  /** `values[id]` counts if `turns[id]` is `turn`. */
  turns: Uint32Array
  turn: number
}

/** A household laid open: nothing of a frame may be kept when it is closed. */
export interface Opened {
  run: Run
  /** Every frame that was lent for it. */
  lent: readonly Frame[]
  /** Those of the lists that somebody asked for. */
  lists: ReadonlyMap<string, readonly Frame[] | null>
  close(): void
}
/** @param today day number */
export type Open = (facts: FactSet, today: number, figures: Figures) => Opened

/** @param size number of nodes */
export function createFrames(size: number): Open {
  const free: Frame[] = []
  const lend = (run: Run, facts: Frame['facts'], self: Frame | null, member: Frame | null): Frame => {
    const frame = free.pop() ?? { run, facts, self, member, values: Array.from<Value>({ length: size }).fill(null), turns: new Uint32Array(size), turn: 0 }
    // After 2^32 runs a stamp could come back; then all are wiped.
    if (frame.turn === 0xffff_ffff) { frame.turns.fill(0); frame.turn = 0 }
    frame.run = run
    frame.facts = facts
    frame.self = self
    frame.member = member
    frame.turn += 1
    return frame
  }
  return (facts, today, figures) => {
    const lent: Frame[] = []
    const take = (frame: Frame) => { lent.push(frame); return frame }
    const lists = new Map<string, readonly Frame[] | null>()
    const run = { facts, today, figures } as Run
    run.home = take(lend(run, null, null, null))
    run.members = (list) => {
      const known = lists.get(list)
      if (known !== undefined) return known
      const entries = run.facts[list]
      const frames = Array.isArray(entries) ? entries.map((entry) => take(lend(run, entry, null, null))) : null
      lists.set(list, frames)
      return frames
    }
    const pairs = new Map<Frame, Map<Frame, Frame>>()
    run.pair = (self, member) => pairs.getOrInsertComputed(self, () => new Map<Frame, Frame>()).getOrInsertComputed(member, () => take(lend(run, member.facts, self, member)))
    return { run, lent, lists, close: () => void free.push(...lent) }
  }
}
