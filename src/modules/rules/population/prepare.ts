/** A question about everybody becomes kernels: for a legal day, for the columns there are. */
import type { ColumnHeader } from '../columns/column-header.ts'
import type { FactValue } from '../contract.ts'
import { createFigures } from '../evaluate/figures.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { dayOf } from '../language/day-of.ts'
import { RulesFault } from '../evaluate/faults.ts'
import type { Ir, NodeId } from '../ir/ir.ts'
import { reach } from '../ir/reach.ts'
import type { Setting } from '../kernels/emit-node.ts'
import { levelsOf } from '../kernels/levels.ts'
import { planKernels } from '../kernels/plan-kernels.ts'
import type { Kernel, Wanted } from '../kernels/write-kernel.ts'

export interface Question {
  /** Each becomes a column. */
  wanted: readonly Wanted[]
  day: { on: string; knownAt: string }
  /** Facts that are the same for everybody, by `entity.name`. */
  given: ReadonlyMap<string, FactValue>
}

/** Nodes that are true together of no household, and what is said where they are. */
export interface Never { nodes: readonly NodeId[]; fault: () => RulesFault }
export interface Prepared { question: Question; kernels: readonly Kernel[]; never: readonly Never[] }

/** @throws KernelFault for what columns cannot hold */
export function prepare(law: OpenLaw, holidays: readonly { date: string }[], columns: ReadonlyMap<string, { header: ColumnHeader }>, question: Question): Prepared {
  const { ir, reads, within } = law
  const { on, knownAt } = question.day
  const setting: Omit<Setting, 'done'> = {
    ir, day: question.day, figures: createFigures(ir)(on, knownAt), holidays: new Set(holidays.flatMap(({ date }) => dayOf(date) ?? [])),
    constant: (id) => within({}, question.day, (run) => reads[id]!(run.home)),
    columns: new Map([...columns].map(([name, { header }]) => [name, header])), given: question.given, levels: levelsOf(ir.nodes),
  }
  // Of a list that nobody delivers there is nobody to answer.
  const isThere = (node: NodeId) => listOf(ir.nodes[node]!.entity) === null || columns.has(`household.${listOf(ir.nodes[node]!.entity)!}`)
  const wanted = question.wanted.filter(({ node }) => isThere(node))
  const never = neverOf(ir, wanted.map(({ node }) => node)).filter(({ nodes }) => nodes.every(isThere))
  return { question, never, kernels: planKernels(wanted, never.map(({ nodes }) => nodes), setting) }
}

/** The list whose entries have the value; null where it is the household's. */
export const listOf = (entity: string) => (entity === 'person' ? entity : entity.startsWith('list:') ? entity.slice('list:'.length) : null)

/** Exceptions without an order, as far as the question rests on them, and what the law says of no household. */
export function neverOf({ nodes, exclusions, contradictions, singles }: Ir, wanted: readonly NodeId[]): Never[] {
  const below = reach(nodes, wanted)
  return [
    ...exclusions.filter(({ left, right }) => below.has(left) && below.has(right)).map(({ left, right, of, places: [first, second] }) => ({
      nodes: [left, right],
      fault: () => {
        const other = `${second.file}:${second.line}`
        return new RulesFault('exceptions-meet', of, `Two exceptions to ${of} apply together and nothing says which counts; the other stands in ${other}.`, first)
      },
    })),
    ...contradictions.map(({ entity, test, says, place }) =>
      ({ nodes: [test], fault: () => new RulesFault('contradiction', entity, `No ${entity} is like this.`, place, says.texts) })),
    ...singles.map(({ fact, role, test }) => ({ nodes: [test], fault: () => new RulesFault('contradiction', fact, `Several members have the ${fact.slice('person.'.length)} “${role}”, and one can.`) })),
  ]
}

/** The facts that a question reads: a file's other columns need not be loaded. */
export function factsOf(ir: Ir, wanted: readonly NodeId[]): Set<string> {
  const { nodes, inputs, variables } = ir
  const facts = new Set<string>()
  for (const id of reach(nodes, [...wanted, ...neverOf(ir, wanted).flatMap(({ nodes: together }) => together)])) {
    const node = nodes[id]!
    if (node.op === 'input') facts.add(inputs[node.input]!.fact)
    if (node.op === 'variable') facts.add(`${variables[node.variable]!.entity}.${variables[node.variable]!.name}`)
  }
  return facts
}
