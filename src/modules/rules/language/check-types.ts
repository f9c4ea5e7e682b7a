/** Every expression has a type before any rule runs; what does not fit is told with the place and the way out. */
import type { Expression, Operator, Parameter } from './syntax.ts'
import { isNumeric, type Mistake, nameOfType, type Type, typeOfParameter, type Vocabulary } from './types.ts'

export interface Scope {
  vocabulary: Vocabulary
  parameters: ReadonlyMap<string, Parameter>
  lets: ReadonlyMap<string, Type>
  /** Lists whose single member is meant here: `newborn` in a rule for each newborn, `child` behind `where`. */
  members: ReadonlySet<string>
  mistakes: Mistake[]
}

export function typeOf(node: Expression, scope: Scope): Type | undefined {
  switch (node.kind) {
    case 'literal': return node.type === 'code' ? { codes: [node.value] } : node.type
    case 'codes': return { codes: node.codes }
    case 'fact': return typeOfFact(node, scope)
    case 'name': return typeOfName(node, scope)
    case 'lookup': return typeOfLookup(node, scope)
    case 'not': return expect(node.value, 'bool', scope)
    case 'operation': return typeOfOperation(node, scope)
    case 'if': return typeOfIf(node, scope)
    case 'aggregate': return node.how === 'count' ? typeOfCount(node, scope) : typeOfExtreme(node, scope)
    case 'elapsed': expect(node.from, 'date', scope); expect(node.on, 'date', scope); return 'int'
    case 'choose': return join(node, typeOf(node.left, scope), typeOf(node.right, scope), scope)
    case 'shift': expect(node.date, 'date', scope); expect(node.span, 'duration', scope); return 'date'
    case 'span': expect(node.count, 'int', scope); return 'duration'
    case 'today': case 'edge': case 'calendar': case 'working-day': return fail(node, 'This is not evaluated yet.', 'Write it with facts and dates.', scope)
    case 'rounded': {
      const type = typeOf(node.value, scope)
      if (type !== undefined && type !== 'fraction' && type !== 'money') return fail(node, `Only money is rounded, and this is ${nameOfType(type)}.`, 'Round where a rate meets money.', scope)
      return 'money'
    }
    default: return node satisfies never
  }
}

function fail(node: { at: Expression['at'] }, message: string, advice: string, scope: Scope): undefined {
  scope.mistakes.push({ at: node.at, message, advice })
  return undefined
}

/** The type must be `wanted`; a bare whole number serves as int or money. */
export function expect(node: Expression, wanted: Type, scope: Scope): Type | undefined {
  const type = typeOf(node, scope)
  if (type === undefined) return undefined
  if (type === wanted || (type === 'number' && (wanted === 'int' || wanted === 'money'))) return wanted
  const advice = type === 'fraction' ? 'Say how it is rounded: (…) rounded down to 10.' : `Write something that is ${nameOfType(wanted)}.`
  return fail(node, `This is ${nameOfType(type)}, and ${nameOfType(wanted)} is needed.`, advice, scope)
}

function typeOfFact(node: Expression & { kind: 'fact' }, scope: Scope): Type | undefined {
  const type = scope.vocabulary.typeOf(node.entity, node.name)
  if (type === undefined) return fail(node, `facts.json knows no ${node.entity}.${node.name}.`, `It knows: ${scope.vocabulary.names.filter((name) => name.startsWith(`${node.entity}.`)).join(', ') || scope.vocabulary.names.join(', ')}.`, scope)
  if (scope.vocabulary.isList(node.entity) && !scope.members.has(node.entity)) {
    return fail(node, `There can be several of ${node.entity}.`, `Count them (count of ${node.entity} where …), or write the rule for each newborn.`, scope)
  }
  return type
}

function typeOfName(node: Expression & { kind: 'name' }, scope: Scope): Type | undefined {
  const type = scope.lets.get(node.name)
  if (type !== undefined) return type
  const parameter = scope.parameters.get(node.name)
  if (!parameter) return fail(node, `Nothing is called ${node.name}.`, `Add: let ${node.name} = …, or a parameter of that name.`, scope)
  if (parameter.by.length > 0) return fail(node, `${node.name} is a table.`, `Say for what: ${node.name} for …`, scope)
  return typeOfParameter(parameter.type)
}

function typeOfLookup(node: Expression & { kind: 'lookup' }, scope: Scope): Type | undefined {
  const parameter = scope.parameters.get(node.name)
  if (!parameter?.by[0]) return fail(node, `There is no table ${node.name}.`, `Add: parameter ${node.name} by number: money from … : 1 = …`, scope)
  const [given] = node.keys
  if (!given) return undefined
  const key = typeOf(given, scope)
  if (parameter.by[0] === 'number') expect(given, 'int', scope)
  else if (key !== undefined && typeof key !== 'object') return fail(given, `The table ${node.name} is read by a code.`, 'Give a fact that is one of several codes.', scope)
  else if (key) {
    const rows = parameter.versions.flatMap(({ value }) => (typeof value === 'object' && 'kind' in value ? [value.rows.map((row) => row.keys[0]!)] : []))
    const lacking = key.codes.filter((code) => rows.some((keys) => !keys.includes(code)))
    if (lacking.length > 0) fail(parameter, `The table ${node.name} has no row for ${lacking.join(', ')}.`, 'Give every code a row.', scope)
  }
  return typeOfParameter(parameter.type)
}

function typeOfCount(node: Expression & { kind: 'aggregate' }, scope: Scope): Type | undefined {
  if (!scope.vocabulary.isList(node.group)) return fail(node, `There is one ${node.group} at most.`, 'Count children or newborns.', scope)
  if (node.where) expect(node.where, 'bool', { ...scope, members: new Set([...scope.members, node.group]) })
  return 'int'
}

function typeOfExtreme(node: Expression & { kind: 'aggregate' }, scope: Scope): Type | undefined {
  const value = node.value
  if (value?.kind === 'fact' && scope.vocabulary.typeOf(value.entity, value.name) === 'date' && scope.vocabulary.isList(value.entity)) return 'date'
  return fail(node, `This is not a date of several.`, 'Name a date of children or newborns.', scope)
}

function typeOfIf(node: Expression & { kind: 'if' }, scope: Scope): Type | undefined {
  expect(node.condition, 'bool', scope)
  return join(node, typeOf(node.then, scope), typeOf(node.otherwise, scope), scope)
}

/** The common type of two branches. */
function join(node: Expression, left: Type | undefined, right: Type | undefined, scope: Scope): Type | undefined {
  if (left === undefined || right === undefined) return left ?? right
  if (typeof left === 'object' && typeof right === 'object') return { codes: [...new Set([...left.codes, ...right.codes])] }
  if (left === right) return left
  if (left === 'number' && (right === 'int' || right === 'money' || right === 'fraction')) return right
  if (right === 'number' && (left === 'int' || left === 'money' || left === 'fraction')) return left
  if ((left === 'fraction' && right === 'money') || (left === 'money' && right === 'fraction')) return 'fraction'
  return fail(node, `${nameOfType(left)} and ${nameOfType(right)} do not go together.`, 'Give both sides the same type.', scope)
}

function typeOfOperation(node: Expression & { kind: 'operation' }, scope: Scope): Type | undefined {
  const { op } = node
  if (op === 'and' || op === 'or') {
    expect(node.left, 'bool', scope)
    expect(node.right, 'bool', scope)
    return 'bool'
  }
  const left = typeOf(node.left, scope)
  const right = typeOf(node.right, scope)
  if (left === undefined || right === undefined) return isComparison(op) ? 'bool' : undefined
  if (isComparison(op)) return compared(node, left, right, scope)
  if (op === '+' || op === '-') return isNumeric(left) && isNumeric(right) ? join(node, left, right, scope) : wrong(node, left, right, scope)
  return op === '*' ? product(node, left, right, scope) : quotient(node, left, right, scope)
}

const isComparison = (op: Operator) => ['=', '!=', '<', '<=', '>', '>=', 'in'].includes(op)
const wrong = (node: Expression, left: Type, right: Type, scope: Scope) =>
  fail(node, `${nameOfType(left)} and ${nameOfType(right)} cannot be reckoned so.`, 'Look at the types of both sides.', scope)

function compared(node: Expression & { kind: 'operation' }, left: Type, right: Type, scope: Scope): Type | undefined {
  if (typeof left === 'object' && typeof right === 'object') {
    const strange = right.codes.filter((code) => !left.codes.includes(code))
    if (strange.length > 0) return fail(node.right, `${strange.join(', ')} is no code of this fact.`, `It is ${nameOfType(left)}.`, scope)
    return ['=', '!=', 'in'].includes(node.op) ? 'bool' : fail(node, 'Codes have no order.', 'Use: is, is not, or is one of.', scope)
  }
  if (typeof left === 'object' || typeof right === 'object') return wrong(node, left, right, scope)
  if ((left === 'bool' || left === 'text') && left === right && ['=', '!='].includes(node.op)) return 'bool'
  if (left === 'bool' || left === 'text' || right === 'bool' || right === 'text') return wrong(node, left, right, scope)
  return join(node, left, right, scope) === undefined ? undefined : 'bool'
}

function product(node: Expression, left: Type, right: Type, scope: Scope): Type | undefined {
  const pair = [left, right]
  if (!isNumeric(left) || !isNumeric(right)) return wrong(node, left, right, scope)
  const money = pair.find((type) => type === 'money' || type === 'fraction')
  if (!money) return pair.includes('rate') ? 'rate' : pair.includes('int') ? 'int' : 'number'
  const other = left === money ? right : left
  if (other === 'money' || other === 'fraction') return wrong(node, left, right, scope)
  return other === 'rate' || pair.includes('fraction') ? 'fraction' : 'money'
}

function quotient(node: Expression, left: Type, right: Type, scope: Scope): Type | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return wrong(node, left, right, scope)
  const isMoney = (type: Type) => type === 'money' || type === 'fraction'
  if (isMoney(right)) return isMoney(left) ? 'rate' : wrong(node, left, right, scope)
  return isMoney(left) ? 'fraction' : 'rate'
}
