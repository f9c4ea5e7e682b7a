import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'
import { contrastRatio, readColours } from './contrast-ratio.ts'

type Pair = readonly [ink: string, paper: string]

/** Every text on every paper it stands on. */
const texts: Pair[] = [
  ...['paper', 'paper-soft', 'action-paper', 'attention-paper', 'done-paper', 'refused-paper']
    .flatMap((paper): Pair[] => [['ink', paper], ['ink-soft', paper], ['action', paper]]),
  ['action-strong', 'paper'], ['action-strong', 'action-paper'], ['action-ink', 'action'], ['action-ink', 'action-strong'],
  ['attention', 'attention-paper'], ['done', 'done-paper'], ['refused', 'refused-paper'], ['refused', 'paper'], ['paper', 'refused'],
]

/** What must be seen without being read (WCAG 2.2, 1.4.11 and 2.4.13): 3:1. */
const lines: Pair[] = [
  ...['paper', 'paper-soft', 'action-paper'].flatMap((paper): Pair[] => [['focus', paper], ['line-control', paper]]),
  ['attention-line', 'attention-paper'], ['done-line', 'done-paper'], ['refused-line', 'refused-paper'], ['refused-line', 'paper'], ['done-line', 'paper'],
]

function tooFaint(css: string, pairs: readonly Pair[], least: number): string[] {
  const colours = readColours(css)
  return pairs.map(([ink, paper]) => ({ ink, paper, ratio: contrastRatio(colours.get(ink)!.value, colours.get(paper)!.value) }))
    .filter(({ ratio }) => ratio < least).map(({ ink, paper, ratio }) => `${ink} on ${paper} ${ratio.toFixed(2)}`)
}

const read = (theme: string) => readFileSync(join(import.meta.dirname, `${theme}.css`), 'utf8')

for (const [theme, least] of [['light', 4.5], ['dark', 4.5], ['contrast', 7]] as const) {
  test(`${theme}: every text reaches ${least}:1, every line 3:1`, () => {
    assert.deepEqual(tooFaint(read(theme), texts, least), [])
    assert.deepEqual(tooFaint(read(theme), lines, 3), [])
  })

  test(`${theme}: every colour is the KRDS colour that it says it is`, () => {
    const krds = readFileSync(createRequire(import.meta.url).resolve('krds-uiux/resources/css/token/krds_tokens.css'), 'utf8')
    const colours = readColours(read(theme))
    assert.equal(colours.size, readColours(read('light')).size)
    for (const [name, { value, krds: colour }] of colours) assert.ok(krds.includes(`--krds-color-light-${colour}: ${value};`), `${name}: ${colour} ${value}`)
  })
}

test('a faint colour is found', () => {
  const faint = read('light').replace('--ink-soft: #464c53;', '--ink-soft: #8a949e;')
  assert.ok(tooFaint(faint, texts, 4.5).includes('ink-soft on paper 3.08'))
})

test('the ratio is that of WCAG', () => {
  assert.equal(contrastRatio('#000000', '#ffffff'), 21)
  assert.equal(contrastRatio('#777777', '#ffffff').toFixed(2), '4.48')
})
