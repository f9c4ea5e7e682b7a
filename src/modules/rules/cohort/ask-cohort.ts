/** A cohort is counted in SQL; households that SQL sets aside are asked one by one and added, so that nobody is left out. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { ColumnStore } from '../columns/store.ts'
import type { FactValue, Gap } from '../contract.ts'
import { Overflow } from '../evaluate/faults.ts'
import { gapsBelow } from '../evaluate/gap-of.ts'
import { openLaw, type OpenLaw } from '../evaluate/open-law.ts'
import { plainValue, type Value } from '../evaluate/value.ts'
import type { NodeId } from '../ir/ir.ts'
import { answerOne, framesOf, overflow, type Asking, type Report } from '../population/answer-aside.ts'
import { typesOf } from '../population/open-people.ts'
import { withNames, type People, type Told } from '../population/people.ts'
import { factsOf } from '../population/prepare.ts'
import { openTables } from '../sql/open-tables.ts'
import { writeQueries } from '../sql/write-query.ts'
import { cohortLaw, type Cohort, type CohortLaw } from './cohort-law.ts'
import { createCounters, type CohortCount, type CohortGroup, type Counters } from './counters.ts'

export interface CohortQuestion {
  pack: Pick<Pack, 'rules' | 'facts' | 'holidays'>
  cohort: Cohort
  on: string
  knownAt: string
  /** Facts that are the same for everybody. */
  given: ReadonlyMap<string, FactValue>
}

export interface CohortAnswer extends CohortCount {
  of: Cohort['of']
  edition: string
  /** By the facts and definitions of `by`, in their order; none where it is empty. */
  groups: CohortGroup[]
  /** Households that the scalar evaluation answered. */
  aside: number
  /** Every broken cell and every household without an answer. */
  reports: Told[]
  /** Facts that the question reads and nobody delivers: they are unknown of everybody. */
  missing: string[]
  /** Figures without a value on the day: what rests on them is unknown of everybody. */
  gaps: Gap[]
}

/** The question in SQL over the tables `household`, `person` and those of other lists. @throws CohortFault, SqlFault */
export function writeCohort({ pack, cohort, on, knownAt, given }: CohortQuestion, { columns, lists }: Pick<People, 'columns' | 'lists'>) {
  const asked = cohortLaw(pack, cohort, columns)
  const law = openLaw(asked.ir, pack.holidays)
  const wanted = [{ name: 'cohort', node: asked.test }, ...named('by', asked.by), ...named('sum', asked.sums)]
  const facts = factsOf(asked.ir, wanted.map(({ node }) => node))
  const { queries, never } = writeQueries(law, pack.holidays, { wanted, day: { on, knownAt }, given, facts: facts.intersection(columns), lists })
  return { asked, law, facts, never, sql: queries.find((query) => query.columns.includes('cohort'))?.sql ?? null }
}

/** @throws CohortFault, SqlFault, ColumnFault */
export async function askCohort(question: CohortQuestion, people: Pick<People, 'columns' | 'lists' | 'load' | 'namesOf'>): Promise<CohortAnswer> {
  const { cohort, given, on, knownAt } = question
  const { asked, law, facts, never, sql } = writeCohort(question, people)
  const { store, reports: broken } = await people.load(typesOf(asked.ir, facts))
  await using tables = await openTables(store)
  const counters = createCounters(cohort.sums)
  const aside = sql === null ? [] : await count(tables.connection, sql, asked, law, counters)
  const found = aside.flatMap((household) => countOne(household, law, store, { never, given, day: { on, knownAt } }, asked, cohort.of, counters))
  const definitions = new Set(asked.ir.variables.map(({ entity, name }) => `${entity}.${name}`))
  return {
    of: cohort.of, edition: asked.ir.edition, ...counters.total(), groups: cohort.by.length === 0 ? [] : counters.groups(), aside: aside.length, reports: await withNames([...broken, ...found], people),
    missing: [...facts].filter((fact) => !given.has(fact) && !people.columns.has(fact) && !definitions.has(fact)),
    gaps: gapsBelow([asked.test, ...asked.sums], asked.ir, { on, knownAt }),
  }
}

const named = (what: string, nodes: readonly NodeId[]) => nodes.map((node, index) => ({ name: `${what} ${index}`, node }))

/** @returns households that are left to the scalar evaluation */
async function count(connection: DuckDBConnection, sql: string, { by, sums }: CohortLaw, { ir: { nodes } }: OpenLaw, counters: Counters): Promise<number[]> {
  await connection.run(`CREATE TEMP TABLE answers AS ${sql}`)
  const keys = by.map((_, index) => `"by ${index}"`)
  const added = sums.map((_, index) => `sum("sum ${index}") FILTER (WHERE cohort) AS "sum ${index}", count(*) FILTER (WHERE cohort AND "sum ${index}" IS NULL) AS "open ${index}"`)
  const counts = ['count(*) FILTER (WHERE cohort) AS holds', 'count(*) FILTER (WHERE NOT cohort) AS fails', 'count(*) FILTER (WHERE cohort IS NULL) AS unknown']
  const grouped = `SELECT ${[...keys, ...counts, ...added].join(', ')} FROM answers WHERE NOT aside${keys.length > 0 ? ` GROUP BY ${keys.join(', ')}` : ''}`
  for (const row of (await connection.runAndReadAll(grouped)).getRowObjectsJS()) {
    const own = counters.of(by.map((node, index) => plainCell(row[`by ${index}`], nodes[node]!.type)))
    for (const what of ['holds', 'fails', 'unknown'] as const) own[what] += Number(row[what])
    for (const index of sums.keys()) {
      own.sums[index]! += row[`sum ${index}`] as bigint | null ?? 0n
      own.open[index]! += Number(row[`open ${index}`])
    }
  }
  const left = await connection.runAndReadAll('SELECT DISTINCT household FROM answers WHERE aside ORDER BY household')
  return left.getRowsJS().map(([household]) => Number(household))
}

const plainCell = (cell: unknown, type: Parameters<typeof plainValue>[1]): FactValue => plainValue(typeof cell === 'bigint' ? Number(cell) : cell as Value, type)

function countOne(household: number, law: OpenLaw, store: ColumnStore, asking: Asking, { test, by, sums }: CohortLaw, of: Cohort['of'], counters: Counters): Report[] {
  const { ir: { nodes }, reads } = law
  return answerOne(household, law, store, asking, (run, fault, reports) => {
    for (const frame of framesOf({ entity: of }, run)) {
      const read = (node: NodeId): Value => {
        try {
          return fault ? null : reads[node]!(frame)
        } catch (cause) {
          if (!(cause instanceof Overflow)) throw cause
          reports.push(overflow(household, node === test ? 'the condition' : 'what is added up'))
          return null
        }
      }
      const own = counters.of(by.map((node) => plainValue(read(node), nodes[node]!.type)))
      const holds = read(test)
      own[holds === null ? 'unknown' : holds ? 'holds' : 'fails'] += 1
      if (holds !== true) continue
      for (const [index, node] of sums.entries()) {
        const value = read(node)
        if (value === null) own.open[index]! += 1
        else own.sums[index]! += BigInt(value as number)
      }
    }
  }).reports
}
