/** What identifies a person is taken out before anything is kept, logged or shown to another: the question is about a service, not about a number. */

interface Pattern { name: string; find: RegExp; real?(match: string): boolean }

/** Digits and dashes as people type them, full-width digits folded before. */
const patterns: Pattern[] = [
  { name: 'id', find: /(?<!\d)\d{6}\s?-?\s?[0-9]\d{6}(?!\d)/g },
  { name: 'card', find: /(?<!\d)(?:\d[ -]?){15}\d(?!\d)/g, real: isCard },
  { name: 'email', find: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
  { name: 'passport', find: /(?<![\p{L}\p{N}])[MSRODG]\d{3}[A-Z0-9]\d{4}(?![\p{L}\p{N}])/gu },
  { name: 'phone', find: /(?<!\d)(?:\+82[ -]?)?0?1[016789][ -]?\d{3,4}[ -]?\d{4}(?!\d)/g },
  { name: 'account', find: /(?<![\d-])\d{2,6}-\d{2,6}-\d{3,8}(?:-\d{1,6})?(?![\d-])/g },
  { name: 'id', find: /(?<!\p{L})[A-Z]{2}-DEMO-\d{6}(?!\d)/gu },
]

/** @returns the text with `[id]`, `[card]`, … in place of what was found */
export function redact(text: string): string {
  const plain = text.replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30))
  return patterns.reduce((rest, { name, find, real }) => rest.replaceAll(find, (match) => (real === undefined || real(match) ? `[${name}]` : match)), plain)
}

/** ISO/IEC 7812-1, annex B. */
function isCard(match: string): boolean {
  const digits = match.replaceAll(/\D/g, '').split('').map(Number).toReversed()
  const sum = digits.reduce((total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2), 0)
  return sum % 10 === 0
}
