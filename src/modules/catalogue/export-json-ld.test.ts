/** The catalogue as linked data, held against the SHACL shapes that SEMIC publishes with CPSV-AP 3.2.0 (`shapes/`). */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { Parser, Store, type Quad } from 'n3'
import Validator from 'rdf-validate-shacl'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { exportJsonLd } from './export-json-ld.ts'
import { makeSnapshot, type ServiceRow } from './make-snapshot.ts'

const shapes = new Validator(new Store(new Parser().parse(readFileSync(new URL('shapes/cpsv-ap-3.2.0.ttl', import.meta.url), 'utf8'))))

/** A service of a national catalogue, with the least that such a record has. */
const imported = {
  id: 'B55121000003', name: '도시가스요금 경감', summary: '도시가스요금을 줄여 드립니다', audience: '다자녀가구', criteria: '', amount: '매월 18,000원', how_to_apply: '방문신청', deadline: '상시신청',
  deadline_on: null, agency_code: '', agency_name: '한국가스공사', contact: '', page_url: 'https://www.gov.kr/portal/service/serviceInfo/B55121000003', apply_url: null, changed_on: '2026-03-01',
  imported_at: new Date('2026-11-24T01:00:00Z'), conditions: {},
} as unknown as ServiceRow

const catalogueOf = (folder: string) => {
  const pack = loadPack(folder)
  return exportJsonLd(pack, makeSnapshot(pack, 1, [imported]), 'https://services.maru.example')
}

async function faultsOf(jsonLd: string): Promise<string[]> {
  const quads: Quad[] = await Readable.from([jsonLd]).pipe(new JsonLdParser()).toArray()
  const report = await shapes.validate(new Store(quads))
  return report.results.map(({ focusNode, path, message, sourceConstraintComponent }) =>
    `${focusNode?.value} ${path?.value}: ${message.map(({ value }) => value).join(', ') || sourceConstraintComponent?.value}`)
}

for (const folder of ['packs/kr', 'packs/farland', 'packs/template']) {
  test(`${folder} conforms to the published shapes of CPSV-AP`, async () => {
    assert.deepEqual(await faultsOf(catalogueOf(folder)), [])
  })
}

test('a service without an authority, or with a name that is no text of a language, does not', async () => {
  const { '@context': context, '@graph': graph } = JSON.parse(catalogueOf('packs/farland')) as { '@context': object; '@graph': Record<string, unknown>[] }
  const service = graph.find((node) => node['@type'] === 'cpsv:PublicService')!
  delete service['cv:hasCompetentAuthority']
  service['dct:title'] = 'plain'
  const faults = await faultsOf(JSON.stringify({ '@context': context, '@graph': graph }))
  assert.ok(faults.some((fault) => fault.includes('hasCompetentAuthority')), faults.join('\n'))
  assert.ok(faults.some((fault) => fault.includes('dc/terms/title')), faults.join('\n'))
})
