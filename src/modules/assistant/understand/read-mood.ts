/** Whether somebody speaks of something glad or something sad: then nothing that is the other may be what happened to them, whatever the words share. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../web/wordings.ts'
import { findWord, listed, plain } from '../fill/plain-words.ts'

export type Mood = 'glad' | 'sad'
export type MoodWords = Record<Mood, string[]>

/** Of every language of the pack at once: people mix them. */
export const moodWordsOf = (wordings: readonly Wording[]): MoodWords => ({ glad: wordings.flatMap(({ t }) => listed(t('assistant.mood.glad'))), sad: wordings.flatMap(({ t }) => listed(t('assistant.mood.sad'))) })

/** The longest word decides: "something not so good" holds "something good" in Korean. */
export function readMood(words: MoodWords, message: string): Mood | undefined {
  const text = plain(message)
  const longest = (mood: Mood) => Math.max(0, ...words[mood].filter((word) => findWord(word, text) !== undefined).map(({ length }) => length))
  const [glad, sad] = [longest('glad'), longest('sad')]
  return glad === sad ? undefined : glad > sad ? 'glad' : 'sad'
}

export interface Felt {
  /** Whether it may be what happened. */
  fits(event: string): boolean
  /** All of this mood. */
  events: readonly string[]
}

/** @returns undefined where the pack says nothing of moods, or the message does not */
export function feltIn({ assistant: { moods } }: Pack, mood: Mood | undefined): Felt | undefined {
  if (mood === undefined || moods === undefined) return undefined
  const [events, others] = mood === 'glad' ? [moods.glad, moods.sad] : [moods.sad, moods.glad]
  return { events, fits: (event) => !others.includes(event) }
}
