/** What each agency holds, as a file: for a reader, or for a program. */
import { escapeText } from '../../../web/escape-text.ts'
import type { View } from '../../../web/view.ts'
import type { Answers } from '../contract.ts'
import { namesIn } from './names.ts'
import { valueInWords } from './value-in-words.ts'

const style = 'body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}dd{margin:0 0 .75rem}'

export function heldAsPage(view: View, { known, silent }: Answers, at: Date): string {
  const names = namesIn(view)
  const title = escapeText(view.t('exchange.held.title'))
  const sections = view.pack.registers.map(({ id, agency }) => {
    const own = known.filter(({ register }) => register === id)
    const words = own.map(({ field, value, answeredAt }) => `<dt>${escapeText(names.field(id, field))}</dt><dd>${escapeText(valueInWords(view, names.registerOf(id)?.fields[field], value))} <small>${escapeText(view.dateTime(answeredAt))}</small></dd>`)
    const empty = silent.some(({ register, reason }) => register === id && reason !== 'unknown-person') ? 'exchange.held.silent' : 'exchange.held.nothing'
    return `<h2>${escapeText(names.register(id))}</h2><p>${escapeText(names.agency(agency))}</p>${own.length === 0 ? `<p>${escapeText(view.t(empty))}</p>` : `<dl>${words.join('')}</dl>`}`
  })
  return `<!doctype html><html lang="${view.language.html}" dir="${view.language.dir}"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head><body><h1>${title}</h1><p>${escapeText(view.dateTime(at))}</p>${sections.join('')}</body></html>\n`
}

export const heldAsJson = (person: string, { known, silent }: Answers, at: Date): string =>
  `${JSON.stringify({ format: 'maru-held-data/1', person, at: at.toISOString(), values: known, silent }, undefined, 2)}\n`
