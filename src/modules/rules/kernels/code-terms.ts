/** Codes as places in a list. Two facts may list the same codes in another order: places are translated by a table. */
import { chosenKnown } from './arithmetic.ts'
import type { Emitter } from './emitter.ts'
import { always, answered, both, truth, type Bool, type CodeTerm } from './terms.ts'

export const codeConstant = (code: string): CodeTerm => ({ type: 'code', n: '0', codes: [code], known: always })
const constantCode = ({ n, codes }: CodeTerm) => (/^\d+$/.test(n) ? codes[Number(n)] : undefined)

export function isOneOf(emitter: Emitter, term: CodeTerm, codes: readonly string[]): Bool {
  const constant = constantCode(term)
  if (constant !== undefined) return term.known === always ? truth(codes.includes(constant)) : answered(term.known, String(codes.includes(constant)))
  const places = codes.map((code) => term.codes.indexOf(code)).filter((place) => place >= 0)
  if (places.length === 0) return answered(term.known, 'false')
  if (places.length === 1) return answered(term.known, `(${term.n} === ${places[0]!})`)
  const n = emitter.bind(term.n)
  if (term.codes.length <= 31) return answered(term.known, `((${places.reduce((mask, place) => mask | (1 << place), 0)} >> ${n} & 1) === 1)`)
  return answered(term.known, `(${places.map((place) => `${n} === ${place}`).join(' || ')})`)
}

export function sameCode(emitter: Emitter, a: CodeTerm, b: CodeTerm): Bool {
  const [left, right] = [constantCode(a), constantCode(b)]
  if (right !== undefined && b.known === always) return isOneOf(emitter, a, [right])
  if (left !== undefined && a.known === always) return isOneOf(emitter, b, [left])
  const codes = union(a, b)
  return answered(both(a.known, b.known), `(${translate(emitter, a, codes)} === ${translate(emitter, b, codes)})`)
}

export function selectCode(emitter: Emitter, condition: Bool, then: CodeTerm, otherwise: CodeTerm): CodeTerm {
  if (condition.yes === always) return then
  if (condition.no === always) return otherwise
  const codes = union(then, otherwise)
  const [left, right] = [translate(emitter, then, codes), translate(emitter, otherwise, codes)]
  if (left === right) return { type: 'code', n: left, codes, known: chosenKnown(condition, then.known, otherwise.known, always) }
  return { type: 'code', n: `(${condition.yes} ? ${left} : ${right})`, codes, known: chosenKnown(condition, then.known, otherwise.known, `${left} === ${right}`) }
}

const union = (a: CodeTerm, b: CodeTerm) => (a.codes.join('\n') === b.codes.join('\n') ? a.codes : [...new Set([...a.codes, ...b.codes])])

function translate(emitter: Emitter, term: CodeTerm, codes: readonly string[]): string {
  if (term.codes.every((code, place) => codes[place] === code)) return term.n
  const constant = constantCode(term)
  if (constant !== undefined) return String(codes.indexOf(constant))
  const table = emitter.table(`codes ${JSON.stringify([term.codes, codes])}`, () => Int32Array.from(term.codes, (code) => codes.indexOf(code)))
  return term.known === always ? `${table}[${term.n}]` : `(${term.known} ? ${table}[${term.n}] : 0)`
}
