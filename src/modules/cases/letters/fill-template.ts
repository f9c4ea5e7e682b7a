/** The text of a service's own letter with the case's values in their places; or why the general one has to stand there. */
import { letterValuesOf, type LetterValue } from '../../../../packages/pack-kit/letter-values.ts'
import { createTranslator } from '../../../kernel/i18n/translator.ts'
import { type Use, usesOf } from '../../../kernel/i18n/uses-of.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Gap, LetterCase } from './letter.ts'
import { type Held, valueOf } from './values-of.ts'

/** Where a letter is tried with nobody's data: what stands for a value. */
export type MadeUp = (name: string, value: LetterValue) => Held | undefined

/** A line of the text is a paragraph. */
export function fillTemplate(wording: Wording, about: LetterCase, madeUp?: MadeUp): { body: string[] } | { gap: Gap } {
  const { pack, language } = wording
  const service = pack.services.find(({ id }) => id === about.services[0])
  if (about.outcome === 'objection-withdrawn' || about.outcome === 'reclaim-kept') return { gap: { why: 'no-letter' } }
  const said = service?.letters?.[about.outcome]
  if (!service || !said) return { gap: { why: 'no-letter' } }
  const text = said[language.tag]
  if (text === undefined || text.trim() === '') return { gap: { why: 'no-language' } }
  const values = letterValuesOf(pack, service, about.outcome)
  const lacking: string[] = []
  const written: Record<string, string | number> = {}
  for (const use of usesOf(text)) {
    const value = values.get(use.name)
    const found = value && (valueOf(wording, about, use.name, value) ?? madeUp?.(use.name, value))
    if (value === undefined || found === undefined) lacking.push(use.name)
    else written[use.name] = inForm(wording, value, use, found)
  }
  if (lacking.length > 0) return { gap: { why: 'values', values: [...new Set(lacking)] } }
  return { body: createTranslator(language.html, { text }, () => undefined)('text', written).split('\n').map((line) => line.trim()).filter((line) => line !== '') }
}

/** What is told apart is handed over as its code, what is counted as a number, everything else as people read it. */
function inForm({ language, money, date, text }: Wording, { type, fact }: LetterValue, { as }: Use, found: Held): string | number {
  if (Array.isArray(found)) return new Intl.ListFormat(language.html).format(found.map((one) => (type === 'date' ? date(one) : one)))
  switch (type) {
    case 'money': return money(Number(found))
    case 'date': return date(String(found))
    case 'int': return Number(found)
    case 'bool': return found === true ? 'yes' : 'no'
    case 'enum': return as === 'select' ? String(found) : text(fact?.values?.[String(found)] ?? {}) || String(found)
    case 'text': return String(found)
    default: return type satisfies never
  }
}
