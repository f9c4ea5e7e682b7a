/** Figures that do not count on a day: of whom they are asked nothing is known, and the text says from when it would be. */
import type { Day, Gap } from '../contract.ts'
import type { Ir, NodeId } from '../ir/ir.ts'
import { reach } from '../ir/reach.ts'
import { pickVersion } from '../language/pick-version.ts'

export function gapOf(name: string, { parameters, scales }: Pick<Ir, 'parameters' | 'scales'>): Gap {
  const { place, versions } = [...parameters, ...scales].find((figure) => figure.name === name)!
  return { figure: name, begins: versions.map(({ from }) => from).toSorted()[0]!, file: place.file, line: place.line }
}

/** Of a question about everybody: figures below it without any value on the day. */
export function gapsBelow(wanted: readonly NodeId[], ir: Ir, { on, knownAt = on }: Day): Gap[] {
  const names = new Set<string>()
  for (const id of reach(ir.nodes, wanted)) {
    const node = ir.nodes[id]!
    const figure = node.op === 'parameter' ? ir.parameters[node.parameter]! : node.op === 'scale' ? ir.scales[node.scale]! : null
    if (figure && !pickVersion<{ from: string; known: string }>(figure.versions, on, knownAt)) names.add(figure.name)
  }
  return [...names].map((name) => gapOf(name, ir))
}
