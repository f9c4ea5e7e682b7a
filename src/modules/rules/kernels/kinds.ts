/** Operations that every kind of term has. */
import { choose } from './logic.ts'
import { compare, product, plus, select } from './arithmetic.ts'
import { sameCode, selectCode } from './code-terms.ts'
import { isShort, type Emitter } from './emitter.ts'
import { KernelFault } from './kernel-fault.ts'
import { always, both, either, isKnown, negation, whole, type Bool, type Numeric, type Term } from './terms.ts'

export const knownOf = (term: Term) => (term.type === 'bool' ? isKnown(term) : term.known)

/** The branch that a condition chooses; of a condition that nobody knows, what both branches say. */
export function selectTerm(emitter: Emitter, condition: Bool, then: Term, otherwise: Term): Term {
  if (then.type === 'bool' && otherwise.type === 'bool') return choose(condition, then, otherwise)
  if (then.type === 'number' && otherwise.type === 'number') return select(emitter, condition, then, otherwise)
  if (then.type === 'code' && otherwise.type === 'code') return selectCode(emitter, condition, then, otherwise)
  if (then.type === 'duration' && otherwise.type === 'duration') {
    const settled: Bool = { type: 'bool', yes: condition.yes, no: negation(condition.yes) }
    const part = (which: 'months' | 'days') => select(emitter, settled, { ...then[which], known: always }, { ...otherwise[which], known: always })
    const known = both(isKnown(condition), either(both(condition.yes, then.known), both(condition.no, otherwise.known)))
    return { type: 'duration', months: part('months'), days: part('days'), known }
  }
  throw new KernelFault('The branches of a choice are of two kinds.')
}

export function sameTerm(emitter: Emitter, a: Term, b: Term): Bool {
  if (a.type === 'bool' && b.type === 'bool') return { type: 'bool', yes: either(both(a.yes, b.yes), both(a.no, b.no)), no: either(both(a.yes, b.no), both(a.no, b.yes)) }
  if (a.type === 'number' && b.type === 'number') return compare(emitter, '=', a, b)
  if (a.type === 'code' && b.type === 'code') return sameCode(emitter, a, b)
  throw new KernelFault('Durations are not compared in columns. Compare the dates that they lead to.')
}

/** The value given for a definition where there is one, and its formula elsewhere. */
export function givenOr(emitter: Emitter, given: Term, formula: Term): Term {
  const known = knownOf(given)
  if (known === always) return given
  return selectTerm(emitter, { type: 'bool', yes: known, no: negation(known) }, given, formula)
}

/** Each part under a name of its own, so that what is used twice is reckoned once. */
export function keepTerm(emitter: Emitter, term: Term): Term {
  switch (term.type) {
    case 'bool': {
      const yes = keep(emitter, term.yes)
      return { type: 'bool', yes, no: term.no === negation(term.yes) ? negation(yes) : keep(emitter, term.no) }
    }
    case 'number': return { ...term, n: emitter.bind(term.n), d: emitter.bind(term.d), known: keep(emitter, term.known) }
    case 'code': return { ...term, n: emitter.bind(term.n), known: keep(emitter, term.known) }
    case 'duration': return { ...term, months: keepTerm(emitter, term.months) as Numeric, days: keepTerm(emitter, term.days) as Numeric, known: keep(emitter, term.known) }
    default: return term satisfies never
  }
}

/** Signs of its code. */
export function lengthOf(term: Term): number {
  switch (term.type) {
    case 'bool': return term.yes.length + term.no.length
    case 'number': return term.n.length + term.d.length + term.known.length
    case 'code': return term.n.length + term.known.length
    case 'duration': return lengthOf(term.months) + lengthOf(term.days) + term.known.length
    default: return term satisfies never
  }
}

const keep = (emitter: Emitter, code: string) => (isShort(code) ? code : emitter.bind(code))

/** `start + (key − from) × step`: a row of a table and what each further one adds. */
export const onwards = (emitter: Emitter, key: Numeric, from: number, start: Numeric, step: Numeric): Numeric =>
  plus(emitter, start, product(emitter, plus(emitter, key, whole(from), -1), step))
