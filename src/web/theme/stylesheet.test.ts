import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import test from 'node:test'
import { buildStylesheet, stylesheet, withinBudget } from './stylesheet.ts'

test('the stylesheet keeps its budget', () => {
  assert.ok(withinBudget(stylesheet), `${stylesheet.gzipped.byteLength} bytes`)
})

test('a stylesheet beyond the budget is refused', () => {
  const rules = Array.from({ length: 2000 }, () => `.a${randomBytes(8).toString('hex')} { color: #${randomBytes(3).toString('hex')} }`)
  assert.ok(!withinBudget(buildStylesheet(rules.join('\n'))))
})

test('nothing is fetched: no fonts, no images, no imports', () => {
  assert.doesNotMatch(stylesheet.css, /url\(|@import|@font-face/)
})

test('the name follows the content', () => {
  assert.match(stylesheet.path, /^\/assets\/[0-9a-f]{16}\.css$/)
  assert.notEqual(buildStylesheet('a{color:red}').path, buildStylesheet('a{color:blue}').path)
})

test('right-to-left by construction: no side is named left or right', () => {
  // The one turn of the back arrow names its direction in [dir="rtl"].
  assert.doesNotMatch(stylesheet.css, /(margin|padding|border)-(left|right)|[{;](left|right):|text-align:(left|right)|float:/)
})
