/** A life event as BPMN 2.0 sees it, before it is drawn: pools, what stands in them, and what leads from where to where. */
export type NodeKind =
  | 'start' | 'message-start' | 'user-task' | 'service-task' | 'send-task' | 'receive-task'
  | 'exclusive' | 'inclusive' | 'parallel' | 'timer' | 'time-over' | 'refused' | 'end' | 'message-end'

export interface PlanNode {
  id: string
  kind: NodeKind
  name: string
  /** What the law says of it, a paragraph each. */
  notes?: readonly string[]
  /** Of our own, so that the file comes back as what it was: `maru:<name>`. */
  own?: Readonly<Record<string, string>>
  /** What the pack says of it, in every language: a house that does not have it takes it from here. */
  whole?: object
  /** Of a timer: ISO 8601. */
  duration?: string
  /** The task on whose border it stands. */
  on?: string
  /** Once for each of several. */
  many?: true
}

/** `when`: the condition under which it is gone, in words of the pack's facts; `otherwise`: where no condition holds. */
export interface PlanFlow { from: string; to: string; name?: string; when?: string; otherwise?: true }

export interface Pool {
  id: string
  name: string
  own: Readonly<Record<string, string>>
  notes: readonly string[]
  nodes: PlanNode[]
  flows: PlanFlow[]
}

export interface Plan {
  id: string
  name: string
  /** Of its words: the tag of a language of the pack. */
  language: string
  pools: Pool[]
  /** Between pools. */
  messages: { from: string; to: string; name: string }[]
}
