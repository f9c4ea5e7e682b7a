/**
 * Cuts the certificate's fonts out of Pretendard GOV (SIL OFL 1.1): Latin with Vietnamese, signs, and the
 * 2,350 syllables of KS X 1001, which cover names and texts in use. Run: `node scripts/write-fonts.ts`.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import subsetFont from 'subset-font'

const source = 'node_modules/pretendard-gov/dist'
const target = 'src/web/paper/fonts'

function letters(): string {
  const codes: number[] = []
  for (const [from, to] of [[0x20, 0x17f], [0x1a0, 0x1b0], [0x1ea0, 0x1ef9], [0x2010, 0x2027], [0x20a9, 0x20ac], [0x3131, 0x3163]] as const) {
    for (let code = from; code <= to; code += 1) codes.push(code)
  }
  // Rows 16 to 40 of the standard's table, as EUC-KR writes them.
  const decoder = new TextDecoder('euc-kr')
  for (let lead = 0xb0; lead <= 0xc8; lead += 1) for (let trail = 0xa1; trail <= 0xfe; trail += 1) codes.push(decoder.decode(new Uint8Array([lead, trail])).codePointAt(0)!)
  return String.fromCodePoint(...codes, 0xb7, 0x301, 0x323)
}

mkdirSync(target, { recursive: true })
for (const [name, file] of [['regular', 'PretendardGOV-Regular'], ['bold', 'PretendardGOV-Bold']] as const) {
  const font = readFileSync(`${source}/public/static/alternative/${file}.ttf`)
  writeFileSync(`${target}/${name}.ttf`, await subsetFont(font, letters(), { targetFormat: 'truetype' }))
}
copyFileSync(`${source}/LICENSE.txt`, `${target}/LICENSE.txt`)
