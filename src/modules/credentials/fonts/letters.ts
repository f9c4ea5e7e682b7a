/** What the paper's fonts can print; `make-fonts.ts` puts exactly these into them. */
type Range = readonly [from: number, to: number]

/** Latin with Vietnamese, punctuation, currency, arrows, Korean letters and brackets. */
const shared: readonly Range[] = [
  [0x20, 0x7e], [0xa0, 0x148], [0x14a, 0x17f], [0x1a0, 0x1b0], [0x300, 0x31e], [0x321, 0x323], [0x1ea0, 0x1ef9], [0x2010, 0x2027], [0x202f, 0x2044],
  [0x20a0, 0x20bf], [0x2190, 0x2193], [0x3000, 0x3003], [0x3005, 0x3006], [0x3008, 0x3011], [0x3131, 0x3164],
]

/** A name may be written with any of the 11,172 syllables, so the font of values has all of them. */
export const regularLetters = lettersOf([...shared, [0xac00, 0xd7a3]])

/** Titles need the 2,350 syllables of KS X 1001, rows 16 to 40. */
export const boldLetters = new Set([...lettersOf(shared), ...commonSyllables()])

function lettersOf(ranges: readonly Range[]): Set<string> {
  return new Set(ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at))))
}

function commonSyllables(): string {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xc8; row += 1) for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell)
  return new TextDecoder('euc-kr').decode(Uint8Array.from(bytes))
}

export const canPrint = (text: string, letters = regularLetters) => [...text.normalize('NFC')].every((letter) => letter === '\n' || letters.has(letter))
