/**
 * How a rule is reached, as a graph: facts → values with a name → conditions → the rule and its exceptions → amounts → the choice
 * between services. What has no name for people is not drawn; what it rests on is drawn in its place. Every output shows this graph: the
 * picture, the list beneath it, Mermaid.
 */
export const kinds = ['fact', 'value', 'condition', 'time', 'exception', 'refusal', 'rule', 'amount', 'choice'] as const
export type Kind = (typeof kinds)[number]

export interface DiagramNode {
  id: string
  kind: Kind
  words: string
  /** A second line: the article, or how often. */
  note: string | null
  unverified: boolean
}

/** `otherwise`: only where the exception before does not apply. */
export interface DiagramEdge { from: string; to: string; otherwise?: true }

export interface Diagram { nodes: DiagramNode[]; edges: DiagramEdge[] }
