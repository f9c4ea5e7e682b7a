/**
 * Makes the two fonts of the paper from the npm package `pretendard-gov`. Run it when that package changes:
 * `node --import ./src/kernel/tsx-hook.ts src/modules/credentials/fonts/make-fonts.ts`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type SubsetFont = (font: Buffer, text: string, options: { targetFormat: 'sfnt'; keepFeatures: string[]; noHinting: boolean }) => Promise<Buffer>

const require = createRequire(import.meta.url)
const subsetFont = require('subset-font') as SubsetFont
const source = join(dirname(require.resolve('pretendard-gov/package.json')), 'dist/public/static')

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('')

/** Latin with Vietnamese, punctuation, currency, arrows, Korean letters and brackets. */
const shared = [
  range(0x20, 0x7e), range(0xa0, 0x17f), range(0x1a0, 0x1b0), range(0x300, 0x323), range(0x1ea0, 0x1ef9), range(0x2010, 0x2044),
  range(0x20a0, 0x20bf), range(0x2190, 0x2193), range(0x3000, 0x3011), range(0x3131, 0x318e),
].join('')

/** The 2,350 syllables of KS X 1001: rows 16 to 40. */
function commonSyllables(): string {
  const decoder = new TextDecoder('euc-kr')
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xc8; row += 1) for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell)
  return decoder.decode(Uint8Array.from(bytes))
}

/** A name may be written with any of the 11,172 syllables, so the font of values has all of them; titles need the common ones. */
const fonts = [
  { from: 'PretendardGOV-Regular.otf', to: 'paper-regular.otf', letters: shared + range(0xac00, 0xd7a3) },
  { from: 'PretendardGOV-Bold.otf', to: 'paper-bold.otf', letters: shared + commonSyllables() },
]

for (const { from, to, letters } of fonts) {
  const subset = await subsetFont(readFileSync(join(source, from)), letters, { targetFormat: 'sfnt', keepFeatures: [], noHinting: true })
  const named = withOwnName(subset)
  writeFileSync(join(import.meta.dirname, to), named)
  process.stdout.write(`${to}: ${named.length} bytes\n`)
}

/** SIL Open Font License 1.1, condition 3: a changed font does not carry the reserved name. As long as the old one, so nothing moves. */
function withOwnName(font: Buffer): Buffer {
  const named = Buffer.from(font)
  const reserved = 'Pretendard'
  const own = 'MaruLetter'
  const tables = Array.from({ length: named.readUInt16BE(4) }, (_, at) => {
    const entry = 12 + at * 16
    return { tag: named.toString('latin1', entry, entry + 4), entry, offset: named.readUInt32BE(entry + 8), length: named.readUInt32BE(entry + 12) }
  })
  const replaceIn = (start: number, end: number, old: Buffer, next: Buffer) => {
    for (let at = named.indexOf(old, start); at !== -1 && at < end; at = named.indexOf(old, at)) next.copy(named, at)
  }
  for (const { tag, offset, length } of tables) {
    if (tag === 'CFF ') replaceIn(offset, offset + length, Buffer.from(reserved), Buffer.from(own))
    if (tag !== 'name') continue
    const strings = offset + named.readUInt16BE(offset + 4)
    for (let record = 0; record < named.readUInt16BE(offset + 2); record += 1) {
      const at = offset + 6 + record * 12
      // 0 and 13 are the copyright notice and the licence: they stay as they are.
      if ([0, 13].includes(named.readUInt16BE(at + 6))) continue
      const start = strings + named.readUInt16BE(at + 10)
      replaceIn(start, start + named.readUInt16BE(at + 8), utf16(reserved), utf16(own))
    }
  }
  return withCheckSums(named, tables)
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

/** OpenType 1.9, "Calculating checksums": each table, then the whole file with `checkSumAdjustment` at nought. */
function withCheckSums(font: Buffer, tables: { tag: string; entry: number; offset: number; length: number }[]): Buffer {
  const head = tables.find(({ tag }) => tag === 'head')
  if (!head) throw new Error('no table "head"')
  font.writeUInt32BE(0, head.offset + 8)
  const sum = (start: number, length: number) => {
    let total = 0
    for (let at = start; at < start + Math.ceil(length / 4) * 4 && at + 4 <= font.length; at += 4) total = (total + font.readUInt32BE(at)) >>> 0
    return total
  }
  for (const { entry, offset, length } of tables) font.writeUInt32BE(sum(offset, length), entry + 4)
  font.writeUInt32BE((0xb1b0afba - sum(0, font.length)) >>> 0, head.offset + 8)
  return font
}
