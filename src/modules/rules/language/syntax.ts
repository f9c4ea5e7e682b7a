/** What the grammar gives: one type a construct. */
export interface Place {
  line: number
  column: number
}

export type Texts = Record<string, string>
export type Per = 'once' | 'month' | 'year' | 'trip'
export interface Ratio { n: number; d: number }
export type Unit = 'days' | 'months' | 'years'
export interface Duration { count: number; unit: Unit }
/** Dates and codes are strings; the parameter's type tells them apart. */
export type Constant = string | number | boolean | Ratio | Duration
export interface Codes { codes: readonly string[] }

export interface Law { kind: 'law'; title: Texts; asOf: string; unverified: boolean; at: Place }

/** In force from a day, known from a day; both `YYYY-MM-DD`. */
interface Since { from: string; known: string; unverified: boolean; at: Place }
/** `more`: what stands for this key and beyond, the same for all or each adding its value. */
export interface Row { keys: string[]; more: null | 'same' | 'each'; value: Constant }
export interface Table { kind: 'table'; rows: Row[] }
export interface Version extends Since { value: Constant | Table }
export type DeclaredType = 'money' | 'int' | 'rate' | 'date' | 'duration' | 'bool' | 'text' | Codes
export interface Parameter {
  kind: 'parameter'
  name: string
  by: ('number' | 'choice')[]
  type: DeclaredType
  article: string | null
  /** Its name for people. */
  called: Texts | null
  versions: Version[]
  at: Place
}
export interface Steps extends Since { steps: { from: number; value: Constant }[] }
export interface Scale {
  kind: 'scale'
  name: string
  by: 'money' | 'int'
  how: 'marginal' | 'step'
  type: DeclaredType
  article: string | null
  called: Texts | null
  versions: Steps[]
  at: Place
}

/** First day in force, and the first day on which it is no more. */
interface Span { from: string | null; until: string | null }
export interface Defined { entity: 'person' | 'household'; name: string }
export interface Group { kind: 'group'; name: string; where: Expression; at: Place }
export interface Define extends Defined, Span {
  kind: 'define'
  type: DeclaredType
  article: string | null
  unverified: boolean
  called: Texts | null
  lets: Let[]
  value: Expression
  says: { holds: Texts; fails: Texts } | null
  text: string
  at: Place
}
export interface InsteadOf extends Span {
  kind: 'instead'
  target: Defined
  from: string
  article: string
  unverified: boolean
  lets: Let[]
  value: Expression
  text: string
  at: Place
}
export type Target = Defined | { service: string }
export interface Reason { kind: 'when'; condition: Expression; holds: Texts | null; fails: Texts | null; at: Place }
export interface Exception extends Span {
  kind: 'exception'
  name: string | null
  target: Target
  /** Other exceptions to the same that give way to this one. */
  over: string[]
  article: string
  unverified: boolean
  parts: (Let | Reason | Pays | Deadline)[]
  value: Expression | null
  refuses: boolean
  text: string
  at: Place
}

export interface Let { kind: 'let'; name: string; value: Expression; at: Place }
export interface When { kind: 'when'; condition: Expression; holds: Texts; fails: Texts; at: Place }
export interface Pays {
  kind: 'pays'
  upTo: boolean
  /** Not money into an account, but something to pay with: a card, a coupon. */
  voucher: boolean
  value: Expression
  per: Per
  from: Expression | null
  until: Expression | null
  note: Texts | null
  at: Place
}
export interface Deadline { kind: 'deadline'; date: Expression; says: Texts; at: Place }
export interface Displaces { kind: 'displaces'; services: string[]; says: Texts; at: Place }
export type Part = Let | When | Pays | Deadline | Displaces

export interface Rule extends Span {
  kind: 'rule'
  service: string
  /** The list whose members are asked one by one: person, newborn, … */
  each: string | null
  where: Expression | null
  article: string
  unverified: boolean
  parts: Part[]
  text: string
  at: Place
}

export interface BestOf { kind: 'best-of'; services: string[]; says: Texts; at: Place }
/** What no true household can be. */
export interface Contradiction { kind: 'contradiction'; entity: Defined['entity']; condition: Expression; says: Texts; at: Place }

export type GivenValue = string | number | boolean | null
export type Given =
  | { item: false; entity: string; name: string; value: GivenValue }
  | { item: true; entity: string; attributes: Record<string, GivenValue> }
export interface Example {
  kind: 'example'
  target: Target
  title: string
  on: string | null
  known: string | null
  givens: Given[]
  /** A service has an outcome; a definition has a value, or one for each person given. */
  expect: { outcome: 'owed' | 'not-owed' | 'unknown' | null; amounts: { value: number; per: Per }[]; values: (Constant | null)[]; /** For months past, by a law that counts back; 0 for none. */ backPay?: { money: number; vouchers: number }; /** The last day that its text says, where the example says one. */ by?: string }
  at: Place
}

export type Item = Law | Parameter | Scale | Group | Define | InsteadOf | Exception | Rule | BestOf | Contradiction | Example

export type Operator = 'and' | 'or' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/'

export type Expression =
  | { kind: 'literal'; type: 'date' | 'code'; value: string; at: Place }
  | { kind: 'literal'; type: 'number'; value: number; at: Place }
  | { kind: 'literal'; type: 'rate'; value: Ratio; at: Place }
  | { kind: 'literal'; type: 'bool'; value: boolean; at: Place }
  | { kind: 'codes'; codes: string[]; at: Place }
  | { kind: 'today'; at: Place }
  | { kind: 'fact'; entity: string; name: string; at: Place }
  | { kind: 'name'; name: string; at: Place }
  | { kind: 'lookup'; name: string; keys: Expression[]; at: Place }
  | { kind: 'not'; value: Expression; at: Place }
  | { kind: 'operation'; op: Operator; left: Expression; right: Expression; at: Place }
  | { kind: 'if'; condition: Expression; then: Expression; otherwise: Expression; at: Place }
  | { kind: 'aggregate'; how: 'count' | 'any' | 'all' | 'sum' | 'max' | 'min'; group: string; value: Expression | null; where: Expression | null; at: Place }
  | { kind: 'elapsed'; unit: Unit; from: Expression; on: Expression; at: Place }
  | { kind: 'edge'; which: 'start' | 'end'; unit: 'month' | 'year'; date: Expression; at: Place }
  | { kind: 'calendar'; unit: 'month' | 'year'; date: Expression; at: Place }
  | { kind: 'working-day'; date: Expression; at: Place }
  | { kind: 'span'; count: Expression; unit: Unit; at: Place }
  | { kind: 'shift'; span: Expression; back: boolean; date: Expression; at: Place }
  | { kind: 'choose'; which: 'smaller' | 'larger'; left: Expression; right: Expression; at: Place }
  | { kind: 'rounded'; value: Expression; direction: 'down' | 'up' | 'half up'; unit: number; at: Place }
