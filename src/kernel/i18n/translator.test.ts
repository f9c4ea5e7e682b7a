import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTranslator } from './translator.ts'

const messages = { remove: 'Remove {address}', kind: '{kind, select, one {just {name}} other {all}}', count: '{n, plural, one {# day} other {# days}}' }
const translate = (locale: string) => createTranslator(locale, messages, () => undefined)

test('from right to left a value is set apart, in every branch, and still chooses its branch', () => {
  const t = translate('ar')
  assert.equal(t('remove', { address: 'a@b.example' }), 'Remove \u2068a@b.example\u2069')
  assert.equal(t('kind', { kind: 'one', name: 'Lan' }), 'just \u2068Lan\u2069')
  assert.equal(t('count', { n: 3 }), '3 days')
})

test('from left to right nothing is added', () => {
  assert.equal(translate('fr')('remove', { address: 'a@b.example' }), 'Remove a@b.example')
})
