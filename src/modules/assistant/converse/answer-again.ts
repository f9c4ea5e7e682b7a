/**
 * An answer asked again from its address: whether what is kept still gives it word for word, which of its sources stand otherwise today, and
 * what is said today. Nothing is needed but what was kept: the pieces in their editions, what was understood, and what the verifier found.
 */
import type { Answer, Source, Understanding } from '../contract.ts'
import { citedIn } from '../answer/cited-places.ts'
import { verify } from '../answer/verify.ts'
import { editionOf } from '../knowledge/sections.ts'

export interface Again {
  /** Each kept piece is the text of its edition, and each sentence holds in the pieces that it cites. */
  holds: boolean
  /** Cited pieces that stand otherwise today, or nowhere. */
  changed: { source: Source; isGone: boolean }[]
  /** Every sentence is said today, too. */
  same: boolean
  today: Answer
}

/** @param minorUnit decimals of the currency @param today gives what is said today to what was understood then */
export async function answerAgain(kept: Answer, minorUnit: number, today: (language: string, understood: Understanding) => Promise<Answer>): Promise<Again | undefined> {
  const { understood } = kept.trace
  if (kept.kind !== 'answered' || understood === undefined || kept.statements.length === 0) return undefined
  const now = await today(kept.language, understood)
  return {
    holds: holds(kept, minorUnit), today: now, same: sameSentences(kept, now),
    changed: citedIn(kept).flatMap((source) => {
      const standing = now.sources.find(({ id }) => id === source.id)
      return standing?.edition === source.edition ? [] : [{ source, isGone: standing === undefined }]
    }),
  }
}

/** The names that were looked for then are looked for again; those of today are others. */
function holds({ statements, sources, trace: { checks } }: Answer, minorUnit: number): boolean {
  const names = [...new Set(checks.flatMap(({ named }) => named).filter((name) => !/^\d/.test(name)))]
  return sources.every(({ text, edition }) => editionOf(text) === edition) && verify(statements, sources, names, minorUnit).statements.length === statements.length
}

const sameSentences = (one: Answer, other: Answer) => one.statements.length === other.statements.length && one.statements.every(({ text }, at) => text === other.statements[at]!.text)
