/** A kernel: one JavaScript function that reckons some nodes for every household from one row to another, its members in loops within. */
import { storageFor, unknownOf, type Storage } from '../columns/column-header.ts'
import type { Entity, NodeId, ValueType } from '../ir/ir.ts'
import { columnName, emit, endsOf, listOf, type At, type Loop, type Places, type Setting } from './emit-node.ts'
import { countAll } from './count-terms.ts'
import { createBody, createEmitter, type Emitter, type Table } from './emitter.ts'
import { KernelFault } from './kernel-fault.ts'
import { knownOf } from './kinds.ts'
import { always, both, type Bool, type Term } from './terms.ts'
import { usesOf } from './uses.ts'

/** A column that a kernel fills. */
export interface Output {
  name: string
  node: NodeId
  entity: Entity
  type: ValueType
  storage: Storage
  codes?: readonly string[]
  /** Whether it may be unknown of somebody who is not set aside. */
  open: boolean
}

/** What a kernel counts instead: for how many it holds or is not zero, of how many it is not known, and the sum of an amount. */
export type Tally = Pick<Output, 'name' | 'node' | 'entity' | 'type'>

export interface Kernel {
  /** Parameters: `parameters` in their order; gives how many households it set aside. */
  source: string
  columns: readonly string[]
  outputs: readonly Output[]
  tallies: readonly Tally[]
  tables: readonly Table[]
}

/** `counts` holds two numbers a tally, `sums` one; they count only where no household was set aside (`run-blocks.ts`). */
export const parameters = ['columns', 'outputs', 'tables', 'marks', 'counts', 'sums', 'from', 'to'] as const

/** Where a node is reckoned, and the row of its column. */
export interface Spot { where: At; emitter: Emitter; row: string }

export interface Wanted {
  name: string
  node: NodeId
  /** Counted, and no column. */
  tally?: boolean
}

/** @param never nodes that are true together of no household: where they are, it is set aside */
export function writeKernel(wanted: readonly Wanted[], never: readonly (readonly NodeId[])[], setting: Setting): Kernel {
  const body = createBody()
  const homes: Emitter[] = []
  const loops = new Map<string, Loop & { level: number }>()
  const places: Places = {
    setting, body, memo: new Map(), uses: usesOf(setting.ir.nodes, [...wanted.map(({ node }) => node), ...never.flat()]),
    home: (level) => { while (homes.length <= level) homes.push(createEmitter(body)); return homes[level]! },
    loop(list, level) {
      const key = `${list} ${level}`
      places.home(level)
      const loop = loops.get(key) ?? { list, level, row: 'r', emitter: createEmitter(body), memo: new Map() }
      loops.set(key, loop)
      return loop
    },
  }
  places.home(0)
  const at = (id: NodeId): Spot => {
    const { entity } = setting.ir.nodes[id]!
    const level = setting.levels[id]!
    if (entity === 'pair') throw new KernelFault('What is asked of two members is no column.')
    if (entity === 'none' || entity === 'case' || entity === 'household') return { where: { loop: null, pair: null }, emitter: places.home(level), row: 'h' }
    const loop = places.loop(listOf(entity), level)
    return { where: { loop, pair: null }, emitter: loop.emitter, row: 'r' }
  }
  for (const together of never) {
    const last = together.reduce((one, other) => (isLater(other, one, setting) ? other : one))
    const { where, emitter } = at(last)
    const all = both(...together.map((id) => (emit(id, where, places) as Bool).yes))
    if (all !== 'false') emitter.aside(all)
  }
  const tallies = wanted.filter(({ tally }) => tally).map(({ name, node }): Tally => ({ name, node, type: setting.ir.nodes[node]!.type, entity: setting.ir.nodes[node]!.entity }))
  for (const { emitter, statements } of countAll(tallies, places, at)) emitter.statements.push(...statements)
  const outputs = wanted.filter(({ tally }) => !tally).map(({ name, node }, index): Output => {
    const { where, emitter, row } = at(node)
    const { type, entity } = setting.ir.nodes[node]!
    const term = emit(node, where, places)
    const { storage, code, codes } = cellOf(term, name)
    // Nothing times less than nothing is −0 to a double, and 0 to everybody else.
    emitter.statements.push(`o${index}[${row}] = ${storage === 'f64' ? `(${code}) + 0` : code}`)
    return { name, node, entity, type, storage, open: knownOf(term) !== always, ...(codes ? { codes } : {}) }
  })
  return { source: assemble(homes, [...loops.values()], places, outputs.length, tallies.length), columns: body.columns, outputs, tallies, tables: [...body.tables.values()] }
}

/** Whether a node is of somebody while the other is of the household, or comes after more loops. */
function isLater(one: NodeId, other: NodeId, { ir: { nodes }, levels }: Setting): boolean {
  const inside = (id: NodeId) => (nodes[id]!.entity === 'person' || nodes[id]!.entity.startsWith('list:') ? 1 : 0)
  return levels[one]! > levels[other]! || (levels[one] === levels[other] && inside(one) > inside(other))
}

function cellOf(term: Term, name: string): { storage: Storage; code: string; codes?: readonly string[] } {
  const or = (known: string, code: string, storage: Storage) => ({ storage, code: known === always ? code : `${both(known)} ? ${code} : ${String(unknownOf[storage])}` })
  switch (term.type) {
    case 'bool': return { storage: 'u8', code: `${term.yes} ? 1 : ${term.no} ? 0 : 255` }
    case 'code': return { ...or(term.known, term.n, 'u8'), codes: term.codes }
    case 'number':
      if (term.dMin === 1 && term.dMax === 1) return or(term.known, term.n, storageFor(term.min, term.max))
      throw new KernelFault(`${name} is a fraction: round it, and it is a column.`)
    case 'duration': throw new KernelFault(`${name} is a duration: a date that it leads to is a column.`)
    default: return term satisfies never
  }
}

const each = (count: number, write: (index: number) => string) => Array.from({ length: count }, (_, index) => write(index))

function assemble(homes: readonly Emitter[], loops: readonly (Loop & { level: number })[], { body }: Places, outputs: number, tallies: number): string {
  const lists = new Set([...body.lists, ...loops.map(({ list }) => list)])
  const code = homes.map(({ statements }) => statements.join('\n'))
  const ends = [...lists].flatMap((list) => {
    const [first, end] = endsOf(list)
    const column = columnName(`household.${list}`, body)
    return [`const ${first} = ${column}[h]`, `const ${end} = ${column}[h + 1]`]
  })
  const names = (letter: string, count: number, from: string) => each(count, (index) => `const ${letter}${index} = ${from}[${index}]`)
  return [
    ...names('c', body.columns.length, 'columns'), ...names('o', outputs, 'outputs'), ...names('t', body.tables.size, 'tables'),
    ...each(tallies, (index) => `let y${index} = 0, u${index} = 0, s${index} = 0`),
    'let count = 0', 'for (let h = from; h < to; h += 1) {', 'let aside = 0', ...ends,
    ...code.flatMap((statements, level) => [
      statements,
      ...loops.filter((loop) => loop.level === level).flatMap(({ list, emitter }) => {
        const [first, end] = endsOf(list)
        return [`for (let r = ${first}; r < ${end}; r += 1) {`, ...emitter.statements, '}']
      }),
    ]),
    'if (aside !== 0) { marks[h] = 1; count += 1 }', '}',
    ...each(tallies, (index) => `counts[${index * 2}] += y${index}; counts[${index * 2 + 1}] += u${index}; sums[${index}] += BigInt(s${index})`), 'return count',
  ].join('\n')
}
