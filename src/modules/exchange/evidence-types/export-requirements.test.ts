/** Requirements as linked data, held against the SHACL shapes that SEMIC publishes with CCCEV 2.1.0 (`shapes/`); each leads to a register. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { Parser, Store, type Quad } from 'n3'
import Validator from 'rdf-validate-shacl'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { exportRequirements } from './export-requirements.ts'

const shapes = new Validator(new Store(new Parser().parse(readFileSync(new URL('shapes/cccev-2.1.0.ttl', import.meta.url), 'utf8'))))
type Node = Record<string, unknown> & { '@id': string }
const exported = (folder: string) => exportRequirements(loadPack(folder), 'https://services.maru.example')
const nodesOf = (text: string) => (JSON.parse(text) as { '@graph': Node[] })['@graph']

async function faultsOf(jsonLd: string): Promise<string[]> {
  const quads: Quad[] = await Readable.from([jsonLd]).pipe(new JsonLdParser()).toArray()
  const { results } = await shapes.validate(new Store(quads))
  return results.map(({ focusNode, path }) => `${focusNode?.value} ${path?.value}`)
}

for (const folder of ['packs/kr', 'packs/farland', 'packs/template']) {
  test(`${folder}: conforms to the published shapes, and every field of every purpose leads to an evidence type and its register`, async () => {
    const text = exported(folder)
    assert.deepEqual(await faultsOf(text), [])
    const pack = loadPack(folder)
    const nodes = new Map(nodesOf(text).map((node) => [node['@id'], node]))
    const typed = (type: string) => [...nodes.values()].filter((node) => [node['@type']].flat().includes(type))
    assert.equal(typed('cv:InformationRequirement').length, pack.purposes.length)
    for (const requirement of typed('cv:InformationRequirement')) {
      const types = ([requirement['cv:hasEvidenceTypeList'] ?? []].flat() as string[]).flatMap((list) => nodes.get(list)!['cv:specifiesEvidenceType'] as string[])
      for (const concept of requirement['cv:hasConcept'] as string[]) assert.equal(types.filter((type) => (nodes.get(type)!['cv:hasConcept'] as string[]).includes(concept)).length, 1, `${requirement['@id']} ${concept}`)
      for (const type of types) assert.equal(typed('dcat:DataService').filter((service) => (service['dct:conformsTo'] as string[]).includes(type)).length, 1, type)
      for (const target of [requirement['cv:isDerivedFrom'], requirement['dct:publisher'] ?? []].flat() as string[]) assert.ok(nodes.has(target), target)
    }
  })
}

test('a yes or no is a constraint with its bound; the value itself is no concept of the requirement', () => {
  const nodes = nodesOf(exported('packs/kr'))
  const find = (end: string) => nodes.find((node) => node['@id'].endsWith(end))!
  const check = find('#requirement-adult-check')
  assert.deepEqual((check['cv:hasRequirement'] as string[]).map((id) => id.split('#')[1]), ['constraint-resident.adult'])
  assert.equal(find('#bound-resident.adult')['cv:expressionOfExpectedValue'], '≥ P19Y')
  assert.deepEqual(['resident.livesHereYear', 'social-security.withinHalfMedian', 'resident.householdSize', 'family-relations.hasSpouse', 'health-insurance.workplaceInsured', 'social-security.youngMother'].map((bound) => find(`#bound-${bound}`)['cv:expressionOfExpectedValue']), ['≥ P1Y', '≤ 50', '#', '≠ ∅', '∈ {workplace}', '≥ 1, {pregnant = true ∧ birthDate ≤ P19Y}'])
  assert.deepEqual((check['cv:hasConcept'] as string[]).map((id) => id.split('#')[1]), ['concept-resident.adult'])
})

test('a requirement with a name that is no text, or a list of something else, does not conform', async () => {
  const graph = JSON.parse(exported('packs/farland')) as { '@context': object; '@graph': Node[] }
  const requirement = graph['@graph'].find((node) => [node['@type']].flat().includes('cv:InformationRequirement'))!
  requirement['skos:prefLabel'] = 7
  requirement['cv:hasEvidenceTypeList'] = [requirement['@id']]
  const faults = await faultsOf(JSON.stringify(graph))
  assert.ok(faults.some((fault) => fault.includes('prefLabel')) && faults.some((fault) => fault.includes('hasEvidenceTypeList')), faults.join('\n'))
})
