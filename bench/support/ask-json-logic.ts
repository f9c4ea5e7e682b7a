/** JSONLogic over a sample: the same rules for the same people, one by one; the counts must be ours. */
import assert from 'node:assert/strict'
import type { ColumnStore } from '../../src/modules/rules/columns/store.ts'
import type { OpenLaw } from '../../src/modules/rules/evaluate/open-law.ts'
import { yearsBetween } from '../../src/modules/rules/kernels/day-number.ts'
import { alone } from '../../src/modules/rules/population/crew.ts'
import type { Prepared } from '../../src/modules/rules/population/prepare.ts'
import { runPopulation } from '../../src/modules/rules/population/run-population.ts'
import { type Flags, jsonLogicOf } from '../rules/preselection.ts'
import { round, tell } from './figures.ts'
import { firstHouseholds } from './first-households.ts'
import { installPeer } from './install-peer.ts'

const [sampleRules, sampleHouseholds] = [500, 1_000]
const today = Date.UTC(2026, 5, 1) / 86_400_000

export async function askJsonLogic(flags: readonly Flags[], store: ColumnStore, law: OpenLaw, ask: (part: ColumnStore) => Prepared) {
  const { default: logic } = await installPeer<{ default: { apply(rule: object, data: object): unknown } }>('json-logic-js', '2.0.5')
  const part = firstHouseholds(store, Math.min(store.households, sampleHouseholds))
  const { tallies } = await runPopulation(ask(part), law, part, alone)
  const people = recordsOf(part)
  const rules = flags.slice(0, sampleRules).map((one) => ({ service: one.service, rule: jsonLogicOf(one) }))
  for (const person of people.slice(0, 200)) for (const { rule } of rules) logic.apply(rule, person)
  const began = process.cpuUsage()
  const counts = rules.map(({ rule }) => people.reduce((count, person) => (logic.apply(rule, person) ? count + 1 : count), 0))
  const { user, system } = process.cpuUsage(began)
  for (const [index, { service }] of rules.entries()) assert.equal(counts[index], tallies.get(service)!.holds, `${service} is granted to as many by both`)
  tell(`JSONLogic says the same of ${rules.length} rules and ${people.length} people`)
  return { name: 'json-logic-js 2.0.5', equal: true, rules: rules.length, people: people.length, nanosecondsARuleAndPerson: round(((user + system) * 1_000) / rules.length / people.length) }
}

function recordsOf({ households, columns }: ColumnStore): Record<string, unknown>[] {
  const first = columns.get('household.person')!.values
  const records: Record<string, unknown>[] = []
  for (let household = 0; household < households; household += 1) {
    for (let row = first[household]!; row < first[household + 1]!; row += 1) {
      const record: Record<string, unknown> = {}
      for (const { header: { entity, name, type, codes }, values } of columns.values()) {
        const value = values[entity === 'person' ? row : household]!
        if (type !== 'members') record[name] = type === 'bool' ? value === 1 : type === 'code' ? codes![value] : value
      }
      records.push({ ...record, years: yearsBetween(record['birth_date'] as number, today) })
    }
  }
  return records
}
