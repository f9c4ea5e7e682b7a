/** What was found stands on the certificate as people of its language read it: no code, no bare figure. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { koreanPack, testWordings } from '../../../web/test-view.ts'
import type { KnownFact } from '../apply/draft.ts'
import { foundFacts } from './found-facts.ts'

const found = (register: string, field: string, value: KnownFact['value']): KnownFact => ({ register, field, value, corrected: null, about: 'subject' } as KnownFact)
const said = (tag: string, ...facts: KnownFact[]) => foundFacts(koreanPack, testWordings(tag), { event: 'bereavement', draft: {} as never, service: 'search-finance', found: facts, answer: null }).map(({ value, type }) => [value, type])

test('codes, a yes, money and how many, in the language of the paper', () => {
  const facts = [found('resident', 'region', 'incheon'), found('resident', 'sex', 'M'), found('disability', 'registered', true), found('finance', 'deposits', 23_400_000), found('finance', 'insurances', 1_200)]
  assert.deepEqual(said('ko', ...facts), [['인천', 'text'], ['남', 'text'], ['예', 'text'], ['23,400,000원', 'text'], ['1,200', 'text']])
  assert.deepEqual(said('en', ...facts), [['Incheon', 'text'], ['Male', 'text'], ['Yes', 'text'], ['₩23,400,000', 'text'], ['1,200', 'text']])
})

test('a day is written by whoever prints it; a list as it stands; nothing is said to be nothing', () => {
  assert.deepEqual(said('en', found('driving', 'licenceRenewedOn', '2026-01-02'), found('housing', 'land', ['산 12', '대 3']), found('finance', 'deposits', null)), [['2026-01-02', 'date'], ['산 12 · 대 3', 'text'], [testWordings('en').t('exchange.value.none'), 'text']])
})
