import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stencil } from './stencil.ts'

const greeting = stencil(['name', 'next'], ({ name, next }) => `<a href="/settings?next=${encodeURIComponent(next)}">${name}</a><input value="${name}">`)

test('each word stands wherever its stand-in stood', () => {
  assert.equal(greeting({ name: 'Lan', next: '%2Fmy' }), '<a href="/settings?next=%2Fmy">Lan</a><input value="Lan">')
})

test('a word never becomes markup', () => {
  assert.equal(greeting({ name: '"><script>', next: '"' }),
    '<a href="/settings?next=&quot;">&quot;&gt;&lt;script&gt;</a><input value="&quot;&gt;&lt;script&gt;">')
})

test('a word that looks like a replacement pattern or a stand-in is only a word', () => {
  assert.match(greeting({ name: '$& $1 x0x', next: '' }), />\$&amp; \$1 x0x</)
})

test('without blanks the markup is as it was drawn', () => {
  assert.equal(stencil([], () => '<p>calm</p>')({}), '<p>calm</p>')
})
