/** The more special text wins. Which is more special, `over` says; two that have no order must never apply together. */
import type { Exception } from '../language/syntax.ts'
import type { Mistake } from '../language/types.ts'
import type { Statute } from '../language/read-statute.ts'

export interface Placed<Item> { item: Item; statute: Statute }

export interface Ordered {
  /** Most special first. */
  exceptions: Placed<Exception>[]
  /** Indices of those that nothing puts above each other. */
  unordered: [number, number][]
}

export function orderExceptions(exceptions: readonly Placed<Exception>[], tell: (statute: Statute, mistake: Mistake) => void): Ordered {
  const named = new Map(exceptions.flatMap((exception) => (exception.item.name === null ? [] : [[exception.item.name, exception] as const])))
  const above = new Map(exceptions.map((exception) => [exception, new Set<Placed<Exception>>()]))
  for (const exception of exceptions) {
    const { at, over } = exception.item
    for (const name of over) {
      const lower = named.get(name)
      if (lower) above.get(exception)!.add(lower)
      else tell(exception.statute, { at, message: `No exception to this is called ${name}.`, advice: `Exceptions to it: ${[...named.keys()].join(', ') || 'none with a name'}.` })
    }
  }
  const sorted: Placed<Exception>[] = []
  const state = new Map<Placed<Exception>, 'open' | 'done'>()
  // Depth first: whatever stands below an exception is put down before it.
  const visit = (exception: Placed<Exception>) => {
    if (state.get(exception) === 'done') return
    if (state.get(exception) === 'open') {
      tell(exception.statute, { at: exception.item.at, message: 'This exception stands above itself.', advice: 'Take one “over” away.' })
      return
    }
    state.set(exception, 'open')
    for (const lower of above.get(exception)!) {
      visit(lower)
      for (const further of above.get(lower)!) above.get(exception)!.add(further)
    }
    state.set(exception, 'done')
    sorted.unshift(exception)
  }
  for (const exception of exceptions.toReversed()) visit(exception)
  const unordered = sorted.flatMap((first, i) => sorted.slice(i + 1).flatMap((second, offset): [number, number][] =>
    (above.get(first)!.has(second) || above.get(second)!.has(first) ? [] : [[i, i + 1 + offset]])))
  return { exceptions: sorted, unordered }
}
