/** Few segments, none of them mostly gone, and a vocabulary without the words of long ago. */
import { setImmediate as rest } from 'node:timers/promises'
import { combineSegments, type Segment } from './segment.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Documents of a segment that grows no further: what is made anew at once, in some hundredths of a second and ten megabytes. */
export const fullSegment = 1_000
/** Words, up to which those of long ago do no harm. */
const fewWords = 20_000

/** Of two neighbours in size the smaller is at least half as large, or they stay two: then each document moves a few times only. */
export async function tidySegments(segments: readonly Segment[]): Promise<Segment[]> {
  const kept: Segment[] = []
  for (const segment of segments.filter(({ live }) => live > 0)) {
    await rest()
    kept.push(segment.live * 2 < segment.ids.length ? combineSegments([segment]) : segment)
  }
  for (;;) {
    kept.sort((one, other) => other.live - one.live)
    const at = kept.findLastIndex(({ live }, place) => place + 1 < kept.length && live <= 2 * kept[place + 1]!.live && live + kept[place + 1]!.live <= fullSegment)
    if (at < 0) return kept
    await rest()
    kept.splice(at, 2, combineSegments(kept.slice(at, at + 2)))
  }
}

/** @returns the same where most words are in use */
export function tidyWords(segments: readonly Segment[], vocabularies: Map<string, Vocabulary>): { segments: readonly Segment[]; vocabularies: Map<string, Vocabulary> } {
  let kept = segments
  const renewed = new Map([...vocabularies].map(([language, vocabulary]) => {
    if (vocabulary.size < fewWords) return [language, vocabulary]
    const used = new Uint8Array(vocabulary.size)
    for (const { parts } of kept) for (const term of parts.get(language)?.terms ?? []) used[term] = 1
    if (used.reduce((sum, one) => sum + one, 0) * 2 > vocabulary.size) return [language, vocabulary]
    const { vocabulary: fewer, numbers } = vocabulary.renumbered(used)
    kept = kept.map((segment) => {
      const part = segment.parts.get(language)
      return part === undefined ? segment : { ...segment, parts: new Map(segment.parts).set(language, { ...part, terms: part.terms.map((term) => numbers[term]!) }) }
    })
    return [language, fewer]
  }))
  return { segments: kept, vocabularies: renewed }
}
