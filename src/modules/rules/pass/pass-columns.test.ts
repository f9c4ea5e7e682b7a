/** A pass over columns: what changed since the last one, and that it says the same of a household as a pass over registers. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { loadStore } from '../columns/store.ts'
import { marginsOf } from '../people/margins.ts'
import { writePopulation } from '../people/write-population.ts'
import { createPass } from './create-pass.ts'
import { passColumns } from './pass-columns.ts'
import { householdFacts } from '../population/household-facts.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'

const pack = loadPack('packs/kr')
const folder = mkdtempSync(join(tmpdir(), 'maru-pass-columns-'))
after(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)
await writePopulation({ facts: pack.facts, margins: marginsOf(pack), people: 2_000, seed: 7, on: '2026-11-26' }, at('people'))
const run = (out: string, on: string, ahead: string, last?: string) => passColumns({ pack, columns: at('people'), out: at(out), last: last === undefined ? undefined : at(last), days: { on, ahead }, given: new Map() })
const of = ({ services }: Awaited<ReturnType<typeof run>>, service: string) => services.find((one) => one.service === service)!

test('the first pass knows no last: everybody gains; the same day again changes nothing; another day says who gained and lost', async () => {
  const first = await run('one', '2026-11-26', '2026-12-31')
  const allowance = of(first, 'child-allowance')
  assert.ok(allowance.held > 0 && allowance.gains === allowance.held && allowance.loses === 0)
  const again = of(await run('two', '2026-11-26', '2026-12-31', 'one'), 'child-allowance')
  assert.deepEqual([again.held, again.gains, again.loses, again['will-lose']], [allowance.held, 0, 0, allowance['will-lose']])
  const later = of(await run('three', '2026-12-31', '2027-01-31', 'two'), 'child-allowance')
  assert.equal(later.held, allowance.held - later.loses + later.gains)
  assert.ok(later.loses === allowance['will-lose'] && later['will-gain'] > 0, 'from January the law takes in those who are nine')
  await assert.rejects(passColumns({ pack: { ...pack, rules: pack.rules }, columns: at('people'), out: at('four'), last: at('people'), days: { on: '2026-12-31', ahead: '2027-01-31' }, given: new Map() }).then(() => {
    throw new Error('a folder without results counts as none')
  }), /counts as none/)
})

test('household by household it is what a pass over registers says', async () => {
  const { services } = await run('five', '2026-11-26', '2026-12-31')
  const store = loadStore(at('people'))
  const types = new Map(irOfPack(pack).inputs.map(({ fact, type }) => [fact, type]))
  const families = Array.from({ length: store.households }, (_, household) => householdFacts(store, household, new Map(), types).facts)
  const { held, unknown } = await createPass(pack).over(families, { on: '2026-11-26', ahead: '2026-12-31' })
  for (const { service, held: count, unknown: open } of services) {
    assert.equal(held.filter((one) => one.service === service && one.now === true).length, count, service)
    assert.equal(unknown[service] ?? 0, open, service)
  }
  const vouchers = held.filter(({ service, now }) => service === 'first-meeting-voucher' && now === true)
  assert.ok(vouchers.length > 0 && vouchers.every(({ amounts }) => Object.keys(amounts).every((as) => as === 'once.voucher')), 'a voucher is never told as money')
})
