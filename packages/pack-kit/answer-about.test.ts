import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerAbout, type HeldValue } from './answer-about.ts'
import type { FieldAnswer } from './schema/register.ts'

const today = Temporal.PlainDate.from('2026-11-28')
const born = (birthDate: string | null, pregnant: boolean | null = false) => ({ name: '…', birthDate, pregnant })
const young = { field: 'members', atLeast: 1, where: [{ attribute: 'pregnant', is: true }, { attribute: 'birthDate', yearsAtMost: 19 }] }

const cases: [what: string, asked: FieldAnswer, value: HeldValue, answer: boolean | number | null][] = [
  ['65 on the day itself', { field: 'born', yearsAtLeast: 65 }, '1961-11-28', true],
  ['65 tomorrow', { field: 'born', yearsAtLeast: 65 }, '1961-11-29', false],
  ['born on a leap day: a year older on 1 March, as whole years count', { field: 'born', yearsAtLeast: 22 }, '2004-02-29', true],
  ['19 until the day before 20', { field: 'born', yearsAtMost: 19 }, '2006-11-29', true],
  ['20 today', { field: 'born', yearsAtMost: 19 }, '2006-11-28', false],
  ['between two ages', { field: 'born', yearsAtLeast: 18, yearsAtMost: 34 }, '1992-11-28', true],
  ['over both', { field: 'born', yearsAtLeast: 18, yearsAtMost: 34 }, '1991-11-28', false],
  ['money at its bound', { field: 'sum', atMost: 5_833_333 }, 5_833_333, true],
  ['money a won above it', { field: 'sum', atMost: 5_833_333 }, 5_833_334, false],
  ['one of several kinds', { field: 'kind', oneOf: ['a', 'b'] }, 'b', true],
  ['none of them', { field: 'kind', oneOf: ['a', 'b'] }, 'c', false],
  ['on New Year’s Day of this year', { field: 'checked', thisYear: true }, '2026-01-01', true],
  ['on New Year’s Eve before', { field: 'checked', thisYear: true }, '2025-12-31', false],
  ['never', { field: 'checked', thisYear: true }, null, false],
  ['a service that is received', { field: 'receives', oneOf: ['rent', 'repair'] }, ['milk', 'rent'], true],
  ['one that a member of the household receives', { field: 'receives', oneOf: ['rent'] }, ['rent/KR-1'], true],
  ['another one', { field: 'receives', oneOf: ['rent'] }, ['milk', 'rental/KR-1'], false],
  ['somebody stands there', { field: 'spouse', held: true }, born('1990-01-01'), true],
  ['nobody does', { field: 'spouse', held: true }, null, false],
  ['how many', { field: 'children', count: true }, [born('2020-01-01'), born('2022-01-01')], 2],
  ['none at all', { field: 'children', count: true }, [], 0],
  ['at least so many', { field: 'children', atLeast: 2 }, [born('2020-01-01')], false],
  ['texts are counted, too', { field: 'land', atLeast: 1 }, ['a'], true],
  ['a mother of 17', young, [born('1980-01-01'), born('2009-05-01', true)], true],
  ['a mother of 30, and a girl of 17 who expects nobody', young, [born('1996-01-01', true), born('2009-05-01')], false],
  ['somebody of whom it is not known', young, [born('2009-05-01', null)], null],
  ['not known of one, and certain of another', young, [born('2009-05-01', null), born('2009-05-01', true)], true],
  ['not known, and too old in any case', young, [born('1980-05-01', null)], false],
  ['nothing is held', { field: 'born', yearsAtLeast: 19 }, null, null],
]

for (const [what, asked, value, answer] of cases) test(what, () => assert.equal(answerAbout(asked, value, today), answer))
