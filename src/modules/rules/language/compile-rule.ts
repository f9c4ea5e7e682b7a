/** One rule, ready to answer for one family. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Amount, FactSet, Finding, Reason } from '../contract.ts'
import { compile, type Compiled, type Environment, type Names } from './compile-expression.ts'
import { compileSentence, placeholderExpression, type Filled, type Wording } from './fill-sentence.ts'
import { toInteger, type Exact } from './ratio.ts'
import { typeOf, type Scope } from './check-types.ts'
import type { Law, Parameter, Pays, Rule, Texts } from './syntax.ts'
import type { Type, Value, Vocabulary } from './types.ts'

export interface Day { on: string; knownAt: string }
export type RunRule = (facts: FactSet, day: Day) => Finding

interface Condition { test: Compiled; holds: Filled; fails: Filled }
interface Payment { value: Compiled; from: Compiled | null; until: Compiled | null; note: Filled | null; pays: Pays }
interface Answer {
  outcome: Finding['outcome']
  reasons: Reason[]
  amounts: Amount[]
  deadline: { date: string; sentence: Texts } | null
  missing: string[]
}

export interface RulePage { file: string; law: Law; hash: string }

export function compileRule(rule: Rule, page: RulePage, parameters: ReadonlyMap<string, Parameter>, vocabulary: Vocabulary, wording: Wording): RunRule {
  const { names, typeOfName } = namesOf(rule, parameters, vocabulary)
  const sentence = (texts: Texts, at: Rule['at']) => compileSentence(texts, names, typeOfName, wording, at)
  const conditions: Condition[] = []
  const payments: Payment[] = []
  let deadline: { date: Compiled; says: Filled } | null = null
  for (const part of rule.parts) {
    if (part.kind === 'when') conditions.push({ test: compile(part.condition, names), holds: sentence(part.holds, part.at), fails: sentence(part.fails, part.at) })
    if (part.kind === 'pays') {
      payments.push({
        pays: part, value: compile(part.value, names), from: part.from && compile(part.from, names), until: part.until && compile(part.until, names),
        note: part.note && sentence(part.note, part.at),
      })
    }
    if (part.kind === 'deadline') deadline = { date: compile(part.date, names), says: sentence(part.says, part.at) }
  }
  const unverified = rule.unverified || page.law.unverified
  const source: Source = { law: page.law.title, article: rule.article, asOf: page.law.asOf, ...(unverified ? { unverified } : {}) }
  const run = answerOnce(conditions, payments, deadline, source)
  return (facts, day) => {
    const newborns = facts['newborn']
    const members = rule.each === null ? [{}] : Array.isArray(newborns) ? newborns.map((newborn) => ({ newborn })) : []
    const answers = members.map((member) => run({ facts, members: member, ...day, lets: new Map(), unknown: new Set() }))
    return { service: rule.service, ...merge(answers), law: source, rule: { file: page.file, name: rule.service, hash: page.hash } }
  }
}

/** Lets see those before them. */
function namesOf(rule: Rule, parameters: ReadonlyMap<string, Parameter>, vocabulary: Vocabulary) {
  const lets = new Map<string, Compiled>()
  const types = new Map<string, Type>()
  const names: Names = { vocabulary, parameters, lets }
  const scope: Scope = { vocabulary, parameters, lets: types, members: new Set(rule.each ? [rule.each] : []), mistakes: [] }
  for (const part of rule.parts) {
    if (part.kind !== 'let') continue
    const type = typeOf(part.value, scope)
    const value = compile(part.value, { ...names, lets: new Map(lets) })
    lets.set(part.name, value)
    if (type !== undefined) types.set(part.name, type)
  }
  return { names, typeOfName: (name: string) => typeOf(placeholderExpression(name, rule.at), scope) }
}

function answerOnce(conditions: Condition[], payments: Payment[], deadline: { date: Compiled; says: Filled } | null, source: Source) {
  return (env: Environment): Answer => {
    const missing = new Set<string>()
    const ask = (read: Compiled) => {
      env.unknown.clear()
      const value = read(env)
      if (value === null) for (const name of env.unknown) missing.add(name)
      return value
    }
    const reasons = conditions.map(({ test, holds, fails }): Reason => {
      const known = ask(test) as boolean | null
      return { holds: known, sentence: (known === false ? fails : holds)(env), source }
    })
    const date = deadline && ask(deadline.date)
    const last = deadline && date instanceof Temporal.PlainDate ? { date: date.toString(), sentence: deadline.says(env) } : null
    if (reasons.some(({ holds }) => holds === false)) return { outcome: 'not-owed', reasons: reasons.filter(({ holds }) => holds === false), amounts: [], deadline: null, missing: [] }
    const amounts = payments.map((payment) => amountOf(payment, env, ask))
    const open = reasons.some(({ holds }) => holds === null) || amounts.includes(null)
    if (open) return { outcome: 'unknown', reasons, amounts: [], deadline: last, missing: [...missing] }
    return { outcome: 'owed', reasons, amounts: amounts.filter((amount) => amount !== null && amount.value > 0) as Amount[], deadline: last, missing: [] }
  }
}

function amountOf({ value, from, until, note, pays }: Payment, env: Environment, ask: (read: Compiled) => Value): Amount | null {
  const known = ask(value)
  const [start, end] = [from && ask(from), until && ask(until)]
  if (known === null || (from && start === null) || (until && end === null)) return null
  const of = env.members['newborn']?.['name']
  return {
    value: toInteger(known as Exact), per: pays.per,
    ...(pays.upTo ? { upTo: true } : {}),
    ...(start instanceof Temporal.PlainDate ? { from: start.toString() } : {}),
    ...(end instanceof Temporal.PlainDate ? { until: end.toString() } : {}),
    ...(typeof of === 'string' ? { of } : {}),
    ...(note ? { sentence: note(env) } : {}),
  }
}

/** Twins are asked one by one: what is owed for either is owed, what is open for the other is named, and the earlier deadline counts. */
function merge(answers: Answer[]): Answer {
  if (answers.length === 0) return { outcome: 'unknown', reasons: [], amounts: [], deadline: null, missing: ['newborn.birth_date'] }
  const outcome = (['owed', 'unknown', 'not-owed'] as const).find((wanted) => answers.some((answer) => answer.outcome === wanted))!
  const chosen = answers.filter((answer) => answer.outcome === outcome)
  const reasons = new Map(chosen.flatMap((answer) => answer.reasons).map((reason) => [JSON.stringify(reason.sentence), reason]))
  const deadlines = chosen.flatMap(({ deadline }) => deadline ?? []).sort((a, b) => (a.date < b.date ? -1 : 1))
  return {
    outcome, reasons: [...reasons.values()], amounts: chosen.flatMap(({ amounts }) => amounts),
    deadline: deadlines[0] ?? null, missing: [...new Set(answers.filter((answer) => answer.outcome === 'unknown' && outcome !== 'not-owed').flatMap(({ missing }) => missing))],
  }
}
