import type { Expression } from './syntax.ts'

const isExpression = (value: unknown): value is Expression => typeof value === 'object' && value !== null && 'kind' in value

/** The expressions that an expression is made of, in the order of the text. */
export function partsOf(node: Expression): Expression[] {
  return Object.values(node).flatMap((part: unknown) => (Array.isArray(part) ? part.filter(isExpression) : isExpression(part) ? [part] : []))
}
