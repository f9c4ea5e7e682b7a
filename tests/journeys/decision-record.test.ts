/** An auditor's way: the record of a sent application is signed by the house, and the same law gives the same bits. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { JWK } from 'jose'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { createRules } from '../../src/modules/rules/index.ts'
import { consentAll, fillBirth, signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

test('what the rules said at submission is kept, signed, and reached again; nobody else sees it', async () => {
  const resident = new TextBrowser(house.origin)
  await signIn(resident, 'KR-DEMO-000003')
  const owed = await consentAll(resident, await fillBirth(resident, { name: '달온새', birthDate: '2026-11-20', sex: 'F' }))
  const check = await resident.submit(owed, owed.path)
  const sent = await resident.submit(check, check.path)
  const path = `${sent.path.split('?')[0]!}/record`
  assert.ok(sent.html.includes(`href="${path}"`))

  const { keys } = await (await fetch(`${house.origin}/.well-known/jwks.json`)).json() as { keys: JWK[] }
  const { html: record } = await resident.get(path)
  const again = await createRules(house.pack).rerun(record, keys)
  assert.ok(again.record !== null)
  assert.deepEqual([again.isSigned, again.same, again.changedTexts], [true, true, []])
  assert.equal(again.record.on, '2026-11-24')
  assert.equal((again.record.facts['newborn'] as { name: string }[])[0]?.name, '달온새')

  const other = new TextBrowser(house.origin)
  await signIn(other, 'KR-DEMO-000020')
  assert.equal((await other.get(path)).status, 404)
})
