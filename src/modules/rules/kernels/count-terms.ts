/**
 * Counting instead of writing a column. Rules that ask the same of the household, such as its region, stand behind one test, first in the
 * loop: whoever lives elsewhere passes all of them at once.
 */
import type { NodeId } from '../ir/ir.ts'
import { emit, type Places } from './emit-node.ts'
import type { Emitter } from './emitter.ts'
import { KernelFault } from './kernel-fault.ts'
import { always, isKnown, type Bool, type Term } from './terms.ts'
import type { Spot, Tally } from './write-kernel.ts'

export function countAll(tallies: readonly Tally[], places: Places, at: (id: NodeId) => Spot): { emitter: Emitter; statements: string[] }[] {
  const behind = new Map<Emitter, Map<string, string[]>>()
  for (const [index, { node, name }] of tallies.entries()) {
    const { where, emitter } = at(node)
    const { guard, rest } = split(node, places, at)
    const tests = behind.get(emitter) ?? new Map<string, string[]>()
    behind.set(emitter, tests)
    const counted = guard === always ? countOf(emit(node, where, places), index, name) : countOf(rest, index, name)
    tests.set(guard, [...(tests.get(guard) ?? []), counted])
  }
  return [...behind].map(([emitter, tests]) => ({
    emitter, statements: [...tests].flatMap(([guard, counts]) => (guard === always ? counts : [`if (${guard}) {`, ...counts, '}'])),
  }))
}

/** What a person's test asks of the household, if that is known of every household, and what it asks of the person. */
function split(node: NodeId, places: Places, at: (id: NodeId) => Spot): { guard: string; rest: Bool } {
  const { ir: { nodes } } = places.setting
  const whole = { guard: always, rest: { type: 'bool', yes: always, no: 'false' } as Bool }
  if (nodes[node]!.type !== 'bool' || nodes[node]!.entity !== 'person') return whole
  const parts = conjuncts(node, places)
  const ofHome = parts.filter((id) => nodes[id]!.entity === 'household').map((id) => emit(id, at(id).where, places) as Bool)
  if (ofHome.length === 0 || ofHome.some((term) => isKnown(term) !== always)) return whole
  const { where } = at(node)
  const own = parts.filter((id) => nodes[id]!.entity !== 'household').map((id) => emit(id, where, places) as Bool)
  if (own.some((term) => isKnown(term) !== always)) return whole
  const yes = own.map((term) => term.yes).filter((code) => code !== always).join(' && ')
  return { guard: ofHome.map((term) => term.yes).join(' && '), rest: { type: 'bool', yes: yes || always, no: `!(${yes || always})` } }
}

function conjuncts(node: NodeId, places: Places): NodeId[] {
  const { op, args } = places.setting.ir.nodes[node]!
  return op === 'and' && !places.setting.done.has(node) ? [...new Set(args.flatMap((arg) => conjuncts(arg, places)))] : [node]
}

const half = 2 ** 52

function countOf(term: Term, index: number, name: string): string {
  if (term.type === 'bool') {
    if (term.yes === always) return `y${index} += 1`
    const isAlways = isKnown(term) === always || term.no === `!(${term.yes})`
    return `if (${term.yes}) y${index} += 1${isAlways ? '' : `; else if (!(${term.no})) u${index} += 1`}`
  }
  if (term.type !== 'number' || term.dMin !== 1 || term.dMax !== 1) throw new KernelFault(`${name} is neither a test nor a whole number: it is not counted.`)
  // Two numbers of 2^52 add up exactly; what grows beyond it moves to the whole sum.
  const add = `if (n > ${half} || n < -${half}) sums[${index}] += BigInt(n); else { s${index} += n; if (s${index} > ${half} || s${index} < -${half}) { sums[${index}] += BigInt(s${index}); s${index} = 0 } }`
  const count = `{ const n = ${term.n}; if (n !== 0) { y${index} += 1; ${add} } }`
  return term.known === always ? count : `if (${term.known}) ${count} else u${index} += 1`
}
