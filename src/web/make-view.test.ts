import assert from 'node:assert/strict'
import test from 'node:test'
import { createViews } from './make-view.ts'
import { koreanPack } from './test-view.ts'
import { createWordings } from './wordings.ts'

const told: string[] = []
const pack = { ...koreanPack, messages: { ko: { 'web.back': '뒤로' } } }
const wordingIn = createWordings(pack, (language, key) => void told.push(`${language} ${key}`))
const makeView = createViews({ pack, wordingIn, demonstration: false })
const viewOf = (headers: Record<string, string>) => makeView({ url: '/help?x=1', headers }, { kind: 'anyone' }, 'token')

test('the language: chosen before, then what the browser asks for, then the pack’s own', () => {
  assert.equal(viewOf({ cookie: 'maru_lang=ko-easy', 'accept-language': 'vi' }).language.tag, 'ko-easy')
  assert.equal(viewOf({ cookie: 'maru_lang=tlh', 'accept-language': 'vi-VN,vi;q=0.9' }).language.tag, 'vi')
  assert.equal(viewOf({ 'accept-language': 'fr' }).language.tag, 'ko')
})

test('a preference is one of ours, whatever the cookie says', () => {
  assert.deepEqual(viewOf({ cookie: 'maru_theme=contrast; maru_size=larger' }).preferences, { theme: 'contrast', size: 'larger' })
  assert.deepEqual(viewOf({ cookie: 'maru_theme="><script>; maru_size=' }).preferences, { theme: 'system', size: 'normal' })
})

test('a missing text is shown in English, and told once', () => {
  const { t } = viewOf({ cookie: 'maru_lang=ko' })
  assert.equal(t('web.back'), '뒤로')
  assert.equal(t('web.nav.inbox-unread', { count: 3 }), 'Inbox (3)')
  t('web.nav.inbox-unread', { count: 4 })
  assert.deepEqual(told, ['ko web.nav.inbox-unread'])
})

test('amounts, days and moments in the words of the language', () => {
  const korean = viewOf({ cookie: 'maru_lang=ko' })
  assert.equal(korean.money(1_000_000), '1,000,000원')
  assert.equal(korean.date('2026-03-09'), '2026년 3월 9일')
  const english = viewOf({ cookie: 'maru_lang=en' })
  assert.equal(english.dateTime(new Date('2026-03-09T00:30:00Z')), english.dateTime('2026-03-09T09:30:00+09:00'))
})
