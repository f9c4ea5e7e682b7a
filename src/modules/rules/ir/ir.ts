/**
 * The intermediate form of a pack's law: one sorted graph of typed nodes from which every output is made (scalar answers, column
 * kernels, SQL, proof, text). Equal subexpressions are one node; a node's arguments have smaller ids. What each operation means,
 * with facts unknown too, stands in README.md beside this file.
 */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Constant, Per, Place, Texts, Unit, Version, Steps } from '../language/syntax.ts'

/** Index into `Ir.nodes`. */
export type NodeId = number

/**
 * Whose value it is. `none`: one for the whole run (figures, today). `case`: one for the application (facts of entities that are
 * neither person, household nor list). `pair`: one for each two members of a household, inside an aggregate that compares a person
 * with the others. `list:newborn`: one for each entry of that list.
 */
export type Entity = 'none' | 'case' | 'household' | 'person' | 'pair' | `list:${string}`

/** `fraction` is money before its rounding: an exact rational. int and money are integers within ±(2^53 − 1). */
export type ValueType = 'bool' | 'int' | 'money' | 'fraction' | 'rate' | 'date' | 'duration' | 'text' | { codes: readonly string[] }

/** A line of a statute's page. */
export interface PlaceInFile extends Place { file: string }

interface Typed { id: NodeId; type: ValueType; entity: Entity; args: readonly NodeId[] }

export type BinaryOp = 'and' | 'or' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max'

export type Node = Typed & (
  | { op: 'constant'; value: Constant }
  | { op: 'today' }
  /** `args` is empty; the fact is `Ir.inputs[input]`. */
  | { op: 'input'; input: number }
  /** `[formula]`: a value with a name, `Ir.variables[variable]`. */
  | { op: 'variable'; variable: number }
  /** No argument for a single figure; one or two keys for a table. */
  | { op: 'parameter'; parameter: number }
  /** `[amount]` */
  | { op: 'scale'; scale: number }
  | { op: BinaryOp }
  | { op: 'not' }
  /** `[bool]`: true where it is true, false where it is false or unknown. */
  | { op: 'certain' }
  | { op: 'in'; codes: readonly string[] }
  /** `[condition, then, otherwise]` */
  | { op: 'if' }
  | { op: 'round'; direction: 'down' | 'up' | 'half up'; unit: number }
  /** `[from, on]`: completed units between two dates. */
  | { op: 'elapsed'; unit: Unit }
  /** `[count]` → duration */
  | { op: 'span'; unit: Unit }
  /** `[duration, date]` */
  | { op: 'shift'; back: boolean }
  | { op: 'edge'; which: 'start' | 'end'; unit: 'month' | 'year' }
  | { op: 'calendar'; unit: 'month' | 'year' }
  | { op: 'working-day' }
  /**
   * Over the persons of a household, or the entries of a list. `args` holds `where` and `value` where they are given. The body of a
   * node of `household` is of `person` (or wider), that of a node of `person` is of `pair`. `the`: the value of the one who fits.
   */
  | { op: 'aggregate'; how: 'count' | 'any' | 'all' | 'sum' | 'min' | 'max' | 'the'; over: 'person' | `list:${string}`; where: NodeId | null; value: NodeId | null }
  /** `[node of person]` → pair: read at the person the text is about, or at the member it is compared with. */
  | { op: 'of-self' | 'of-member' }
)
export type Op = Node['op']

/** A fact that a rule reads. */
export interface Input {
  /** `person.birth_date` */
  fact: string
  entity: Entity
  type: ValueType
  node: NodeId
}

export interface Parameter {
  name: string
  type: ValueType
  by: readonly ('number' | 'choice')[]
  /** Its name for people. */
  called: Texts | null
  versions: readonly Version[]
  source: Source
  place: PlaceInFile
}

export interface Scale {
  name: string
  how: 'marginal' | 'step'
  type: ValueType
  called: Texts | null
  versions: readonly Steps[]
  source: Source
  place: PlaceInFile
}

/** A text in every language; `{name}` in it stands for the value of a node. */
export interface Sentence { texts: Texts; holes: Readonly<Record<string, NodeId>> }

export interface Variable {
  entity: 'person' | 'household'
  name: string
  type: ValueType
  /** The node of operation `variable`; its argument is the formula with time and exceptions worked in. */
  node: NodeId
  called: Texts | null
  says: { holds: Sentence; fails: Sentence } | null
  /** Most special first. */
  exceptions: readonly { name: string | null; applies: NodeId; value: NodeId; conditions: readonly Condition[]; source: Source; place: PlaceInFile }[]
  source: Source
  place: PlaceInFile
  text: string
}

export interface Condition {
  test: NodeId
  says: { holds: Sentence; fails: Sentence } | null
  source: Source
  place: PlaceInFile
}

export interface Payment {
  /** The amount as the text gives it. */
  value: NodeId
  /** The amount that is paid: zero where the rule grants nothing or another branch counts. */
  paid: NodeId
  per: Per
  upTo: boolean
  voucher: boolean
  from: NodeId | null
  until: NodeId | null
  note: Sentence | null
}

/** The text of the rule itself, or of an exception to it: if `applies`, these conditions and payments count and no others. */
export interface Branch {
  name: string | null
  /** Conditions of an exception, and that no more special one applies. */
  applies: NodeId
  conditions: readonly Condition[]
  refuses: boolean
  payments: readonly Payment[]
  deadline: { date: NodeId; says: Sentence } | null
  source: Source
  place: PlaceInFile
}

export interface ServiceRule {
  service: string
  /** Who is asked one by one; household and case are asked once. */
  entity: Entity
  /** Who of them is asked at all; null: everyone. */
  where: NodeId | null
  /** Most special first; the last is the rule's own text. */
  branches: readonly Branch[]
  /** First day in force, and the first on which it is no more. */
  span: { from: string | null; until: string | null }
  /** In force on the day. */
  inForce: NodeId
  /** What the text gives alone. */
  owed: NodeId
  /** After `only best of` and `instead of`. */
  granted: NodeId
  source: Source
  place: PlaceInFile
  text: string
  /** SHA-256 of the page. */
  hash: string
}

/** Of several services one is paid: the better one, or the one that displaces the others. */
export interface Choice {
  kind: 'best' | 'displaced'
  services: readonly string[]
  says: Texts
  source: Source
  place: PlaceInFile
}

export interface Ir {
  nodes: readonly Node[]
  inputs: readonly Input[]
  parameters: readonly Parameter[]
  scales: readonly Scale[]
  /** Each after those it rests on. */
  variables: readonly Variable[]
  rules: readonly ServiceRule[]
  choices: readonly Choice[]
  /** Exceptions to the same text, neither above the other: never true together. */
  exclusions: readonly { left: NodeId; right: NodeId; of: string; places: readonly [PlaceInFile, PlaceInFile] }[]
  /** Never true of a household that exists. */
  contradictions: readonly { entity: 'person' | 'household'; test: NodeId; says: Sentence; place: PlaceInFile }[]
  /** True of a household in which two have a role that one can have. */
  singles: readonly { fact: string; role: string; test: NodeId }[]
  /** Changes with every change of the text. */
  edition: string
}
