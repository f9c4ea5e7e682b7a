/** What the grammar gives: one type a construct. */
export interface Place {
  line: number
  column: number
}

export type Texts = Record<string, string>
export type Per = 'once' | 'month' | 'year' | 'trip'
export interface Ratio { n: number; d: number }
export type Constant = string | number | Ratio

export interface Law { kind: 'law'; title: Texts; asOf: string; unverified: boolean; at: Place }

export interface Table { kind: 'table'; rows: { key: string; more: boolean; value: Constant }[] }
export interface Version { from: string; known: string; unverified: boolean; value: Constant | Table; at: Place }
export type ParameterType = 'money' | 'int' | 'rate' | 'date'
export interface Parameter {
  kind: 'parameter'
  name: string
  by: 'number' | 'choice' | null
  type: ParameterType
  article: string | null
  versions: Version[]
  at: Place
}

export interface Let { kind: 'let'; name: string; value: Expression; at: Place }
export interface When { kind: 'when'; condition: Expression; holds: Texts; fails: Texts; at: Place }
export interface Pays {
  kind: 'pays'
  upTo: boolean
  value: Expression
  per: Per
  from: Expression | null
  until: Expression | null
  note: Texts | null
  at: Place
}
export interface Deadline { kind: 'deadline'; date: Expression; says: Texts; at: Place }
export type Part = Let | When | Pays | Deadline

export interface Rule {
  kind: 'rule'
  service: string
  each: 'newborn' | null
  article: string
  unverified: boolean
  parts: Part[]
  text: string
  at: Place
}

export interface BestOf { kind: 'best-of'; services: string[]; says: Texts; at: Place }

export type GivenValue = string | number | boolean | null
export type Given =
  | { item: false; entity: string; name: string; value: GivenValue }
  | { item: true; entity: string; attributes: Record<string, GivenValue> }
export interface Example {
  kind: 'example'
  service: string
  title: string
  givens: Given[]
  expect: { outcome: 'owed' | 'not-owed' | 'unknown'; amounts: { value: number; per: Per }[] }
  at: Place
}

export type Item = Law | Parameter | Rule | BestOf | Example

export type Operator = 'and' | 'or' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/'

export type Expression =
  | { kind: 'literal'; type: 'date' | 'code'; value: string; at: Place }
  | { kind: 'literal'; type: 'number'; value: number; at: Place }
  | { kind: 'literal'; type: 'rate'; value: Ratio; at: Place }
  | { kind: 'literal'; type: 'bool'; value: boolean; at: Place }
  | { kind: 'codes'; codes: string[]; at: Place }
  | { kind: 'fact'; entity: string; name: string; at: Place }
  | { kind: 'name'; name: string; at: Place }
  | { kind: 'lookup'; name: string; key: Expression; at: Place }
  | { kind: 'not'; value: Expression; at: Place }
  | { kind: 'operation'; op: Operator; left: Expression; right: Expression; at: Place }
  | { kind: 'if'; condition: Expression; then: Expression; otherwise: Expression; at: Place }
  | { kind: 'count'; entity: string; where: Expression | null; at: Place }
  | { kind: 'age'; unit: 'years' | 'months'; from: Expression; on: Expression; at: Place }
  | { kind: 'extreme'; which: 'earliest' | 'latest'; entity: string; name: string; at: Place }
  | { kind: 'choose'; which: 'smaller' | 'larger'; left: Expression; right: Expression; at: Place }
  | { kind: 'after'; count: Expression; unit: 'days' | 'months' | 'years'; date: Expression; at: Place }
  | { kind: 'rounded'; value: Expression; direction: 'down' | 'up' | 'half up'; unit: number; at: Place }
