/** What is asked back in an application, and how far an objection to it is. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { objectionUntil } from '../clocks/days-after.ts'
import { type LetterSource, lineCase, ofReclaims } from '../letters/cases-in.ts'

/** Oldest first. */
export const reclaimsIn = (pack: Pack, source: LetterSource) => ofReclaims(pack, source).map((letter) => {
  const objection = source.parts.find(({ reclaim }) => reclaim === letter.id)
  const line = source.lines.find(({ part_id }) => part_id === objection?.id)
  const ended = line?.decided_at && (line.status === 'approved' || line.status === 'refused') ? lineCase(pack, source, line, line.status, line.decided_at) : undefined
  return { letter, objectUntil: objectionUntil(pack, letter.at, 'reclaim'), objection, decision: line?.status, due: (ended ?? letter).due }
})
export type ReclaimAsked = ReturnType<typeof reclaimsIn>[number]
