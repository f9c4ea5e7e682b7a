/** Markup in which only a few words differ from reader to reader: drawn once with stand-ins, then filled in for each. */
import { randomBytes } from 'node:crypto'
import { escapeText } from './escape-text.ts'

/** Plain words in, markup out: they are escaped here. */
export type Stencil<Blank extends string> = (words: Readonly<Record<Blank, string>>) => string

/**
 * @param draw places each stand-in as it would place the word itself, in text or in a quoted attribute. They are letters and
 *   digits that no text can guess, so neither escaping nor the encoding of an address changes them.
 */
export function stencil<Blank extends string>(blanks: readonly Blank[], draw: (standIns: Record<Blank, string>) => string): Stencil<Blank> {
  const secret = randomBytes(12).toString('hex')
  const standIns = Object.fromEntries(blanks.map((blank, at) => [blank, `x${secret}x${at}x`])) as Record<Blank, string>
  // Text and the numbers of blanks in turn.
  const pieces = draw(standIns).split(new RegExp(`x${secret}x(\\d+)x`))
  const first = pieces.shift()!
  const rest = Array.from({ length: pieces.length / 2 }, (_, at) => ({ blank: blanks[Number(pieces[2 * at])]!, text: pieces[2 * at + 1]! }))
  return (words) => {
    let markup = first
    for (const { blank, text } of rest) markup += escapeText(words[blank]) + text
    return markup
  }
}
