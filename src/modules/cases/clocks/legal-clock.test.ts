import assert from 'node:assert/strict'
import { test } from 'node:test'
import { koreanPack as pack } from '../../../web/test-view.ts'
import { goOn, objectionClock, startClock, stopClock } from './legal-clock.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
/** A service of so many office days, beside a slower one. */
const timed = (days: number, clock: 'office-days' | 'calendar-days' = 'office-days') => {
  const [one, two] = pack.services as [typeof pack.services[number], typeof pack.services[number]]
  const services = [{ ...one, id: 'quick', processing: { ...one.processing, days, clock } }, { ...two, id: 'slow', processing: { ...two.processing, days: 60, clock: 'office-days' as const } }]
  return { ...pack, services, holidays: [{ date: '2026-02-16', name: {} }, { date: '2026-02-17', name: {} }, { date: '2026-02-18', name: {} }] }
}

test('a part runs by the shortest time of its services, and says by whose', () => {
  assert.deepEqual(startClock(timed(3), day('2026-02-12'), ['slow', 'quick']), { due_on: '2026-02-20', clock_service: 'quick', stopped_on: null, days_left: null })
  assert.equal(startClock(timed(3, 'calendar-days'), day('2026-02-12'), ['quick']).due_on, '2026-02-15')
})

test('days between question and answer do not count, however many and whichever they are', () => {
  const running = startClock(timed(7), day('2026-02-02'), ['quick'])
  assert.equal(running.due_on, '2026-02-10')
  const stopped = stopClock(timed(7), day('2026-02-05'), running)
  assert.deepEqual([stopped.stopped_on, stopped.days_left], ['2026-02-05', 3])
  assert.equal(goOn(timed(7), day('2026-02-05'), stopped).due_on, '2026-02-10')
  assert.equal(goOn(timed(7), day('2026-02-13'), stopped).due_on, '2026-02-23')
  assert.equal(goOn(timed(7), day('2026-02-15'), stopped).due_on, '2026-02-23')
})

test('what was late stays as late', () => {
  const stopped = stopClock(timed(7), day('2026-02-12'), { due_on: '2026-02-10', clock_service: 'quick', stopped_on: null, days_left: null })
  assert.equal(stopped.days_left, -2)
  assert.equal(goOn(timed(7), day('2026-02-27'), stopped).due_on, '2026-02-25')
})

test('calendar days go by the calendar', () => {
  const stopped = stopClock(timed(5, 'calendar-days'), day('2026-02-13'), { due_on: '2026-02-15', clock_service: 'quick', stopped_on: null, days_left: null })
  assert.equal(goOn(timed(5, 'calendar-days'), day('2026-02-20'), stopped).due_on, '2026-02-22')
})

test('an objection runs by the pack’s own time', () => {
  assert.equal(startClock(pack, day('2026-11-25'), [objectionClock]).clock_service, 'objection')
  assert.throws(() => startClock({ ...pack, objection: undefined } as never, day('2026-11-25'), [objectionClock]))
})
