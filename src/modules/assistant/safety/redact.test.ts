import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redact } from './redact.ts'

test('a resident number is taken out however its digits are grouped, by whatever dash, and in digits of other scripts', () => {
  for (const number of ['900101-1234567', '900101 1234567', '9001011234567', '900101–1234567', '900101 — 1234567', '900101.1234567', '900101/1234567', '900101  1234567', '90.01.01-1234567', '90 01 01 1234567', '9 0 0 1 0 1 1 2 3 4 5 6 7', '900101-1-234567', '９００１０１－１２３４５６７', '٩٠٠١٠١-١٢٣٤٥٦٧', '۹۰۰۱۰۱۱۲۳۴۵۶۷']) {
    assert.equal(redact(`번호는 ${number} 예요`), '번호는 [id] 예요', number)
  }
})

test('telephone and account numbers are, too', () => {
  for (const number of ['010-1234-5678', '010.1234.5678', '010 1234 5678', '010–1234–5678', '+82 10 1234 5678', '01012345678']) assert.equal(redact(`call ${number}!`), 'call [phone]!', number)
  for (const number of ['110-234-567890', '110–234–567890']) assert.equal(redact(`to ${number}.`), 'to [account].', number)
})

test('sums, days, laws and telephone numbers of offices stay', () => {
  for (const text of ['₩1,000,000 a month', 'from 2018-09-01 to 2026-11-20', '제12조 제3항', 'call 1588-0000', '60 days', '2026년 11월 20일에 신청', '1,000,000,000,000', '2,000,000원과 1,000,000원']) assert.equal(redact(text), text)
})
