import type { Evaluation, FactSet, FactValue, Finding } from '../contract.ts'
import type { Input, Ir, Parameter, Scale, ServiceRule } from '../ir/ir.ts'
import { reach, rootsOf } from '../ir/reach.ts'
import { pickVersion } from '../language/pick-version.ts'
import type { Steps, Version } from '../language/syntax.ts'
import { answerOf } from './answer-of.ts'
import { canonical } from './canonical.ts'
import type { DecisionRecord } from './decision-record.ts'

/** @param rules those that were asked, in the order of `findings` */
export function writeRecord(pack: string, issuer: string, ir: Ir, rules: readonly ServiceRule[], { facts, on, knownAt = on, onBehalf, takenDownBy = [] }: Evaluation, findings: readonly Finding[]): DecisionRecord {
  const below = reach(ir.nodes, [...rules.flatMap(rootsOf), ...rules.flatMap(holesOf)])
  return {
    version: 1, pack, issuer, on, knownAt, facts: onlyRead(facts, ir, below), edition: ir.edition,
    texts: rules.map(({ service, place, hash }) => ({ service, file: place.file, hash })),
    figures: figuresIn(ir, below, on, knownAt), ...(onBehalf ? { onBehalf } : {}), ...(takenDownBy.length > 0 ? { takenDownBy } : {}), answer: answerOf(findings),
  }
}

/** Sentences name values too. */
const holesOf = ({ branches }: ServiceRule) => branches.flatMap(({ conditions, payments, deadline }) => [
  ...conditions.flatMap(({ says }) => (says ? [says.holds, says.fails] : [])), ...payments.flatMap(({ note }) => note ?? []), ...(deadline ? [deadline.says] : []),
].flatMap(({ holes }) => Object.values(holes)))

/** Facts that no rule asked for have no place in a record. Names are told in sentences and amounts. */
function onlyRead(facts: FactSet, ir: Ir, below: ReadonlySet<number>): FactSet {
  const read = new Set(ir.inputs.filter((input: Input) => below.has(input.node)).map(({ fact }) => fact))
  const given = new Set(ir.variables.filter(({ node }) => below.has(node)).map(({ entity, name }) => `${entity}.${name}`))
  const keep = (entity: string) => (entry: Record<string, FactValue>) =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => read.has(`${entity}.${name}`) || given.has(`${entity}.${name}`) || name === 'name'))
  return Object.fromEntries(Object.entries(facts).map(([entity, held]) => [entity, Array.isArray(held) ? held.map(keep(entity)) : keep(entity)(held)]))
}

function figuresIn(ir: Ir, below: ReadonlySet<number>, on: string, knownAt: string): DecisionRecord['figures'] {
  const nodes = [...below].map((id) => ir.nodes[id]!)
  const figures = [...new Set<Parameter | Scale>(nodes.flatMap<Parameter | Scale>((node) => (node.op === 'parameter' ? [ir.parameters[node.parameter]!] : node.op === 'scale' ? [ir.scales[node.scale]!] : [])))]
  return figures.flatMap(({ name, versions, place }) => {
    const version = pickVersion<Version | Steps>(versions, on, knownAt)
    if (!version) return []
    return [{ name, from: version.from, known: version.known, file: place.file, line: place.line, value: canonical('steps' in version ? version.steps : version.value) }]
  }).sort((a, b) => (a.name < b.name ? -1 : 1))
}
