/** From the pages of a pack to the intermediate form; every mistake is told at its place. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { RuleBook } from '../language/read-rules.ts'
import type { RuleProblem } from '../language/read-statute.ts'
import { vocabularyOf } from '../language/types.ts'
import { checkDays } from './check-days.ts'
import { createGraph } from './graph.ts'
import { gather } from './gather-texts.ts'
import type { Ir } from './ir.ts'
import { createNames } from './names.ts'
import { expect } from './expect-type.ts'
import { lower } from './lower-expression.ts'
import { lowerRule } from './lower-rule.ts'
import { lowerSentence } from './lower-sentence.ts'
import { singleRoles } from './single-roles.ts'
import { settleChoices } from './settle-choices.ts'
import { createTell } from './tell.ts'

export interface Built { ir: Ir; problems: RuleProblem[] }

export function buildIr(book: RuleBook, facts: readonly Fact[]): Built {
  const tell = createTell()
  const graph = createGraph()
  checkDays(book, tell)
  const texts = gather(book, tell)
  const names = createNames(texts, graph, vocabularyOf(facts), tell, lower)
  for (const definition of texts.definitions.values()) names.define(definition)

  const statuteOf = new Map(texts.rules.map(({ item, statute }) => [item.service, statute]))
  const lowered = texts.rules.flatMap((rule) => lowerRule(rule, texts.exceptionsToServices.get(rule.item.service) ?? [], names.scope, tell) ?? [])
  const { rules, choices } = settleChoices(lowered.map(({ rule }) => rule), texts.bestOf, graph, tell, ({ service }) => statuteOf.get(service)!)
  const contradictions = texts.contradictions.flatMap(({ item, statute }) => {
    const scope = { names: names.scope, entity: item.entity, lets: new Map(), over: null, mistakes: tell.list(statute) }
    const test = expect(item.condition, 'bool', scope)
    return test ? [{ entity: item.entity, test: test.node, says: lowerSentence(item.says, item.at, scope), place: { file: statute.file, ...item.at } }] : []
  })
  const singles = singleRoles(facts, names.scope)
  const exclusions = [...names.exclusions(), ...lowered.flatMap((one) => one.exclusions.map((exclusion) => ({ ...exclusion, of: one.rule.service })))]
  return {
    problems: tell.problems(),
    ir: {
      nodes: graph.nodes, inputs: names.inputs, parameters: names.parameters, scales: names.scales, variables: names.variables(), rules, choices, contradictions, singles, edition: book.edition,
      exclusions: exclusions.map(({ left, right, of, first, second }) => ({ left, right, of, places: [{ file: first.statute.file, ...first.item.at }, { file: second.statute.file, ...second.item.at }] })),
    },
  }
}
