import { newId } from '../../../kernel/ids/ids.ts'
import type { Envelope } from '../../notices/index.ts'
import type { Saying } from './channel.ts'

/** An answer as a message of the ways out that notices have. */
export function letterOf({ before, paragraphs, links, choices, foot, language }: Saying, address: string, subject: string): Envelope {
  const [first, ...others] = links
  return {
    identity: newId(), address,
    letter: {
      subject, language, foot, link: first?.href ?? '', linkText: first?.title ?? '', letters: [], papers: [],
      paragraphs: [...before, ...paragraphs, ...choices.map((choice, at) => `${at + 1}. ${choice}`), ...others.map(({ title, href }) => `${title}: ${href}`)],
    },
  }
}
