import type { Item } from './syntax.ts'

export interface Expectation {
  type: 'literal' | 'class' | 'any' | 'end' | 'other' | 'not'
  text?: string
  description?: string
}

export class SyntaxError extends Error {
  expected: Expectation[] | null
  found: string | null
  location: { start: { line: number; column: number } }
}

export function parse(input: string): Item[]
