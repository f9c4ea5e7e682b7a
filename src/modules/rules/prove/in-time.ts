/** Figures in time: a rule may count before any figure that it reads, or two values may claim the same day. */
import type { Ir } from '../ir/ir.ts'
import { reach, rootsOf } from '../ir/reach.ts'
import type { RuleProblem } from '../language/read-statute.ts'

export function inTime(ir: Ir): RuleProblem[] {
  return [...overlaps(ir), ...holes(ir)]
}

/** Two versions from the same day, published on the same day: nothing says which counts. */
function overlaps({ parameters, scales }: Ir): RuleProblem[] {
  return [...parameters, ...scales].flatMap(({ name, versions, place }) => versions.flatMap((version, at): RuleProblem | [] => {
    const first = versions.findIndex(({ from, known }) => from === version.from && known === version.known)
    if (first === at) return []
    const message = `${name} has two values from ${version.from}, both known from ${version.known}.`
    return { file: place.file, ...version.at, message, advice: 'Take one away, or say when each was published: known …' }
  }))
}

/** A rule with a first day reads a figure that has none on it. */
function holes(ir: Ir): RuleProblem[] {
  return ir.rules.flatMap((rule) => {
    const { from } = rule.span
    if (from === null) return []
    const below = [...reach(ir.nodes, rootsOf(rule))].map((id) => ir.nodes[id]!)
    const figures = [
      ...new Set(below.flatMap((node) => (node.op === 'parameter' ? ir.parameters[node.parameter]! : node.op === 'scale' ? ir.scales[node.scale]! : []))),
    ]
    return figures.flatMap(({ name, versions }): RuleProblem | [] => {
      const first = versions.map((version) => version.from).toSorted()[0]
      if (first !== undefined && first <= from) return []
      const message = `${rule.service} counts from ${from}, and ${name} has no value before ${first ?? 'ever'}.`
      return { ...rule.place, message, advice: `Give ${name} a value from ${from}, or let the rule begin later.` }
    })
  })
}
