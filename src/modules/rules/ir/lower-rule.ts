/** A service's rule: its own text, and the exceptions to it, each a branch with its conditions and payments. */
import type { Exception, Rule } from '../language/syntax.ts'
import type { Branch, Condition, Entity, NodeId, PlaceInFile, ServiceRule } from './ir.ts'
import { expect } from './expect-type.ts'
import { sourceOf } from './lower-figures.ts'
import { lowerSays, lowerSentence } from './lower-sentence.ts'
import { inForce } from './lower-time.ts'
import { withLets } from './lower-definition.ts'
import { orderExceptions, type Placed } from './order-exceptions.ts'
import { fail, type Names, type Scope } from './scope.ts'
import type { Tell } from './tell.ts'

/** A branch before it is known what the household gets after all choices. */
export type OpenBranch = Omit<Branch, 'payments'> & { payments: Omit<Branch['payments'][number], 'paid'>[] }
export type OpenRule = Omit<ServiceRule, 'granted' | 'branches'> & { branches: OpenBranch[]; displaces: Displacement[] }
export interface Displacement { services: string[]; says: ServiceRule['source']['law']; place: PlaceInFile }
export interface Exclusion { left: NodeId; right: NodeId; first: Placed<Exception>; second: Placed<Exception> }

export function lowerRule({ item: rule, statute }: Placed<Rule>, exceptions: readonly Placed<Exception>[], names: Names, tell: Tell): { rule: OpenRule; exclusions: Exclusion[] } | null {
  const { graph } = names
  const mistakes = tell.list(statute)
  const before = mistakes.length
  const entity = entityOf(rule, names)
  if (entity === undefined) return fail(rule, `There are not several of ${rule.each ?? ''}.`, 'Write the rule for each person, or for each entry of a list of facts.json.', { mistakes }) ?? null
  const scopeIn = (of: Placed<unknown>): Scope => ({ names, entity, lets: new Map(), over: null, mistakes: tell.list(of.statute) })
  const where = rule.where && expect(rule.where, 'bool', scopeIn({ item: rule, statute }))
  if (!rule.parts.some(({ kind }) => kind === 'when')) fail(rule, 'This rule asks nothing.', 'Add: when … holds … fails …', { mistakes })
  const ordered = orderExceptions(exceptions, tell.one)
  const special = ordered.exceptions.map((exception) => lowerBranch(exception, scopeIn(exception)))
  const own = lowerBranch({ item: { ...rule, name: null, refuses: false, from: null, until: null }, statute }, scopeIn({ item: rule, statute }))
  if (mistakes.length > before || special.includes(null) || !own) return null
  const raw = special.filter((branch) => branch !== null)
  const branches = [...raw, own].map((branch, index) =>
    ({ ...branch, applies: graph.all([...raw.slice(0, index).map(({ applies }) => graph.not(applies)), ...(index < raw.length ? [branch.applies] : [])]) }))
  const during = inForce(graph, rule)
  const ofOwn = graph.all(own.conditions.map(({ test }) => test))
  const owed = raw.reduceRight((below, { applies, refuses }) => graph.choose(applies, graph.bool(!refuses), below), ofOwn)
  const place = { file: statute.file, ...rule.at }
  return {
    rule: {
      service: rule.service, entity, where: where?.node ?? null, branches, inForce: during, owed: graph.all([during, ...(where ? [where.node] : []), owed]), span: { from: rule.from, until: rule.until },
      source: own.source, place, text: rule.text, hash: statute.hash,
      displaces: rule.parts.filter((part) => part.kind === 'displaces').map(({ services, says, at }) => ({ services, says, place: { file: statute.file, ...at } })),
    },
    exclusions: ordered.unordered.map(([i, j]) => ({ left: raw[i]!.applies, right: raw[j]!.applies, first: ordered.exceptions[i]!, second: ordered.exceptions[j]! })),
  }
}

function entityOf({ each }: Rule, names: Names): Entity | undefined {
  if (each === null) return 'household'
  return each === 'person' ? 'person' : names.vocabulary.isList(each) ? `list:${each}` : undefined
}

type BranchText = Pick<Exception, 'name' | 'refuses' | 'article' | 'unverified' | 'from' | 'until' | 'at'> & { parts: Rule['parts'] | Exception['parts']; value?: Exception['value'] }

function lowerBranch({ item, statute }: Placed<BranchText>, outside: Scope): OpenBranch | null {
  const { graph } = outside.names
  const { mistakes } = outside
  const before = mistakes.length
  const source = sourceOf(statute, item.article, item.unverified)
  const scope = withLets(outside, item.parts.filter((part) => part.kind === 'let'))
  const conditions: Condition[] = []
  const payments: OpenBranch['payments'] = []
  let deadline: OpenBranch['deadline'] = null
  if (item.value) fail(item, 'A service has no value.', 'Write: refuses, or pays … .', scope)
  for (const part of item.parts) {
    if (part.kind === 'when') {
      const test = expect(part.condition, 'bool', scope)
      if (part.holds === null || part.fails === null) fail(part, 'People are told why, and this condition has no sentence.', 'Add: holds en "…" fails en "…"', scope)
      else if (test) conditions.push({ test: test.node, says: lowerSays({ holds: part.holds, fails: part.fails }, part.at, scope), source, place: { file: statute.file, ...part.at } })
    }
    if (part.kind === 'pays') {
      const [value, from, until] = [expect(part.value, 'money', scope), part.from && expect(part.from, 'date', scope), part.until && expect(part.until, 'date', scope)]
      const note = part.note && lowerSentence(part.note, part.at, scope)
      if (value && from !== undefined && until !== undefined) payments.push({ value: value.node, per: part.per, upTo: part.upTo, voucher: part.voucher, from: from?.node ?? null, until: until?.node ?? null, note })
    }
    if (part.kind === 'deadline') {
      const date = expect(part.date, 'date', scope)
      const says = lowerSentence(part.says, part.at, scope)
      if (date) deadline = { date: date.node, says }
    }
  }
  if (mistakes.length > before) return null
  const applies = graph.all([inForce(graph, item), ...conditions.map(({ test }) => test)])
  return { name: item.name, applies, conditions, refuses: item.refuses, payments, deadline, source, place: { file: statute.file, ...item.at } }
}
