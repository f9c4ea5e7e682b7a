/** The clocks of the pack, each reckoned by hand from its article. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { findMarkupFaults } from '../../web/find-markup-faults.ts'
import { openHouse } from '../../../tests/support/house.ts'
import { TextBrowser } from '../../../tests/support/browser-of-text.ts'
import { clockEnd } from './clock-end.ts'

const pack = loadPack('packs/kr')
const holidays = pack.holidays.map(({ date }) => date)
const clocks = new Map(pack.lifeEvents.flatMap(({ clocks: own = [] }) => own.map((clock) => [clock.id, clock])))

const cases: [clock: string, happened: string, last: string][] = [
  // A month whose first day counts ends on the day before; 19 November 2026 is a Thursday.
  ['birth-report', '2026-10-20', '2026-11-19'],
  // From the 15th to the 14th, a Saturday, and so to Monday.
  ['birth-report', '2026-10-15', '2026-11-16'],
  ['back-pay', '2026-11-02', '2027-01-04'],
  ['death-report', '2026-11-10', '2026-12-09'],
  ['ansim', '2026-11-10', '2027-11-30'],
  // 1 March 2027 is a holiday.
  ['renounce', '2026-12-01', '2027-03-02'],
  ['inheritance-tax', '2026-11-10', '2027-05-31'],
  ['acquisition-tax', '2026-12-31', '2027-06-30'],
  ['survivor-pension', '2026-11-10', '2031-11-10'],
  ['moving-report', '2026-11-02', '2026-11-16'],
  ['lease-report', '2026-11-02', '2026-12-02'],
  // A right begins the next day, even on a Sunday.
  ['tenant-rights', '2026-11-07', '2026-11-08'],
  ['unemployment-year', '2026-11-02', '2027-11-02'],
  // A month before 65, that is 779 months; a right begins on a Sunday, too.
  ['basic-pension-from', '1961-12-15', '2026-11-15'],
  // Forty days back, 30 of January among them; a right begins on a holiday too.
  ['newborn-care-from', '2027-02-09', '2026-12-31'],
  ['newborn-care-from', '2027-02-10', '2027-01-01'],
  // Day sixty is a Saturday, and so Monday.
  ['newborn-care-until', '2027-02-09', '2027-04-12'],
  ['pregnancy-voucher-used', '2027-02-09', '2029-02-09'],
]

for (const [id, happened, last] of cases) {
  test(`${id}: ${happened} → ${last}`, () => { assert.equal(clockEnd(clocks.get(id)!, Temporal.PlainDate.from(happened), holidays).toString(), last) })
}

test('no clock without a case', () => { assert.deepEqual([...clocks.keys()].toSorted(), [...new Set(cases.map(([id]) => id))].toSorted()) })

test('the page of an event reckons them, and says so where a day does not exist', async () => {
  const house = await openHouse()
  try {
    const visit = async (path: string) => { const browser = new TextBrowser(house.origin); browser.cookies.set('maru_lang', 'en'); return browser.get(path) }
    const shown = await visit('/life-events/bereavement?happened=2026-12-01')
    assert.deepEqual(findMarkupFaults(shown.html), [])
    assert.match(shown.text, /Renounce the inheritance.*3 months from the day on which you learned of it.*March 2, 2027/s)
    assert.match((await visit('/life-events/bereavement?happened=2026-02-30')).text, /Write a day that exists/)
    assert.doesNotMatch((await visit('/life-events/moving')).text, /Last day/)
    assert.match((await visit('/life-events/pregnancy?happened=2027-02-09')).text, /40 days before the due date\s*December 31, 2026/)
    assert.match((await visit('/life-events/birth')).text, /Grandparents and other lineal kin\s*Only in person, at the local office/)
  } finally {
    await house.close()
  }
})
