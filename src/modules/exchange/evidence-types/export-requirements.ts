/**
 * The purposes as requirements, in the words of CCCEV 2.1 (SEMIC): each with the law it is derived from, the concepts that it asks for, the
 * evidence types that prove them, and the register that gives each. One JSON-LD graph with ids that stay.
 */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { FieldAnswer, Register } from '../../../../packages/pack-kit/schema/register.ts'
import { languageStrings } from '../../../kernel/i18n/language-strings.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import { splitField } from '../purposes.ts'
import { findEvidence } from './find-evidence.ts'

type Node = Record<string, unknown>
const link = (term: string) => ({ '@id': term, '@type': '@id' })

/** IRIs as in https://semiceu.github.io/CCCEV/releases/2.1.0/ */
const context = {
  cv: 'http://data.europa.eu/m8g/', dct: 'http://purl.org/dc/terms/', dcat: 'http://www.w3.org/ns/dcat#', foaf: 'http://xmlns.com/foaf/0.1/', rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#', org: 'http://www.w3.org/ns/org#', xsd: 'http://www.w3.org/2001/XMLSchema#',
  'cv:hasRequirement': link('cv:hasRequirement'), 'cv:isRequirementOf': link('cv:isRequirementOf'), 'cv:hasConcept': link('cv:hasConcept'), 'cv:hasEvidenceTypeList': link('cv:hasEvidenceTypeList'),
  'cv:specifiesEvidenceType': link('cv:specifiesEvidenceType'), 'cv:isSpecifiedIn': link('cv:isSpecifiedIn'), 'cv:isDerivedFrom': link('cv:isDerivedFrom'), 'cv:constrains': link('cv:constrains'),
  'dct:publisher': link('dct:publisher'), 'dct:conformsTo': link('dct:conformsTo'), 'dct:source': link('dct:source'), 'dct:modified': { '@id': 'dct:modified', '@type': 'xsd:date' },
}

export const requirementsPath = '/requirements.jsonld'

/** @param address public origin, without a slash at the end */
export function exportRequirements(pack: Pack, address: string): string {
  const at = (kind: string, name: string) => `${address}${requirementsPath}#${kind}-${encodeURIComponent(name)}`
  const agencyAt = (id: string) => `${address}/agencies/${id}`
  /** The shapes want one plain name; every language stands in the label. */
  const named = (text: Text) => ({ 'skos:prefLabel': text[pack.defaultLanguage] ?? Object.values(text)[0] ?? '', 'rdfs:label': languageStrings(pack.languages, text) })
  const graph = new Map<string, Node>()
  const add = (node: Node & { '@id': string }) => {
    graph.set(node['@id'], node)
    return node['@id']
  }

  for (const { id, name } of pack.agencies) add({ '@id': agencyAt(id), '@type': ['foaf:Agent', 'cv:PublicOrganisation', 'org:Organization'], 'dct:identifier': id, ...named(name) })
  for (const register of pack.registers) addRegister(register)
  for (const purpose of pack.purposes) addRequirement(purpose)
  return JSON.stringify({ '@context': context, '@graph': [...graph.values()] })

  function addRegister({ id, name, agency, fields, evidence, source }: Register) {
    add({ '@id': at('register', id), '@type': 'dcat:DataService', 'dct:identifier': id, 'dct:title': languageStrings(pack.languages, name), 'dct:publisher': agencyAt(agency), 'dct:source': lawOf(source), 'dct:conformsTo': evidence.map((type) => at('evidence', type.id)) })
    for (const [field, { label }] of Object.entries(fields)) add({ '@id': at('concept', `${id}.${field}`), '@type': 'cv:InformationConcept', 'dct:identifier': `${id}.${field}`, ...named(label) })
    for (const type of evidence) {
      add({ '@id': at('evidence', type.id), '@type': 'cv:EvidenceType', 'dct:identifier': type.id, ...named(type.name), 'dct:publisher': agencyAt(agency), 'cv:hasConcept': type.fields.map((field) => at('concept', `${id}.${field}`)), 'cv:isSpecifiedIn': [] })
    }
  }

  function addRequirement(purpose: Purpose) {
    const { id, agency, name, why, legalBasis, fields, about = [] } = purpose
    const evidence = findEvidence(pack, purpose)
    const list = evidence.length === 0 ? undefined : add({ '@id': at('list', id), '@type': 'cv:EvidenceTypeList', 'dct:identifier': id, ...named(name), 'cv:specifiesEvidenceType': evidence.map(({ type }) => at('evidence', type.id)) })
    for (const { type } of evidence) (graph.get(at('evidence', type.id))!['cv:isSpecifiedIn'] as string[]).push(list!)
    const self = at('requirement', id)
    const asked = [...new Set([...fields, ...about])]
    add({
      '@id': self, '@type': ['cv:Requirement', 'cv:InformationRequirement'], 'dct:identifier': id, ...named(name), 'dct:description': why[pack.defaultLanguage], 'rdfs:comment': languageStrings(pack.languages, why),
      'cv:isDerivedFrom': [lawOf(legalBasis)], ...(agency === null ? {} : { 'dct:publisher': [agencyAt(agency)] }), 'cv:hasConcept': asked.map((field) => at('concept', field)),
      ...(list === undefined ? {} : { 'cv:hasEvidenceTypeList': [list] }), 'cv:hasRequirement': asked.flatMap((field) => constraintOf(field, self) ?? []),
    })
  }

  /** A question that is answered by yes or no: a bound on another concept, whose value stays with the register. */
  function constraintOf(name: string, requirement: string): string | undefined {
    const { register, field } = splitField(name)
    const { label, answers } = pack.registers.find(({ id }) => id === register)!.fields[field]!
    if (!answers) return undefined
    const self = at('constraint', name)
    const concept = at('bound', name)
    const before = (graph.get(self)?.['cv:isRequirementOf'] ?? []) as string[]
    add({ '@id': concept, '@type': 'cv:InformationConcept', 'dct:identifier': `${register}.${answers.field}`, ...named(pack.registers.find(({ id }) => id === register)!.fields[answers.field]!.label), 'cv:expressionOfExpectedValue': boundOf(answers) })
    return add({ '@id': self, '@type': ['cv:Requirement', 'cv:Constraint'], 'dct:identifier': name, ...named(label), 'cv:constrains': [concept], 'cv:hasConcept': [at('concept', name)], 'cv:isRequirementOf': [...before, requirement] })
  }

  function lawOf({ law, article, url, asOf }: Source): string {
    return add({ '@id': at('law', `${law[pack.defaultLanguage] ?? ''} ${article}`.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')), '@type': 'cv:ReferenceFramework', 'dct:identifier': article, 'dct:title': languageStrings(pack.languages, law), 'dct:modified': asOf, ...(url === undefined ? {} : { 'dct:source': url }) })
  }
}

/** ISO 8601 duration for years, ISO 80000 signs for numbers, sets and quantities of a list. */
const boundOf = ({ oneOf, held, count, where, ...bounds }: FieldAnswer): string => [
  ...(held ? ['≠ ∅'] : []), ...(count ? ['#'] : []), ...(oneOf ? [`∈ {${oneOf.join(', ')}}`] : []), ...limitsOf(bounds),
  ...(where ? [`{${where.map(({ attribute, is, ...of }) => [attribute, ...(is === undefined ? limitsOf(of) : [`= ${is}`])].join(' ')).join(' ∧ ')}}`] : []),
].join(', ')

const limitsOf = ({ yearsAtLeast, yearsAtMost, atLeast, atMost }: Partial<FieldAnswer>): string[] =>
  [...limit('≥', yearsAtLeast, 'P', 'Y'), ...limit('≤', yearsAtMost, 'P', 'Y'), ...limit('≥', atLeast), ...limit('≤', atMost)]

const limit = (sign: string, bound: number | undefined, before = '', after = '') => (bound === undefined ? [] : [`${sign} ${before}${bound}${after}`])
