/** Whether two engines say the same, as far as a float32 can say it. */
import type { Column } from '../../src/modules/rules/columns/store.ts'

/** From here on a float32 skips whole numbers. */
const holds = 16_777_216
/** Of its 24 bits a sum of a few amounts may lose the last two. */
const precision = 2 ** -22

/** @param peer its values in whole currency units; ours are in hundredths, the ages excepted */
export function compareWithPeer(peer: (variable: string) => Float64Array, results: ReadonlyMap<string, Column>) {
  let [rounded, spoilt, different] = [0, 0, 0]
  for (const [name, { values }] of results) {
    const variable = name.slice(name.indexOf('.') + 1)
    const unit = variable === 'age' ? 1 : 100
    const theirs = peer(variable)
    if (theirs.length !== values.length) return { equal: false, rounded, spoilt, different: values.length }
    for (let row = 0; row < values.length; row += 1) {
      const ours = values[row]!
      const difference = Math.abs(ours - theirs[row]! * unit)
      // Half a cent is what rounding the monthly housing tax may change.
      if (difference <= (unit === 1 ? 0 : 0.501)) continue
      if (Math.abs(ours) / unit >= holds) spoilt += 1
      else if (difference <= 0.501 + Math.abs(ours) * precision) rounded += 1
      else different += 1
    }
  }
  return { equal: different === 0, rounded, spoilt, different }
}
