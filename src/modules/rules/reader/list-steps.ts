/** The diagram as a nested list: every box under the step it belongs to, with what leads to it. Says all that the picture shows. */
import { type Diagram, type DiagramNode, type Kind, kinds } from '../../../web/diagram/diagram.ts'

/** `after`: boxes that must not apply first. */
export interface Step { kind: Kind; items: { node: DiagramNode; from: DiagramNode[]; after: DiagramNode[] }[] }

export function listSteps({ nodes, edges }: Diagram): Step[] {
  const at = new Map(nodes.map((node) => [node.id, node]))
  return kinds.flatMap((kind) => {
    const items = nodes.filter((node) => node.kind === kind).map((node) => {
      const into = edges.filter(({ to }) => to === node.id)
      return { node, from: into.filter(({ otherwise }) => !otherwise).map(({ from }) => at.get(from)!), after: into.filter(({ otherwise }) => otherwise).map(({ from }) => at.get(from)!) }
    })
    return items.length === 0 ? [] : [{ kind, items }]
  })
}
