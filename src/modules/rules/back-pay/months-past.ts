/** Months for which a law that was published later counts after all: from the day it counts until the day it was published. */
import type { Day } from '../contract.ts'
import type { Ir, ServiceRule } from '../ir/ir.ts'
import { reach, rootsOf } from '../ir/reach.ts'

/** Figures that count back, and what they count back over. */
export interface Past {
  /** Last days of the months, in their order: on it a month is judged. Whoever is born in it has it whole, and whose limit is reached in it has not. */
  ends: string[]
  /** The day on which the last of these figures was published, and from which the first counts. */
  published: string
  from: string
}

/** Null where nothing known on the day counts back. Months that are not over by the legal day are no back-pay. */
export function monthsPast({ nodes, parameters, scales }: Ir, rule: ServiceRule, { on, knownAt = on }: Day): Past | null {
  const ends = new Set<string>()
  let [published, from] = ['', '9999']
  for (const id of reach(nodes, rootsOf(rule))) {
    const node = nodes[id]!
    const versions = node.op === 'parameter' ? parameters[node.parameter]!.versions : node.op === 'scale' ? scales[node.scale]!.versions : []
    for (const version of versions) {
      if (version.known <= version.from || version.known > knownAt || version.from > on) continue
      for (let end = monthEnd(Temporal.PlainDate.from(version.from)); String(end) < version.known && String(end) < on; end = monthEnd(end.add({ days: 1 }))) {
        ends.add(String(end))
        published = version.known > published ? version.known : published
        from = version.from < from ? version.from : from
      }
    }
  }
  return ends.size === 0 ? null : { ends: [...ends].sort(), published, from }
}

const monthEnd = (date: Temporal.PlainDate) => date.with({ day: date.daysInMonth })
