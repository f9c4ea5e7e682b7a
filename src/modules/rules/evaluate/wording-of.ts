/** How a pack words amounts, dates and the codes of its facts. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { createFormats } from '../../../kernel/i18n/format.ts'
import type { Wording } from './fill-sentence.ts'

export function wordingOf(pack: Pick<Pack, 'facts' | 'languages' | 'currency' | 'timeZone'>): Wording {
  const formats = Object.fromEntries(pack.languages.map(({ tag, html }) => [tag, createFormats(html, pack.currency, pack.timeZone)]))
  const codes = new Map(pack.facts.map(({ fact, values }) => [fact, values]))
  return { formats, codeInWords: (fact, code) => codes.get(fact)?.[code] }
}

/** For runs that nobody reads: every sentence is empty. */
export const wordless: Wording = { formats: {}, codeInWords: () => undefined }
