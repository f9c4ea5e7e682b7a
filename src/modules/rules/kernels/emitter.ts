/** Where code is put while an expression becomes JavaScript: one function, and within it scopes that run once a row. */
import { safe } from './terms.ts'

/** A typed array that a kernel reads or writes; the runner hands it over under this number. */
export type Table = Uint8Array | Int16Array | Int32Array | Float64Array

export interface FunctionBody {
  /** What is the same for every row, by what it says: calendars, rows of figures. */
  tables: Map<string, Table>
  /** Columns that this function reads, by name; their place is their name in the code: c0, c1, … */
  columns: string[]
  /** Lists whose length it reads. */
  lists: Set<string>
  nextName: number
}

export const createBody = (): FunctionBody => ({ tables: new Map(), columns: [], lists: new Set(), nextName: 0 })

export interface Emitter {
  body: FunctionBody
  statements: string[]
  /** Evaluates once, at this point of the scope. */
  bind(code: string): string
  /** As `bind`; a value beyond `±limit` sets the row aside: doubles hold it no more, or not exactly. */
  guard(code: string, limit?: number): string
  /** Sets the row aside where the condition holds. */
  aside(condition: string): void
  /** A constant array under a name; `key` says all that it holds. */
  table(key: string, make: () => Table): string
  /** A name that nothing else has. */
  name(): string
}

export function createEmitter(body: FunctionBody): Emitter {
  const statements: string[] = []
  const name = () => `v${body.nextName++}`
  const bind = (code: string) => {
    if (isShort(code)) return code
    const bound = name()
    statements.push(`const ${bound} = ${code}`)
    return bound
  }
  const aside = (condition: string) => void statements.push(`if (${condition}) aside = 1`)
  return {
    body, statements, bind, aside, name,
    guard(code, limit = safe) {
      const bound = bind(code)
      aside(`${bound} > ${limit} || ${bound} < -${limit}`)
      return bound
    },
    table(key, make) {
      if (!body.tables.has(key)) body.tables.set(key, keptTable(key, make))
      return `t${[...body.tables.keys()].indexOf(key)}`
    },
  }
}

/** Calendars are the same for every kernel of a day. */
const made = new Map<string, Table>()
const mostKept = 64

function keptTable(key: string, make: () => Table): Table {
  const table = made.get(key) ?? make()
  if (made.size >= mostKept) made.delete(made.keys().next().value!)
  made.set(key, table)
  return table
}

/** A name, a number, or the opposite of a name: nothing is won by a name for it. */
export const isShort = (code: string) => /^(?:!?[a-z_$][\w$]*|\d+|\(-\d+\))$/i.test(code)
