/**
 * What the text of a service states before anybody is asked: its sums and its time limit on a day. It answers "how much" with the
 * least and the most that the figures allow; where a sum rests on something only a family knows, it is left out rather than guessed.
 */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import { pickVersion, isTable } from '../language/pick-version.ts'
import type { Per, Texts, Unit } from '../language/syntax.ts'
import type { Ir, NodeId, Payment, ServiceRule } from '../ir/ir.ts'

export interface StatedPayment {
  /** In the currency's minor unit; the same where there is one sum. */
  least: number
  most: number
  per: Per
  upTo: boolean
  /** To pay with, and not paid into an account. */
  voucher: boolean
  note: Texts | null
}

export interface Stated {
  payments: StatedPayment[]
  /** So long after the date that a fact gives. */
  deadline: { count: number; unit: Unit; after: string; says: Texts } | null
  law: Source
}

interface Range { least: number; most: number }

/** @param on legal day; only what was published by it counts */
export function listStated(ir: Ir, rule: ServiceRule, on: string): Stated {
  const own = rule.branches.at(-1)
  const payments = (own?.payments ?? []).flatMap((payment) => {
    const range = rangeOf(ir, payment.value, on)
    return range === null || range.most <= 0 ? [] : [{ ...range, per: payment.per, upTo: payment.upTo, voucher: payment.voucher, note: noteOf(payment) }]
  })
  return { payments, deadline: deadlineOf(ir, own), law: rule.source }
}

const noteOf = ({ note }: Payment): Texts | null => (note !== null && Object.keys(note.holes).length === 0 ? note.texts : null)

function rangeOf(ir: Ir, id: NodeId, on: string): Range | null {
  const node = ir.nodes[id]!
  const [first, second, third] = node.args
  const of = (arg: NodeId | undefined) => (arg === undefined ? null : rangeOf(ir, arg, on))
  switch (node.op) {
    case 'constant': return typeof node.value === 'number' ? { least: node.value, most: node.value } : null
    case 'parameter': return figureRange(ir, node.parameter, on)
    case 'variable': return of(first)
    case 'if': return union(of(second), of(third))
    case 'min': return smaller(of(first), of(second))
    case 'add': return combine(of(first), of(second), (one, other) => one + other)
    default: return null
  }
}

function figureRange(ir: Ir, parameter: number, on: string): Range | null {
  const value = pickVersion(ir.parameters[parameter]!.versions, on, on)?.value
  if (typeof value === 'number') return { least: value, most: value }
  if (value === undefined || typeof value !== 'object' || !isTable(value)) return null
  const values = value.rows.map((row) => row.value)
  return values.every((one) => typeof one === 'number') && values.length > 0 ? { least: Math.min(...values), most: Math.max(...values) } : null
}

const union = (one: Range | null, other: Range | null): Range | null =>
  (one && other ? { least: Math.min(one.least, other.least), most: Math.max(one.most, other.most) } : null)

/** The smaller of a cap and something unknown is anything up to the cap. */
const smaller = (one: Range | null, other: Range | null): Range | null => {
  if (one && other) return { least: Math.min(one.least, other.least), most: Math.min(one.most, other.most) }
  const known = one ?? other
  return known && { least: 0, most: known.most }
}

const combine = (one: Range | null, other: Range | null, with_: (one: number, other: number) => number): Range | null =>
  (one && other ? { least: with_(one.least, other.least), most: with_(one.most, other.most) } : null)

/** `60 days after newborn.birth_date`; a deadline of another form has no short wording. */
function deadlineOf(ir: Ir, branch: ServiceRule['branches'][number] | undefined): Stated['deadline'] {
  if (!branch?.deadline || Object.keys(branch.deadline.says.holes).length > 0) return null
  const shift = ir.nodes[branch.deadline.date]!
  if (shift.op !== 'shift' || shift.back) return null
  const [span, date] = shift.args.map((arg) => ir.nodes[arg]!)
  const count = span?.op === 'span' ? ir.nodes[span.args[0]!] : undefined
  if (span?.op !== 'span' || date?.op !== 'input' || count?.op !== 'constant' || typeof count.value !== 'number') return null
  return { count: count.value, unit: span.unit, after: ir.inputs[date.input]!.fact, says: branch.deadline.says.texts }
}
