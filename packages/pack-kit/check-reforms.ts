/** A reform is set against what was known before it: a later day would set it against itself. */
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'

export function checkReforms({ reforms }: Pack): Problem[] {
  return reforms.flatMap(({ id, on, knownAt = on, against }): Problem[] => (against === undefined || against < knownAt ? [] : [{
    file: `reforms/${id}.json`, pointer: '/against', message: `${against} is not before ${knownAt}, up to which the reform is known.`, advice: 'Name the last day on which nobody knew the reform.',
  }]))
}
