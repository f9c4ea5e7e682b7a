import type { Saying } from './channel.ts'

/** What a speaker says: what must be said, of an answer the first two sentences, then what there is to choose from. Addresses are not read aloud. */
export function spoken({ before, paragraphs, choices, language }: Saying): string {
  const sentences = paragraphs.flatMap((paragraph) => [...new Intl.Segmenter(language.html, { granularity: 'sentence' }).segment(paragraph)].map(({ segment }) => segment.trim()))
  return [...before, ...sentences.filter((sentence) => sentence !== '').slice(0, 2), ...choices.map((choice, at) => `${at + 1}, ${choice}.`)].join(' ')
}
