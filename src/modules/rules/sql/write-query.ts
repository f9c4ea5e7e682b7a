/** A question about everybody as one SQL query: steps over the household's rows, steps over its members' rows, sums between them. */
import type { FactValue } from '../contract.ts'
import { createFigures } from '../evaluate/figures.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import type { NodeId } from '../ir/ir.ts'
import { levelsOf } from '../kernels/levels.ts'
import { usesOf } from '../kernels/uses.ts'
import { dayOf } from '../language/day-of.ts'
import { neverOf, type Never } from '../population/prepare.ts'
import { render } from './render.ts'
import { createNames, type Scope } from './scope.ts'
import { isWhole, SqlFault, type BoolTerm, type SqlTerm } from './terms.ts'
import { dateOf } from './dates.ts'
import { listOf, write, type Setting } from './write-node.ts'

export interface Asked { name: string; node: NodeId }
export interface SqlQuestion {
  wanted: readonly Asked[]
  day: { on: string; knownAt: string }
  /** Facts that are the same for everybody, by `entity.name`. */
  given: ReadonlyMap<string, FactValue>
  /** Facts that the tables have a column for, by `entity.name`, and lists that have a table. */
  facts: ReadonlySet<string>
  lists: ReadonlySet<string>
}

export interface SqlQueries {
  /** One a table: `household` (null) and each list that something is asked of. */
  queries: { list: string | null; columns: string[]; sql: string }[]
  never: readonly Never[]
}

/**
 * Each query gives `household`, of a list `place` too, `aside` (whether the scalar evaluation must answer), and a column for each name.
 * @throws SqlFault for what this output cannot say
 */
export function writeQueries(law: OpenLaw, holidays: readonly { date: string }[], question: SqlQuestion): SqlQueries {
  const { ir, reads, within } = law
  const { on, knownAt } = question.day
  const isThere = (node: NodeId) => listOf(ir.nodes[node]!.entity) === null || question.lists.has(listOf(ir.nodes[node]!.entity)!)
  const wanted = question.wanted.filter(({ node }) => isThere(node))
  const never = neverOf(ir, wanted.map(({ node }) => node)).filter(({ nodes }) => nodes.every(isThere))
  const setting: Setting = {
    ir, day: question.day, figures: createFigures(ir)(on, knownAt), holidays: new Set(holidays.flatMap(({ date }) => dayOf(date) ?? [])),
    constant: (id) => within({}, question.day, (run) => reads[id]!(run.home)),
    facts: question.facts, lists: question.lists, given: question.given, levels: levelsOf(ir.nodes), names: createNames(),
    uses: usesOf(ir.nodes, [...wanted.map(({ node }) => node), ...never.flatMap(({ nodes }) => nodes)]),
  }
  setting.names.scope(null, 0)
  for (const { nodes } of never) {
    const scope = scopeOf(nodes.reduce((one, other) => (isLater(other, one, setting) ? other : one)), setting)
    scope.aside(nodes.map((id) => (write(id, setting) as BoolTerm).code).join(' AND '))
  }
  const outputs = wanted.map(({ name, node }) => ({ name, scope: scopeOf(node, setting), code: codeOf(write(node, setting), name, setting.ir.nodes[node]!.type === 'date') }))
  const lists = [null, ...new Set(outputs.flatMap(({ scope }) => scope.list ?? []))]
  return {
    never,
    queries: lists.map((list) => {
      const columns = outputs.filter(({ scope }) => scope.list === list)
      return { list, columns: columns.map(({ name }) => name), sql: render(setting.names, list, columns) }
    }),
  }
}

function scopeOf(node: NodeId, { ir: { nodes }, levels, names }: Setting): Scope {
  return names.scope(listOf(nodes[node]!.entity), levels[node]!)
}

/** Whether a node is of somebody while the other is of the household, or comes after more sums. */
function isLater(one: NodeId, other: NodeId, { ir: { nodes }, levels }: Setting): boolean {
  const inside = (id: NodeId) => (listOf(nodes[id]!.entity) === null ? 0 : 1)
  return levels[one]! > levels[other]! || (levels[one] === levels[other] && inside(one) > inside(other))
}

/** As it leaves the query: whole numbers are BIGINT, dates DATE, codes VARCHAR. */
function codeOf(term: SqlTerm, name: string, isDate: boolean): string {
  switch (term.type) {
    case 'bool': case 'code': return term.code
    case 'number':
      if (!isWhole(term)) throw new SqlFault(`${name} is a fraction: round it, and it is a column.`)
      return isDate ? dateOf(term.n) : `(${term.n})::BIGINT`
    case 'duration': throw new SqlFault(`${name} is a duration: a date that it leads to is a column.`)
    default: return term satisfies never
  }
}
