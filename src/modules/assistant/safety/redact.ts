/** What identifies a person is taken out before anything is kept, logged or shown to another: the question is about a service, not about a number. */

interface Pattern { name: string; find: RegExp; real?(match: string): boolean }

/** What stands between groups of digits: keyboards make one long dash of two short ones. */
const dash = String.raw`[-‐‑‒–—―−－﹣]`
const gap = String.raw`(?:\s|[./·_]|${dash})`

/** Digits and dashes as people type them, digits of other scripts folded before. */
const patterns: Pattern[] = [
  { name: 'id', find: new RegExp(String.raw`(?<!\d)\d{6}${gap}{0,3}\d{7}(?!\d)`, 'g') },
  { name: 'id', find: new RegExp(String.raw`(?<!\d)(?:\d${gap}{0,3}){12}\d(?!\d)`, 'g'), real: isBorn },
  { name: 'card', find: /(?<!\d)(?:\d[ -]?){15}\d(?!\d)/g, real: isCard },
  { name: 'email', find: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
  { name: 'passport', find: /(?<![\p{L}\p{N}])[MSRODG]\d{3}[A-Z0-9]\d{4}(?![\p{L}\p{N}])/gu },
  { name: 'phone', find: new RegExp(String.raw`(?<!\d)(?:\+82${gap}?)?\(?0?1[016789]\)?${gap}{0,2}\d{3,4}${gap}{0,2}\d{4}(?!\d)`, 'g') },
  { name: 'account', find: new RegExp(String.raw`(?<!\d|${dash})\d{2,6}${dash}\d{2,6}${dash}\d{3,8}(?:${dash}\d{1,6})?(?!\d|${dash})`, 'g') },
  { name: 'id', find: /(?<!\p{L})[A-Z]{2}-DEMO-\d{6}(?!\d)/gu },
]

/** @returns the text with `[id]`, `[card]`, … in place of what was found */
export function redact(text: string): string {
  // Each of these rows begins at a multiple of sixteen.
  const plain = text.replaceAll(/[０-９٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
  return patterns.reduce((rest, { name, find, real }) => rest.replaceAll(find, (match) => (real === undefined || real(match) ? `[${name}]` : match)), plain)
}

/** A resident number typed in other groups: a day of birth, then sex and century (Enforcement Rule of the Resident Registration Act, article 2). */
function isBorn(match: string): boolean {
  const digits = match.replaceAll(/\D/g, '')
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** ISO/IEC 7812-1, annex B. */
function isCard(match: string): boolean {
  const digits = match.replaceAll(/\D/g, '').split('').map(Number).toReversed()
  const sum = digits.reduce((total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2), 0)
  return sum % 10 === 0
}
