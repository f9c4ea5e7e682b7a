/** Over the persons of a household, or the entries of a list; who might count and is not known leaves it open, unless the others settle it. */
import type { Node } from '../ir/ir.ts'
import { add, type Amount, compare } from './exact.ts'
import type { Frame } from './frame.ts'
import type { Value } from './value.ts'

type Read = (frame: Frame) => Value
export type Aggregate = Extract<Node, { op: 'aggregate' }>

/** Who is counted: for a node of a person, each member beside that person. Null when nobody knows the list. */
export function counted({ over, entity }: Aggregate, frame: Frame): readonly Frame[] | null {
  const members = frame.run.members(over === 'person' ? over : over.slice('list:'.length))
  return entity === 'person' && members ? members.map((member) => frame.run.pair(frame, member)) : members
}

export function readAggregate(node: Aggregate, where: Read | null, value: Read | null): Read {
  const fold = folds[node.how]
  return (frame) => {
    const members = counted(node, frame)
    return members === null ? null : fold(members, where ?? (() => true), value ?? (() => true))
  }
}

type Fold = (members: readonly Frame[], where: Read, value: Read) => Value

const folds: Record<Aggregate['how'], Fold> = {
  any: (members, where, value) => settle(members, (member) => and(where(member), () => value(member)), true),
  all: (members, where, value) => settle(members, (member) => implies(where(member), () => value(member)), false),
  count: (members, where) => over(members, where, () => 1, (sum: number) => sum + 1, 0),
  sum: (members, where, value) => over<Amount>(members, where, value, add, 0),
  min: (members, where, value) => over<Amount | null>(members, where, value, (best, next) => (best === null || compare(next!, best) < 0 ? next : best), null),
  max: (members, where, value) => over<Amount | null>(members, where, value, (best, next) => (best === null || compare(next!, best) > 0 ? next : best), null),
  the: (members, where, value) => {
    let found: Frame | undefined
    for (const member of members) {
      const fits = where(member)
      if (fits === null || (fits && found)) return null
      if (fits) found = member
    }
    return found ? value(found) : null
  },
}

const and = (left: Value, right: () => Value): Value => (left === false ? false : left === true ? right() : right() === false ? false : null)
const implies = (left: Value, right: () => Value): Value => (left === false ? true : left === true ? right() : right() === true ? true : null)

function settle(members: readonly Frame[], test: Read, settling: boolean): Value {
  let open = false
  for (const member of members) {
    const known = test(member)
    if (known === settling) return settling
    if (known === null) open = true
  }
  return open ? null : !settling
}

function over<Sum extends Value>(members: readonly Frame[], where: Read, value: Read, step: (sum: Sum, next: Sum) => Sum, start: Sum): Value {
  let sum = start
  for (const member of members) {
    const counts = where(member)
    if (counts === false) continue
    const next = counts === null ? null : value(member)
    if (next === null) return null
    sum = step(sum, next as Sum)
  }
  return sum
}
