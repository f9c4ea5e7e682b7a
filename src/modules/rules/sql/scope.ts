/**
 * Where an expression stands while a query is made: the household's rows, or the rows of one of its lists, before or after the sums over
 * the members have been taken (`level`). What is read twice becomes a column of a step (`bind`), and a step reads only steps before it.
 */
import type { NodeId } from '../ir/ir.ts'
import type { SqlTerm } from './terms.ts'

export interface Column { name: string; code: string }
/** Sums that become columns: over the rows of a list beneath a household, or over the members beside a person. */
export interface Fold { list: string; columns: Column[] }
export interface Step { columns: Column[]; pairs: Column[] }

export interface Scope {
  /** null: the household's rows. */
  list: string | null
  level: number
  /** Cells that are read from the table, before the first step. */
  cells: Column[]
  /** Sums over lists that stand beside the household's rows at the start of this level. */
  folds: Fold[]
  steps: Step[]
  /** Names of columns that say that the household is set aside. */
  asides: string[]
  /** Evaluated once for a row. @returns a name, or the code itself where it is short */
  bind(code: string): string
  /** Sets the household aside where the condition holds. */
  aside(condition: string): void
}

export interface Names {
  scopes: Map<string, Scope>
  memo: Map<NodeId, SqlTerm>
  scope(list: string | null, level: number): Scope
  next(letter: 'v' | 'c'): string
  place(name: string, scope: Scope, step: number): void
  /** The scope of each name in a piece of code. */
  owners(code: string): Map<string, Scope>
  /** The first step of a scope that can read all names of the code. */
  stepFor(code: string, scope: Scope): number
}

const name = /\b[vc]\d+\b/g
export const renamed = (code: string, table: string) => code.replaceAll(name, (found) => `${table}.${found}`)
const isShort = (code: string) => /^(?:[vc]?\d+(?:::HUGEINT)?|TRUE|FALSE|NULL::[A-Z]+|'[^']*')$/.test(code)

export function createNames(): Names {
  const scopes = new Map<string, Scope>()
  const places = new Map<string, { scope: Scope; step: number }>()
  let next = 0
  const names: Names = {
    scopes, memo: new Map(),
    next: (letter) => `${letter}${next++}`,
    place: (own, scope, step) => void places.set(own, { scope, step }),
    owners: (code) => new Map((code.match(name) ?? []).map((found) => [found, places.get(found)!.scope])),
    stepFor: (code, scope) => Math.max(0, ...(code.match(name) ?? []).map((found) => {
      const place = places.get(found)!
      return place.scope === scope ? place.step + 1 : 0
    })),
    scope(list, level) {
      const key = `${list ?? ''} ${level}`
      const known = scopes.get(key)
      if (known) return known
      const scope: Scope = {
        list, level, cells: [], folds: [], steps: [], asides: [],
        bind(code) {
          if (isShort(code)) return code
          const step = names.stepFor(code, scope)
          const own = names.next('v')
          stepOf(scope, step).columns.push({ name: own, code })
          names.place(own, scope, step)
          return own
        },
        aside: (condition) => void scope.asides.push(scope.bind(`coalesce(${condition}, FALSE)`)),
      }
      scopes.set(key, scope)
      return scope
    },
  }
  return names
}

export function stepOf({ steps }: Scope, step: number): Step {
  while (steps.length <= step) steps.push({ columns: [], pairs: [] })
  return steps[step]!
}
