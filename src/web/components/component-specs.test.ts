import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import test from 'node:test'
import { h } from 'preact'
import { findMarkupFaults } from '../find-markup-faults.ts'
import { renderDocument, renderMarkup } from '../render.ts'
import { testView } from '../test-view.ts'
import { ErrorSummary } from './error-summary/error-summary.tsx'
import { componentSpecs } from './specs.ts'
import { TextField } from './text-field/text-field.tsx'

const view = testView()
const documentOf = (body: string) => renderDocument(view, { title: 'x', shell: 'portal', body })

for (const { title, examples, criteria } of componentSpecs) {
  test(`${title}: valid markup in every example`, () => {
    assert.ok(examples.length > 0 && criteria.length > 0)
    for (const { name, render } of examples) assert.deepEqual(findMarkupFaults(documentOf(renderMarkup(view, render(view)))), [], name)
  })
}

test('faulty markup is found', () => {
  const markup = '<p id="a" style="color: red" aria-describedby="b"></p><i id="a"></i><input name="q"><p><div></div></p>'
  assert.deepEqual(findMarkupFaults(documentOf(markup)), [
    'id a twice', 'inline style on p', 'aria-describedby of p points to nothing: b', 'input q without a label',
    'p is nested wrongly', 'p is nested wrongly',
  ])
})

test('every component has its example', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)
  // `field` is what the fields share; it is seen inside each of them.
  assert.equal(componentSpecs.length, folders.filter((name) => name !== 'field').length)
})

test('an error is told three times: in the summary, at the field, to the screen reader', () => {
  const html = renderMarkup(view, [
    h(ErrorSummary, { view, errors: [{ field: 'name', text: 'Write the name.' }] }),
    h(TextField, { name: 'name', label: 'Name', hint: 'Family name first.', error: 'Write the name.' }),
  ])
  assert.match(html, /<a href="#name">Write the name\.<\/a>/)
  assert.match(html, /<p class="field-error" id="name-error"><span class="hidden">Error: <\/span>Write the name\.<\/p>/)
  assert.match(html, /<input [^>]*id="name"[^>]*aria-describedby="name-hint name-error"[^>]*aria-invalid="true"/)
})

test('what a person typed is text, never markup', () => {
  const html = renderMarkup(view, h(TextField, { name: 'name', label: 'Name', value: '"><script>alert(1)</script>' }))
  assert.ok(!html.includes('<script'))
})
