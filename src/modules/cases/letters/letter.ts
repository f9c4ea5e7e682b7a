/** A letter: what has become of an application, as the person reads it on a page, on paper and in a message. */
import type { LetterOutcome } from '../../../../packages/pack-kit/schema/service.ts'
import type { Finding } from '../../rules/index.ts'
import type { Draft, KnownFact } from '../apply/draft.ts'

/** A service's own texts, and what only the house writes: an objection is taken back, and the refusal or the claim that it was against stands. */
export type LetterKind = LetterOutcome | 'objection-withdrawn' | 'reclaim-kept'

/** What a letter is made of, as the case stood when it was decided, asked, sent on or ended. */
export interface LetterCase {
  /** Of the line, the question or the referral that it tells of. */
  id: string
  outcome: LetterKind
  /** Who writes. */
  agency: string
  /** What it is about; the first one's text is used. */
  services: string[]
  receipt: string
  event: string
  at: Date
  /** Legal day of the application, `YYYY-MM-DD`. */
  appliedOn: string
  finding: Finding | null
  /** Why it was refused, in the official's words. */
  reason: string | null
  question: string | null
  /** Which agency had it before. */
  from: string | null
  /** What is asked back, in the smallest unit; null: nothing. */
  asked: { amount: number; reference: string; month: string } | null
  /** `YYYY-MM-DD`, by when it is decided, or what is asked back is paid. */
  due: string | null
  /** It decides on an objection: the agency has spoken twice. */
  again: boolean
  found: KnownFact[] | null
  answer: string | null
  /** As its agency was given them. */
  facts: KnownFact[]
  answers: Record<string, string>
  draft: Draft
}

/** Why the general text stands in the place of the service's own. `values`: what the case lacks, by their names in a letter. */
export type Gap = { why: 'no-letter' } | { why: 'no-language' } | { why: 'values'; values: string[] }

export interface Section { title: string; paragraphs: string[] }

export interface Letter {
  id: string
  outcome: LetterKind
  language: { tag: string; html: string; dir: 'ltr' | 'rtl'; name: string }
  /** Who writes, in words. */
  from: string
  title: string
  receipt: string
  /** In words. */
  date: string
  body: string[]
  /** What the house says beneath, whatever stands above: reasons, law, the way to object. */
  sections: Section[]
  gap: Gap | undefined
}

/** The whole text, paragraph by paragraph, for a message or a printer. */
export const paragraphsOf = ({ from, title, date, receipt, body, sections }: Letter): string[] => [title, `${from} · ${date} · ${receipt}`, ...body, ...sections.flatMap(({ title: heading, paragraphs }) => [heading, ...paragraphs])]
