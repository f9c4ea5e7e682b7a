/** What each output of a law must give for random families: what the scalar evaluation gives, to the smallest unit. */
import assert from 'node:assert/strict'
import type { Fact } from '../../../packages/pack-kit/schema/fact.ts'
import { unknownOf } from './columns/column-header.ts'
import type { FactSet } from './contract.ts'
import { Overflow } from './evaluate/faults.ts'
import type { OpenLaw } from './evaluate/open-law.ts'
import type { Value } from './evaluate/value.ts'
import type { Ir, NodeId } from './ir/ir.ts'
import { alone } from './population/crew.ts'
import { listOf, neverOf, prepare, type Never } from './population/prepare.ts'
import { runPopulation } from './population/run-population.ts'
import { openTables } from './sql/open-tables.ts'
import { writeQueries } from './sql/write-query.ts'
import { columnsOf } from './columns/columns-of-families.ts'

export const holidays = ['2026-05-05', '2026-05-25'].map((date) => ({ date, name: {} }))
const day = { on: '2026-05-01', knownAt: '2026-05-01' }

export interface Trial {
  law: OpenLaw
  facts: readonly Fact[]
  families: readonly FactSet[]
  /** The law that the output is made of; another than `law` must be found out. */
  told?: OpenLaw
  when?: typeof day
}

/** Everything of a law that fits into a column. */
function everythingOf({ nodes, variables, rules }: Ir) {
  const named = [
    ...variables.map(({ entity, name, node }) => ({ name: `${entity}.${name}`, node })),
    ...rules.flatMap(({ service, granted, branches }) => [{ name: service, node: granted },
      ...branches.flatMap(({ payments }, branch) => payments.map(({ paid }, index) => ({ name: `${service} ${branch} ${index}`, node: paid })))]),
  ]
  return named.filter(({ node }) => !['rate', 'fraction', 'duration', 'text'].includes(nodes[node]!.type as string))
}

/** @returns for how many households the kernels leave the answer to the scalar evaluation, and what it reports */
export async function agreeInColumns(trial: Trial) {
  const { law, facts, families, told = law, when = day } = trial
  const store = columnsOf(families, facts)
  const wanted = everythingOf(law.ir)
  const prepared = prepare(told, holidays, store.columns, { wanted, day: when, given: new Map() })
  const { results, reports, aside } = await runPopulation(prepared, told, store, alone)
  const never = neverOf(law.ir, wanted.map(({ node }) => node))
  for (const [household, family] of families.entries()) {
    const answers = expected(trial, family, wanted, never)
    for (const { name, node } of wanted) {
      const own = answers.get(name)!
      const { header, values } = results.get(name)!
      const first = store.columns.get(`household.${law.ir.nodes[node]!.entity.replace('list:', '')}`)
      const from = first ? first.values[household]! : household
      const got = Array.from(values.subarray(from, from + own.length), (value): Value => {
        if (value === unknownOf[header.storage] || Number.isNaN(value)) return null
        return header.codes ? header.codes[value]! : law.ir.nodes[node]!.type === 'bool' ? value === 1 : value
      })
      assert.deepEqual(got, own, `${name} of ${JSON.stringify(family)}`)
    }
  }
  return { reports, aside }
}

/** @returns for how many households SQL leaves the answer to the scalar evaluation */
export async function agreeInSql(trial: Trial): Promise<{ aside: number }> {
  const { law, facts, families, told = law, when = day } = trial
  await using tables = await openTables(columnsOf(families, facts), 512)
  const wanted = everythingOf(law.ir)
  const never = neverOf(law.ir, wanted.map(({ node }) => node))
  const answers = families.map((family) => expected(trial, family, wanted, never))
  const aside = new Set<number>()
  for (const { list, columns, sql } of writeQueries(told, holidays, { wanted, day: when, given: new Map(), ...tables }).queries) {
    const rows = (await tables.connection.runAndReadAll(sql)).getRowObjectsJS()
    const byHousehold = Map.groupBy(rows, ({ household }) => household as number)
    for (const [household, family] of families.entries()) {
      const own = (byHousehold.get(household) ?? []).toSorted((a, b) => Number(a['place']) - Number(b['place']))
      assert.equal(own.length, list === null ? 1 : (family[list] as unknown[] | undefined ?? []).length, `rows of ${list ?? 'household'} in SQL`)
      if (own.some((row) => row['aside'])) aside.add(household)
      else for (const name of columns) assert.deepEqual(own.map((row) => valueOfCell(row[name])), answers[household]!.get(name), `${name} of ${JSON.stringify(family)} in SQL`)
    }
  }
  return { aside: aside.size }
}

const valueOfCell = (cell: unknown): Value => (typeof cell === 'bigint' ? Number(cell) : cell instanceof Date ? Math.round(cell.getTime() / 86_400_000) : cell as Value)

/** What the scalar evaluation gives, of each by its name; nothing where the law says that no household is like this. */
function expected({ law, when = day }: Trial, family: FactSet, wanted: readonly { name: string; node: NodeId }[], never: readonly Never[]): Map<string, Value[]> {
  const { ir: { nodes }, reads } = law
  return law.within(family, when, (run) => {
    const framesOf = (ids: readonly NodeId[]) => (ids.some((id) => nodes[id]!.entity === 'person') ? run.members('person') ?? [] : [run.home])
    const impossible = never.some(({ nodes: ids }) => framesOf(ids).some((frame) => ids.every((id) => orNull(() => reads[id]!(frame)) === true)))
    return new Map(wanted.map(({ name, node }) => {
      const list = listOf(nodes[node]!.entity)
      return [name, (list === null ? [run.home] : run.members(list)!).map((frame) => (impossible ? null : orNull(() => reads[node]!(frame))))]
    }))
  })
}

function orNull(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof Overflow) return null
    throw cause
  }
}
