/** How a pack words amounts, dates and the codes of its facts. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { createFormats, type Formats } from '../../../kernel/i18n/format.ts'
import type { Wording } from './fill-sentence.ts'

export function wordingOf(pack: Pick<Pack, 'facts' | 'languages' | 'currency' | 'timeZone'>): Wording {
  const made = new Map<string, Formats>()
  const formats = Object.fromEntries(pack.languages.map(({ tag, html }) => [tag, made.getOrInsertComputed(html, () => keepWords(createFormats(html, pack.currency, pack.timeZone)))]))
  const codes = new Map(pack.facts.map(({ fact, values }) => [fact, values]))
  return { formats, codeInWords: (fact, code) => codes.get(fact)?.[code] }
}

const most = 4096

/** The sentences of one answer name the same amounts and days again and again; formatting one takes longer than reckoning it. */
function keepWords(formats: Formats): Formats {
  return { ...formats, money: kept(formats.money), number: kept(formats.number), date: kept(formats.date) }
}

function kept<Of>(format: (of: Of) => string): (of: Of) => string {
  const words = new Map<Of, string>()
  return (of) => {
    const known = words.get(of)
    if (known !== undefined) return known
    if (words.size >= most) words.clear()
    const word = format(of)
    words.set(of, word)
    return word
  }
}

/** For runs that nobody reads: every sentence is empty. */
export const wordless: Wording = { formats: {}, codeInWords: () => undefined }
