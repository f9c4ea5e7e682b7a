/**
 * A text that a channel has no room for, as many whole sentences of it as fit. Only where the first is too long itself it ends within, at a
 * space, and never in a number: half a sum is another sum.
 */

/** @param most characters, with the sign that more follows */
export function shorten(text: string, most: number, language: string): string {
  if (text.length <= most) return text
  let end = 0
  for (const { index, segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const until = index + segment.trimEnd().length
    if (until > most - mark.length) break
    // "Art. 5" is one thing, wherever a dictionary of sentences cuts.
    if (!/^\s*\d/.test(text.slice(until))) end = until
  }
  return `${text.slice(0, end > 0 ? end : lastSpace(text, most - mark.length)).trimEnd()}${mark}`
}

const mark = ' …'

/** Where a word ends that has no digit on both sides: thousands are parted by spaces, too. */
function lastSpace(text: string, most: number): number {
  for (let at = most; at > 0; at -= 1) if (/\s/.test(text[at]!) && !(/\d/.test(text[at - 1]!) && /\d/.test(text[at + 1] ?? ''))) return at
  // No space at all: anywhere but between digits, what joins them, and the halves of a sign.
  for (let at = most; at > 0; at -= 1) if (!/[\d.,:/-]{2}|[\ud800-\udbff][\udc00-\udfff]/.test(text[at - 1]! + text[at]!)) return at
  return 0
}
