/** One text, several outputs, equal for ever: random people are reckoned one by one and in columns, to the smallest unit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { unknownOf } from './columns/column-header.ts'
import type { FactSet } from './contract.ts'
import { Overflow } from './evaluate/faults.ts'
import { openLaw, type OpenLaw } from './evaluate/open-law.ts'
import type { Value } from './evaluate/value.ts'
import { buildIr } from './ir/build-ir.ts'
import type { Ir } from './ir/ir.ts'
import { readRules } from './language/read-rules.ts'
import { alone } from './population/crew.ts'
import { neverOf, prepare } from './population/prepare.ts'
import { runPopulation } from './population/run-population.ts'
import { columnsOf } from './test-columns.ts'
import { drawFacts } from './test-families.ts'
import { build, testFacts } from './test-law.ts'
import { everyConstruct } from './test-everything.ts'

const holidays = ['2026-05-05', '2026-05-25'].map((date) => ({ date, name: {} }))
const day = { on: '2026-05-01', knownAt: '2026-05-01' }

/** Everything of a law that fits into a column. */
function everythingOf({ nodes, variables, rules }: Ir) {
  const named = [
    ...variables.map(({ entity, name, node }) => ({ name: `${entity}.${name}`, node })),
    ...rules.flatMap(({ service, granted, branches }) => [{ name: service, node: granted },
      ...branches.flatMap(({ payments }, branch) => payments.map(({ paid }, index) => ({ name: `${service} ${branch} ${index}`, node: paid })))]),
  ]
  return named.filter(({ node }) => !['rate', 'fraction', 'duration', 'text'].includes(nodes[node]!.type as string))
}

async function agree(law: OpenLaw, families: FactSet[], facts: Parameters<typeof columnsOf>[1], when = day) {
  const store = columnsOf(families, facts)
  const wanted = everythingOf(law.ir)
  const prepared = prepare(law, holidays, store.columns, { wanted, day: when, given: new Map() })
  const { results, reports, aside } = await runPopulation(prepared, law, store, alone)
  const never = neverOf(law.ir, wanted.map(({ node }) => node))
  for (const [household, family] of families.entries()) {
    for (const { name, node } of wanted) {
      const expected = scalar(law, family, node, never.map(({ nodes }) => nodes), when)
      const { header, values } = results.get(name)!
      const first = store.columns.get(`household.${law.ir.nodes[node]!.entity.replace('list:', '')}`)
      const from = first ? first.values[household]! : household
      const got = Array.from(values.subarray(from, from + expected.length), (value): Value => {
        if (value === unknownOf[header.storage] || Number.isNaN(value)) return null
        return header.codes ? header.codes[value]! : law.ir.nodes[node]!.type === 'bool' ? value === 1 : value
      })
      assert.deepEqual(got, expected, `${name} of ${JSON.stringify(family)}`)
    }
  }
  return { reports, aside }
}

function scalar(law: OpenLaw, family: FactSet, node: number, never: readonly (readonly number[])[], when: typeof day): Value[] {
  const { ir: { nodes }, reads } = law
  const list = listOf(nodes[node]!.entity)
  return law.within(family, when, (run) => {
    const framesOf = (ids: readonly number[]) => (ids.some((id) => nodes[id]!.entity === 'person') ? run.members('person') ?? [] : [run.home])
    const impossible = never.some((ids) => framesOf(ids).some((frame) => ids.every((id) => orNull(() => reads[id]!(frame)) === true)))
    return (list === null ? [run.home] : run.members(list)!).map((frame) => (impossible ? null : orNull(() => reads[node]!(frame))))
  })
}

const listOf = (entity: string) => (entity === 'person' ? entity : entity.startsWith('list:') ? entity.slice('list:'.length) : null)

function orNull(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof Overflow) return null
    throw cause
  }
}

const ranges = [{ min: 0, max: 9_000_000 }, { min: 2 ** 24, max: 2 ** 25 }, { min: 2 ** 31, max: 2 ** 40 }, { min: -5_000_000, max: 5 }]
const amount = fc.oneof(...ranges.map((range) => fc.integer(range)))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
const anyDay = fc.date({ min: new Date('1920-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const family: fc.Arbitrary<FactSet> = fc.record({
  person: fc.array(fc.record({
    role: maybe(fc.constantFrom('head', 'spouse', 'child', 'other')), birth_date: maybe(anyDay), disabled: maybe(fc.boolean()), wage: maybe(amount), pension: maybe(amount),
  }), { maxLength: 5 }),
  household: fc.record({ region: maybe(fc.constantFrom('seoul', 'busan', 'jeju')), rent: maybe(amount), in_need: maybe(fc.boolean()) }),
})

test('every construct of the language gives the same one by one and in columns', async () => {
  const { ir, problems } = build(everyConstruct)
  assert.deepEqual(problems, [])
  const law = openLaw(ir!, holidays)
  await fc.assert(fc.asyncProperty(fc.array(family, { minLength: 1, maxLength: 30 }), async (families) => { await agree(law, families, testFacts) }), { numRuns: 60 })
})

for (const name of ['kr', 'farland']) {
  test(`the law of ${name} gives the same one by one and in columns`, async () => {
    const pack = loadPack(`packs/${name}`)
    const { ir, problems } = buildIr(readRules(pack), pack.facts)
    assert.deepEqual(problems, [])
    const law = openLaw(ir, pack.holidays)
    await fc.assert(fc.asyncProperty(fc.array(drawFacts(pack, 0.15), { minLength: 1, maxLength: 30 }), async (families) => { await agree(law, families, pack.facts) }), { numRuns: 40 })
  })
}
