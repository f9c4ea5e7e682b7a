/**
 * On which side each comparison of a text lies. A condition may be true in a band and false on both sides of it; each of its comparisons
 * turns once, so that what lies between two answers shows in them.
 */
import type { OpenLaw } from '../evaluate/open-law.ts'
import type { Frame, Run } from '../evaluate/frame.ts'
import type { Node, ServiceRule } from '../ir/ir.ts'
import { reach, rootsOf } from '../ir/reach.ts'
import { listOfEntity } from './spots.ts'

export type Sides = (run: Run) => string
/** Of the comparisons that rest on a fact. */
export type SidesBy = (fact: string) => Sides

const orders = new Set<Node['op']>(['lt', 'le', 'gt', 'ge'])
const equalities = new Set<Node['op']>(['eq', 'ne'])

export function createSides({ ir, reads }: OpenLaw, rule: ServiceRule): SidesBy {
  const compared = [...reach(ir.nodes, rootsOf(rule))].map((id) => ir.nodes[id]!).filter(({ op, entity }) => entity !== 'none' && entity !== 'pair' && (orders.has(op) || equalities.has(op)))
  const sideOf = ({ id, op, args }: Node) => {
    if (orders.has(op)) return (frame: Frame) => { const side = reads[id]!(frame); return side === null ? '?' : side === true ? '>' : '<' }
    const [left, right] = args.map((arg) => reads[arg]!)
    // Equal in one point, and unequal on both sides of it.
    return (frame: Frame) => { const [a, b] = [left!(frame), right!(frame)]; return typeof a !== 'number' || typeof b !== 'number' ? '' : a < b ? '<' : a > b ? '>' : '=' }
  }
  const sides = compared.map((node) => ({ below: reach(ir.nodes, [node.id]), list: listOfEntity(node.entity), sideOf: sideOf(node) }))
  const byFact = new Map(ir.inputs.map(({ fact, node }) => [fact, sides.filter(({ below }) => below.has(node))]))
  return (fact) => (run) => byFact.get(fact)!.map(({ list, sideOf: side }) => (list === null ? [run.home] : run.members(list) ?? []).map(side).join('')).join(' ')
}
