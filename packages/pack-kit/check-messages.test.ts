/** Whoever writes a text by hand breaks it in every way there is: each is a finding with its place, and none ends the check. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageMistake } from '../../src/kernel/i18n/message-mistake.ts'
import { createTranslator } from '../../src/kernel/i18n/translator.ts'
import { usesOf } from '../../src/kernel/i18n/uses-of.ts'
import { checkMessages } from './check-messages.ts'
import { loadPack } from './load-pack.ts'
import { ownMessages, readMessages } from './read-messages.ts'

const [pack, reference] = [loadPack('packs/farland'), readMessages(ownMessages)]

for (const [what, text, place, said] of [
  ['a hyphen in a key of select', 'So: {outcome, select, to-do {open} other {done}}', [1, 25], /key is one word without spaces and without signs such as “-”/],
  ['a brace that is not closed', 'At\n{agency', [2, 1], /Close it/],
  ['a name with a hyphen', '{of-whom}', [1, 1], /letters, digits and “_”/],
  ['no other', '{count, plural, one {#}}', [1, 24], /Add other/],
  ['a form that there is none of', '{count, plural, =a {#} other {#}}', [1, 18], /whole number/],
  ['a way of writing that there is none of', '{count, percent}', [1, 9], /plural, selectordinal, select or number/],
  ['braces around nothing', 'a {} b', [1, 3], /Write the name/],
  ['the same key twice', '{side, select, acts {a} acts {b} other {c}}', [1, 25], /Keep one/],
  ['a currency that there is none of', '{sum, number, ::currency/NOPE}', [1, 1], /between/],
  ['more digits than there are', `{sum, number, ::.${'0'.repeat(101)}}`, [1, 1], /between/],
  ['a day that is written by the house already', 'until {date, date, long}', [1, 7], /Write \{date\}/],
  ['a year of another calendar', '{date, date, ::Y}', [1, 1], /Look/],
] as const) {
  test(`found: ${what}`, () => {
    const found = messageMistake(text)
    assert.deepEqual([found?.line, found?.column], place)
    assert.match(found!.advice, said)
    const broken = { ...pack, messages: { ...pack.messages, fr: { ...pack.messages['fr'], 'cases.save': text } } }
    const [own, ...others] = checkMessages(broken, reference)
    assert.deepEqual([others, own!.file, own!.pointer, own!.advice], [[], 'messages/fr/cases.json', '/cases.save', found!.advice])
    assert.match(own!.message, new RegExp(`\\(line ${place[0]}, sign ${place[1]}\\)`))
  })
}

test('a mistake in the platform’s own English is found where it stands, and holds up nothing else', () => {
  const problems = checkMessages(pack, { ...reference, 'cases.save': '{a, select, b-c {d} other {e}}' })
  assert.deepEqual(problems.map(({ file, pointer }) => [file, pointer]), [['src/web/messages/en/cases.json', '/cases.save']])
})

test('real messages, broken anywhere: whatever is not found can be shown', () => {
  const texts = Object.values(pack.messages['ar'] ?? {}).filter((text) => text.includes(', plural,') || text.includes(', select,'))
  const bits = ['{', '}', '-', '#', '\'', ',', ' ', '{}', '{x-y}', ', select, ', '{x, number, ::unit/foo}', '{x, plural, =1.5 {a} other {b}}', '{__proto__}', '\u0000', '\ud800']
  let found = 0
  for (const [at, text] of texts.entries()) {
    for (const [nth, bit] of bits.entries()) {
      const place = (at * 31 + nth * 17) % text.length
      for (const broken of [text.slice(0, place) + bit + text.slice(place), text.slice(0, place) + bit + text.slice(place + 1), text.slice(0, place)]) {
        if (messageMistake(broken, 'ar')) found += 1
        else createTranslator('ar', { broken }, () => undefined)('broken', Object.fromEntries(usesOf(broken).map(({ name }) => [name, 2])))
      }
    }
  }
  assert.ok(texts.length > 30 && found > 500, `${texts.length} texts, ${found} mistakes`)
})

test('a Korean particle that is left open is found, one with both forms is chosen by the last sound', () => {
  const korea = loadPack('packs/kr')
  const broken = (text: string) => checkMessages({ ...korea, messages: { ...korea.messages, ko: { ...korea.messages['ko'], 'wallet.offer.go': text } } }, reference).map(({ pointer, message }) => [pointer, message])
  for (const [text, found] of [['{host}(으)로 계속', '(으)로'], ['{host}을(를) 열기', '을(를)'], ['{host}(이)라고', '(이)라']] as const) assert.deepEqual(broken(text), [['/wallet.offer.go', `The particle in “${found}” is left open.`]], text)
  assert.deepEqual(broken('{host}(으로/로) 계속'), [])
  const t = createTranslator('ko', { call: '{phone}(으로/로)', as: '{who}(으로서/로서)', say: '{who}(이라/라)고' }, () => undefined)
  assert.deepEqual(['110', '1588-1', '129', '02-123-4563'].map((phone) => t('call', { phone })), ['110으로', '1588-1로', '129로', '02-123-4563으로'])
  assert.deepEqual([t('as', { who: '부모' }), t('as', { who: '후견인' }), t('say', { who: '김하늘' }), t('say', { who: '박지호' })], ['부모로서', '후견인으로서', '김하늘이라고', '박지호라고'])
})
