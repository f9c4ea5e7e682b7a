import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numbersIn } from '../answer/verify.ts'
import { shorten } from './shorten.ts'

const texts = {
  ko: '첫만남이용권은 2,000,000원입니다. 둘째부터는 3,000,000원입니다! 2026-11-24까지 신청하세요. 문의는 129번입니다.',
  en: 'You get 2,000,000 won. Under Art. 5 it is 3.5 percent of 1,200,000. Apply by 24 November 2026. Call 129.',
  fr: 'Vous recevez 2 000 000 couronnes. Appelez le 33 33 22 avant le 24/11/2026. Le taux est de 3,5 %.',
}

test('what is left are whole sentences, with every number as it stood', () => {
  for (const [language, text] of Object.entries(texts)) {
    for (let most = 3; most <= text.length + 5; most += 1) {
      const short = shorten(text, most, language)
      assert.ok(short.length <= most, `${most}: ${short}`)
      if (most >= text.length) assert.equal(short, text)
      else assert.ok(short.endsWith('…'))
      const numbers = numbersIn(short)
      assert.deepEqual(numbers, numbersIn(text).slice(0, numbers.length), short)
    }
  }
})

test('a first sentence that is too long ends at a word; what has no space, between its signs', () => {
  assert.equal(shorten('one two three four five six', 12, 'en'), 'one two …')
  assert.match(shorten('가'.repeat(50), 10, 'ko'), /^가{8} …$/)
  assert.match(shorten('😀'.repeat(50), 11, 'en'), /^(?:😀)+ …$/u)
  assert.equal(shorten('9'.repeat(50), 10, 'en'), ' …')
})
