/** The published conformance suite of the Model Context Protocol, against the platform itself, at both revisions that it has requirements for. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../support/house.ts'
import { judge, notApplicable, notOfOneAddress } from './conformance/not-applicable.ts'
import { openEverything } from './conformance/open-everything.ts'
import { runConformance } from './conformance/run-conformance.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

test('the platform conforms to 2026-07-28 and 2025-11-25 in everything that it offers', async (context) => {
  const found = [await runConformance(`${house.origin}/mcp`, '2026-07-28'), await runConformance(`${house.origin}/mcp`, '2025-11-25')]
  const judged = judge(found.flat(), notApplicable)
  assert.deepEqual(judged.failures, [])
  assert.deepEqual(Object.keys(notApplicable).filter((key) => !judged.used.has(key)), [], 'reasons that nothing needs')
  const whole = found.flat().filter(({ failed }) => failed.length === 0).map(({ name }) => name)
  for (const name of ['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection', 'http-header-validation', 'input-required-result-validate-input']) assert.ok(whole.includes(name), name)
  context.diagnostic(`${found.flat().reduce((sum, { passed }) => sum + passed, 0)} checks passed in ${found.flat().length} scenarios; ${judged.used.size} not applicable`)
})

test('everything that 2026-07-28 requires of a server passes through the same door, and of 2025-11-25 all that needs no session', async (context) => {
  const everything = await openEverything()
  const [today, before] = [await runConformance(everything.address, '2026-07-28'), await runConformance(everything.address, '2025-11-25')]
  await everything.close()
  const judged = judge([...today, ...before], notOfOneAddress)
  assert.deepEqual(judged.failures, [])
  assert.deepEqual(Object.keys(notOfOneAddress).filter((key) => !judged.used.has(key)), [], 'reasons that nothing needs')
  context.diagnostic(`${[...today, ...before].reduce((sum, { passed }) => sum + passed, 0)} checks passed in ${today.length + before.length} scenarios; ${judged.used.size} not applicable`)
})

test('a failure without a reason fails, and one with a reason is told apart by its check', () => {
  const scenarios = [{ name: 'caching', failed: ['sep-1: gone', 'sep-2: gone'] }]
  assert.deepEqual(judge(scenarios, { 'caching:sep-1': 'because' }).failures, ['caching: sep-2: gone'])
  assert.deepEqual(judge(scenarios, {}).failures.length, 2)
})
