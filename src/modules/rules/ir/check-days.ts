/** Every day that a page names exists, and lies within the years that dates have. */
import { dayOf } from '../language/day-of.ts'
import type { RuleBook } from '../language/read-rules.ts'
import type { Place } from '../language/syntax.ts'
import type { Tell } from './tell.ts'

const shape = /^\d{4}-\d\d-\d\d$/

export function checkDays({ statutes }: RuleBook, tell: Tell) {
  for (const statute of statutes) {
    for (const item of statute.items) {
      walk(item, item.at, (day, at) => tell.one(statute, { at, message: `${day} is no day between 1600 and 2399.`, advice: 'Write a date that exists: 2026-01-01.' }))
    }
  }
}

function walk(node: unknown, outer: Place, found: (day: string, at: Place) => void) {
  if (typeof node === 'string' && shape.test(node) && dayOf(node) === null) found(node, outer)
  if (typeof node !== 'object' || node === null) return
  const at = 'at' in node ? node.at as Place : outer
  for (const part of Object.values(node)) walk(part, at, found)
}
