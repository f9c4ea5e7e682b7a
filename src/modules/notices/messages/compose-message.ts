/** A message in words: what happened, what it means, where to read on, and which letters there are. What it says is never a value of anybody's data. */
import type { Wording } from '../../../web/wordings.ts'
import type { Happening } from '../contract.ts'
import { meaningInWords, namesIn, titleInWords } from '../notice-in-words.ts'
import { lettersTold, type Paper } from './letters-told.ts'

export interface Letter {
  subject: string
  /** Paragraphs, plain text. */
  paragraphs: string[]
  /** Where it goes on: the portal. */
  link: string
  linkText: string
  /** The case's letters, in the portal. */
  letters: { title: string; link: string }[]
  /** The letters themselves, for a channel that is paper. */
  papers: Paper[]
  /** How to hear less, or which law says that this must be told. */
  foot: string
  language: { html: string; dir: 'ltr' | 'rtl' }
}

export interface Told { id: string; receipt: string | null; data: Happening }

/** @param notices one or several of one matter or one day, oldest first; at least one */
export function composeMessage(wording: Wording, origin: string, notices: readonly Told[], foot: string): Letter {
  const { t, language } = wording
  const [first, ...more] = notices
  if (!first) throw new Error('a message tells of at least one notice')
  const said = ({ data }: Told) => [titleInWords(wording, data), meaningInWords(wording, data), ...namesIn(wording, data)]
  return {
    subject: more.length === 0 ? titleInWords(wording, first.data) : t('notices.message.several', { count: notices.length, first: titleInWords(wording, first.data) }),
    paragraphs: notices.flatMap(said),
    link: more.length === 0 ? `${origin}/my/inbox/${first.id}` : `${origin}/my/inbox`,
    linkText: t('notices.message.open'), foot, papers: [],
    letters: notices.flatMap(({ receipt, data }) => lettersTold(wording, receipt, data).map(({ title, path }) => ({ title, link: `${origin}${path}` }))),
    language: { html: language.html, dir: language.dir },
  }
}
