/** Logic, comparisons and arithmetic: units are checked, money plus a count is no amount. */
import type { Expression, Operator } from '../language/syntax.ts'
import { isNumeric, nameOfType, type Type } from '../language/types.ts'
import type { BinaryOp } from './ir.ts'
import { as, expect, stored } from './expect-type.ts'
import { fail, type Of, type Scope, type Typed } from './scope.ts'

const opOf: Record<Exclude<Operator, 'in'>, BinaryOp> = {
  'and': 'and', 'or': 'or', '=': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge', '+': 'add', '-': 'sub', '*': 'mul', '/': 'div',
}
const comparisons = new Set<Operator>(['=', '!=', '<', '<=', '>', '>=', 'in'])

export function lowerOperation(node: Of<'operation'>, scope: Scope): Typed | undefined {
  const { graph } = scope.names
  const { op } = node
  if (op === 'in') return lowerOneOf(node, scope)
  if (op === 'and' || op === 'or') {
    const [left, right] = [expect(node.left, 'bool', scope), expect(node.right, 'bool', scope)]
    return left && right && { node: op === 'and' ? graph.all([left.node, right.node]) : graph.any([left.node, right.node]), type: 'bool' }
  }
  const [left, right] = [scope.names.lower(node.left, scope), scope.names.lower(node.right, scope)]
  if (!left || !right) return undefined
  const type = comparisons.has(op) ? compared(node, left.type, right.type, scope) : reckoned(node, left.type, right.type, scope)
  if (type === undefined) return undefined
  const truth = node.right.kind === 'literal' && node.right.type === 'bool' ? node.right.value : undefined
  if (truth !== undefined) return { node: truth === (op === '=') ? left.node : graph.not(left.node), type }
  // Beside money a bare number is money where they are added or compared, and a count where they are multiplied.
  const common = op === '*' || op === '/' ? undefined : left.type === 'number' ? right.type : left.type
  const args = [left, right].map((side) => (common === undefined ? side : as(side, common, scope)).node)
  return { node: graph.add({ op: opOf[op], type: stored(type), args }), type }
}

function lowerOneOf(node: Of<'operation'>, scope: Scope): Typed | undefined {
  const value = scope.names.lower(node.left, scope)
  const codes = node.right.kind === 'codes' ? node.right.codes : []
  if (!value) return undefined
  if (typeof value.type !== 'object') return fail(node, `This is ${nameOfType(value.type)}, and one of several codes is needed.`, 'Name a fact that is one of several.', scope)
  if (!known(node.right, codes, value.type.codes, scope)) return undefined
  return { node: scope.names.graph.add({ op: 'in', type: 'bool', codes: codes.toSorted(), args: [value.node] }), type: 'bool' }
}

function known(node: Expression, codes: readonly string[], of: readonly string[], scope: Scope): boolean {
  const strange = codes.filter((code) => !of.includes(code))
  if (strange.length > 0) fail(node, `${strange.join(', ')} is no code of this fact.`, `It is ${nameOfType({ codes: of })}.`, scope)
  return strange.length === 0
}

function compared(node: Of<'operation'>, left: Type, right: Type, scope: Scope): Type | undefined {
  const equality = node.op === '=' || node.op === '!='
  if (typeof left === 'object' && typeof right === 'object') {
    const narrower = left.codes.length < right.codes.length && node.left.kind === 'literal'
    if (!(narrower ? known(node.left, left.codes, right.codes, scope) : known(node.right, right.codes, left.codes, scope))) return undefined
    return equality ? 'bool' : fail(node, 'Codes have no order.', 'Use: is, is not, or is one of.', scope)
  }
  if (typeof left === 'object' || typeof right === 'object') return wrong(node, left, right, scope)
  if ((left === 'bool' || left === 'text') && left === right && equality) return 'bool'
  if ([left, right].some((type) => type === 'bool' || type === 'text' || type === 'duration')) return wrong(node, left, right, scope)
  return join(node, left, right, scope) === undefined ? undefined : 'bool'
}

function reckoned(node: Of<'operation'>, left: Type, right: Type, scope: Scope): Type | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return wrong(node, left, right, scope)
  if (node.op === '+' || node.op === '-') return join(node, left, right, scope)
  return node.op === '*' ? product(node, left, right, scope) : quotient(node, left, right, scope)
}

const isMoney = (type: Type) => type === 'money' || type === 'fraction'

function product(node: Of<'operation'>, left: Type, right: Type, scope: Scope): Type | undefined {
  if (isMoney(left) && isMoney(right)) return wrong(node, left, right, scope)
  if (isMoney(left) || isMoney(right)) return [left, right].some((type) => type === 'rate' || type === 'fraction') ? 'fraction' : 'money'
  return [left, right].includes('rate') ? 'rate' : [left, right].includes('int') ? 'int' : 'number'
}

function quotient(node: Of<'operation'>, left: Type, right: Type, scope: Scope): Type | undefined {
  if (isMoney(right)) return isMoney(left) ? 'rate' : wrong(node, left, right, scope)
  return isMoney(left) ? 'fraction' : 'rate'
}

const wrong = (node: Expression, left: Type, right: Type, scope: Scope) =>
  fail(node, `${nameOfType(left)} and ${nameOfType(right)} cannot be reckoned so.`, 'Look at the types of both sides.', scope)

/** The common type of two sides or branches. */
export function join(node: Expression, left: Type | undefined, right: Type | undefined, scope: Scope): Type | undefined {
  if (left === undefined || right === undefined) return left ?? right
  if (typeof left === 'object' && typeof right === 'object') return { codes: [...new Set([...left.codes, ...right.codes])] }
  if (left === right) return left
  if (left === 'number' && (right === 'int' || isMoney(right))) return right
  if (right === 'number' && (left === 'int' || isMoney(left))) return left
  if (isMoney(left) && isMoney(right)) return 'fraction'
  return fail(node, `${nameOfType(left)} and ${nameOfType(right)} do not go together.`, 'Give both sides the same type.', scope)
}
