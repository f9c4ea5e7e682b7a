/** A question compiled once: its text is prepared on the server, and each asking brings only the values. */
import { createHash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'

export interface Prepared<Values> {
  /** The same text has the same name: a connection prepares it once. */
  readonly name: string
  readonly text: string
  bind(values: Values): unknown[]
}

/** Stands in the query where a value will be. */
class Blank<Values> {
  readonly key: keyof Values
  constructor(key: keyof Values) {
    this.key = key
  }
}

/** @param compile is called once, with blanks: it may place values in the query, and must not look at them */
export function prepareQuestion<Values extends object>(compile: (values: Values) => CompiledQuery): Prepared<Values> {
  const blanks = new Proxy({}, { get: (_, key) => new Blank(key as keyof Values) }) as Values
  const { sql, parameters } = compile(blanks)
  return {
    name: createHash('sha256').update(sql).digest('hex').slice(0, 40),
    text: sql,
    bind: (values) => parameters.map((parameter) => (parameter instanceof Blank ? values[(parameter as Blank<Values>).key] : parameter)),
  }
}
