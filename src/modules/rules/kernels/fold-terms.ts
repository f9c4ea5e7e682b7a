/** Over the members of a household, or the entries of a list: what is counted while the loop runs, and what the sum is worth after it. */
import type { Node } from '../ir/ir.ts'
import { KernelFault } from './kernel-fault.ts'
import { knownOf } from './kinds.ts'
import { always, both, either, isKnown, ranged, safe, settled, type Bool, type CodeTerm, type DurationTerm, type Numeric, type Term } from './terms.ts'
import type { Emitter } from './emitter.ts'

export type Aggregate = Extract<Node, { op: 'aggregate' }>
/** `before` declares what is counted; the loop counts in the emitter it is given. */
export interface Fold { before: string[]; result: Term }

import { mostMembers } from '../columns/store.ts'


/** @param inside the loop's body; @param where whom it counts */
export function fold(node: Aggregate, inside: Emitter, where: Bool, value: Term | null): Fold {
  switch (node.how) {
    case 'any': return settles(inside, both(where.yes, asBool(value).yes), either(where.no, asBool(value).no), true)
    case 'all': return settles(inside, both(where.yes, asBool(value).no), either(where.no, asBool(value).yes), false)
    case 'count': {
      const { counter, open, before } = counters(inside, where, always)
      inside.statements.push(where.yes === always ? `${counter} += 1` : `${counter} += ${where.yes} ? 1 : 0`)
      return { before, result: ranged(counter, 0, mostMembers, open) }
    }
    case 'sum': return sum(inside, where, value as Numeric)
    case 'min': case 'max': return extremeOf(node.how, inside, where, value as Numeric)
    case 'the': return only(inside, where, value!)
    default: return node.how satisfies never
  }
}

const asBool = (value: Term | null) => value as Bool

/** One that settles it is enough; one of whom it is not known leaves it open. */
function settles(inside: Emitter, settling: string, passing: string, outcome: boolean): Fold {
  const [found, open] = [inside.name(), inside.name()]
  const closed = passing === `!${settling}` || passing === `!(${settling})`
  inside.statements.push(`if (${settling}) ${found} = 1${closed ? '' : `; else if (!(${passing})) ${open} = 1`}`)
  const [hit, missed] = [`${found} === 1`, closed ? `${found} === 0` : `(${found} === 0 && ${open} === 0)`]
  const result: Bool = outcome ? { type: 'bool', yes: hit, no: missed } : { type: 'bool', yes: missed, no: hit }
  return { before: [`let ${found} = 0`, ...(closed ? [] : [`let ${open} = 0`])], result: closed ? settled(result.yes) : result }
}

/** `open` is the code that says that nothing was left open. */
function counters(inside: Emitter, where: Bool, known: string) {
  const counter = inside.name()
  if (isKnown(where) === always && known === always) return { counter, open: always, before: [`let ${counter} = 0`] }
  const open = inside.name()
  inside.statements.push(`if (!(${either(where.no, both(where.yes, known))})) ${open} = 1`)
  return { counter, open: `${open} === 0`, before: [`let ${counter} = 0`, `let ${open} = 0`] }
}

function sum(inside: Emitter, where: Bool, value: Numeric): Fold {
  const { counter, open, before } = counters(inside, where, value.known)
  const counts = both(where.yes, value.known)
  if (value.dMin !== value.dMax) inside.aside(`${counts} && ${value.d} !== ${value.dMax}`)
  inside.statements.push(`${counter} += ${counts === always ? value.n : `${counts} ? ${value.n} : 0`}`)
  const [min, max] = [Math.min(0, value.min) * mostMembers, Math.max(0, value.max) * mostMembers]
  // A sum that leaves the whole numbers on its way may come back wrong.
  if (min < -safe || max > safe) inside.aside(`${counter} > ${safe} || ${counter} < -${safe}`)
  const result = ranged(counter, Math.max(min, -safe), Math.min(max, safe), open)
  return { before, result: { ...result, d: String(value.dMax), dMin: value.dMax, dMax: value.dMax } }
}

function extremeOf(how: 'min' | 'max', inside: Emitter, where: Bool, value: Numeric): Fold {
  if (value.dMin !== value.dMax) throw new KernelFault('The smallest or largest of fractions with different denominators is not taken in columns.')
  const { counter: found, open, before } = counters(inside, where, value.known)
  const best = inside.name()
  const n = inside.bind(value.n)
  const better = `(${found} === 0 || ${n} ${how === 'min' ? '<' : '>'} ${best})`
  inside.statements.push(`if (${[both(where.yes, value.known), better].filter((test) => test !== always).join(' && ')}) { ${best} = ${n}; ${found} = 1 }`)
  const known = both(open, `${found} === 1`)
  return { before: [...before, `let ${best} = 0`], result: { ...value, n: best, d: String(value.dMax), known } }
}

/** The value of the one who fits. */
function only(inside: Emitter, where: Bool, value: Term): Fold {
  const { counter, open, before } = counters(inside, where, always)
  const slots: string[] = []
  const slot = (code: string) => {
    if (/^(?:\d+|\(-\d+\)|true)$/.test(code)) return code
    const name = inside.name()
    slots.push(`${name} = ${code}`)
    return name
  }
  const held = hold(value, slot)
  inside.statements.push(`if (${where.yes}) { ${counter} += 1; ${slots.join('; ')} }`)
  const declare = slots.map((assignment) => `let ${assignment.slice(0, assignment.indexOf(' '))} = ${/ = .*(?:[<>=!&|]|^true$)/.test(assignment) ? 'false' : '0'}`)
  return { before: [...before, ...declare], result: limit(held, both(open, `${counter} === 1`)) }
}

function hold(value: Term, slot: (code: string) => string): Term {
  switch (value.type) {
    case 'bool': return { type: 'bool', yes: slot(value.yes), no: slot(value.no) }
    case 'number': return { ...value, n: slot(value.n), d: slot(value.d), known: slot(value.known) }
    case 'code': return { ...value, n: slot(value.n), known: slot(value.known) } satisfies CodeTerm
    case 'duration': return { ...value, months: hold(value.months, slot) as Numeric, days: hold(value.days, slot) as Numeric, known: slot(value.known) } satisfies DurationTerm
    default: return value satisfies never
  }
}

function limit(value: Term, known: string): Term {
  return value.type === 'bool' ? { type: 'bool', yes: both(known, value.yes), no: both(known, value.no) } : { ...value, known: both(known, knownOf(value)) }
}
