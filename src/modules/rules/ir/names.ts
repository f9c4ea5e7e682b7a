/** What the whole pack knows by name. Definitions are lowered when somebody first asks for them, so that each stands after those it rests on. */
import type { Place } from '../language/syntax.ts'
import type { Vocabulary } from '../language/types.ts'
import { nameOf, type Texts } from './gather-texts.ts'
import type { Graph } from './graph.ts'
import type { Input, Parameter, Scale, Variable } from './ir.ts'
import { lowerDefinition, type Definition, type LoweredDefinition } from './lower-definition.ts'
import { lackingRows, lowerParameter, lowerScaleText } from './lower-figures.ts'
import type { Names, Scope, Typed } from './scope.ts'
import { fail } from './scope.ts'
import type { Tell } from './tell.ts'

export function createNames(texts: Texts, graph: Graph, vocabulary: Vocabulary, tell: Tell, lower: Names['lower']) {
  const parameters: Parameter[] = texts.parameters.map(({ item, statute }) => lowerParameter(item, statute, tell.list(statute)))
  const scales: Scale[] = texts.scales.map(({ item, statute }) => lowerScaleText(item, statute, tell.list(statute)))
  const parameterAt = new Map(texts.parameters.map(({ item }, index) => [item.name, index]))
  const scaleAt = new Map(texts.scales.map(({ item }, index) => [item.name, index]))
  const inputs: Input[] = []
  const variables: Variable[] = []
  const exclusions: (LoweredDefinition['exclusions'][number] & { of: string })[] = []
  const lowered = new Map<Definition, Typed | null>()
  const open: Definition[] = []

  const define = (definition: Definition): Typed | null => {
    const known = lowered.get(definition)
    if (known !== undefined) return known
    open.push(definition)
    const { item, statute } = definition.define
    if (vocabulary.typeOf(item.entity, item.name) !== undefined) fail(item, `facts.json has ${nameOf(item)} already.`, 'Give one of them another name.', { mistakes: tell.list(statute) })
    const result = lowerDefinition(definition, scope, tell)
    open.pop()
    const typed = result && { type: result.variable.type, node: graph.add({ op: 'variable', type: result.variable.type, entity: item.entity, variable: variables.length, args: [result.formula] }) }
    if (result && typed) {
      variables.push({ ...result.variable, node: typed.node })
      exclusions.push(...result.exclusions.map((exclusion) => ({ ...exclusion, of: nameOf(item) })))
    }
    lowered.set(definition, typed)
    return typed
  }

  const scope: Names = {
    graph, vocabulary, lower,
    input(entity, fact, type) {
      const at = inputs.findIndex((input) => input.fact === fact)
      if (at >= 0) return inputs[at]!.node
      const node = graph.add({ op: 'input', type, entity, input: inputs.length })
      inputs.push({ fact, entity, type, node })
      return node
    },
    parameter(name) {
      const index = parameterAt.get(name)
      if (index === undefined) return undefined
      const { type, by } = parameters[index]!
      return { index, type, by, at: texts.parameters[index]!.item.at, lacking: (codes, key) => lackingRows(parameters[index]!, codes, key) }
    },
    scale(name) {
      const index = scaleAt.get(name)
      return index === undefined ? undefined : { index, type: scales[index]!.type, by: texts.scales[index]!.item.by }
    },
    group: (name) => texts.groups.get(name)?.item,
    variable(entity, name, asker, at) {
      const definition = texts.definitions.get(nameOf({ entity, name }))
      return definition && (open.includes(definition) ? tellCycle(open.slice(open.indexOf(definition)), asker, at) : define(definition))
    },
  }
  return { scope, define, inputs, parameters, scales, variables: () => variables, exclusions: () => exclusions }
}

function tellCycle(round: readonly Definition[], asker: Pick<Scope, 'mistakes'>, at: Place): null {
  const names = round.map(({ define: { item } }) => nameOf(item))
  fail({ at }, `${names[0]!} rests on itself: ${[...names, names[0]!].join(' → ')}.`, 'A law that ends says first what it rests on: take one of these steps away.', asker)
  return null
}
