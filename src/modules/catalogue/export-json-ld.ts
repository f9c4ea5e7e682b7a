/** The whole catalogue in the words of CPSV-AP 3.2 (SEMIC), as one JSON-LD graph with ids that stay. */
import type { Source } from '../../../packages/pack-kit/schema/common.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { languageStrings } from '../../kernel/i18n/language-strings.ts'
import type { Text } from '../../kernel/schema/schema.ts'
import type { Entry, ImportedEntry, PackEntry } from './entry.ts'
import type { Snapshot } from './make-snapshot.ts'

type Node = Record<string, unknown>
const link = (term: string) => ({ '@id': term, '@type': '@id' })

/** IRIs as in https://semiceu.github.io/CPSV-AP/releases/3.2.0/context/cpsv-ap.jsonld */
const context = {
  cpsv: 'http://purl.org/vocab/cpsv#', cv: 'http://data.europa.eu/m8g/', dct: 'http://purl.org/dc/terms/', eli: 'http://data.europa.eu/eli/ontology#',
  skos: 'http://www.w3.org/2004/02/skos/core#', xsd: 'http://www.w3.org/2001/XMLSchema#', foaf: 'http://xmlns.com/foaf/0.1/', org: 'http://www.w3.org/ns/org#',
  'cv:hasCompetentAuthority': link('cv:hasCompetentAuthority'), 'cv:hasChannel': link('cv:hasChannel'), 'cv:hasCost': link('cv:hasCost'),
  'cv:hasLegalResource': link('cv:hasLegalResource'), 'cv:isGroupedBy': link('cv:isGroupedBy'), 'cv:contactPoint': link('cv:contactPoint'),
  'cv:hasRelatedService': link('cv:hasRelatedService'), 'cv:contactPage': link('cv:contactPage'), 'cv:ownedBy': link('cv:ownedBy'),
  'cv:ifAccessedThrough': link('cv:ifAccessedThrough'), 'dct:spatial': link('dct:spatial'), 'dct:source': link('dct:source'), 'foaf:page': link('foaf:page'),
  'cv:processingTime': { '@id': 'cv:processingTime', '@type': 'xsd:duration' }, 'dct:modified': { '@id': 'dct:modified', '@type': 'xsd:date' },
}

/** @param address public origin, without a slash at the end */
export function exportJsonLd(pack: Pack, { entries, agencies }: Snapshot, address: string): string {
  const id = (path: string) => `${address}${path}`
  const words = (text: Text) => languageStrings(pack.languages, text)
  const territory = id('/catalogue.jsonld#territory')
  const graph: Node[] = [{ '@id': territory, '@type': 'dct:Location', 'skos:prefLabel': words(pack.name) }]

  for (const { id: agency, name, phone } of agencies.values()) {
    const at = id(`/agencies/${agency}`)
    graph.push({
      '@id': at, '@type': ['cv:PublicOrganisation', 'org:Organization'], 'dct:identifier': agency, 'skos:prefLabel': words(name), 'dct:spatial': territory,
      ...(phone === null ? {} : { 'cv:contactPoint': `${at}#contact` }),
    })
    if (phone !== null) graph.push({ '@id': `${at}#contact`, '@type': 'cv:ContactPoint', 'cv:telephone': phone, 'cv:contactPage': `${at}#page` }, { '@id': `${at}#page`, '@type': 'foaf:Document' })
  }
  for (const event of pack.lifeEvents) {
    graph.push({
      '@id': id(`/life-events/${event.id}`), '@type': ['cv:Event', 'cv:LifeEvent'], 'dct:identifier': event.id, 'dct:title': words(event.name),
      'dct:description': words(event.summary), 'cv:hasRelatedService': event.services.map((service) => id(`/services/${service}`)),
    })
  }
  const laws = new Map<string, Node>()
  for (const entry of entries.values()) graph.push(...(entry.source === 'pack' ? packNodes(entry) : importedNodes(entry)))
  return JSON.stringify({ '@context': context, '@graph': [...graph, ...laws.values()] })

  function common(entry: Entry): Node {
    const at = id(`/services/${entry.id}`)
    return {
      '@id': at, '@type': 'cpsv:PublicService', 'dct:identifier': entry.id, 'dct:title': words(entry.name), 'dct:description': words(entry.summary),
      'cv:hasCompetentAuthority': id(`/agencies/${entry.agency}`), 'cv:hasChannel': [`${at}#channel`], 'foaf:page': at,
      ...(entry.lifeEvents.length === 0 ? {} : { 'cv:isGroupedBy': entry.lifeEvents.map((event) => id(`/life-events/${event}`)) }),
    }
  }

  function channel(entry: Entry, description: Text): Node {
    const at = id(`/services/${entry.id}`)
    return { '@id': `${at}#channel`, '@type': 'cv:Channel', 'dct:identifier': `${entry.id}-channel`, 'dct:description': words(description), 'cv:ownedBy': [id(`/agencies/${entry.agency}`)] }
  }

  function packNodes(entry: PackEntry): Node[] {
    const { cost, processing, source, howToApply } = entry.service
    const at = id(`/services/${entry.id}`)
    return [
      {
        ...common(entry), 'cv:hasCost': [`${at}#cost`], 'cv:hasLegalResource': [lawOf(source), lawOf(processing.source)],
        // Office days are no duration of ISO 8601: how long they last depends on the calendar.
        ...(processing.clock === 'calendar-days' ? { 'cv:processingTime': `P${processing.days}D` } : {}),
      },
      channel(entry, howToApply),
      { '@id': `${at}#cost`, '@type': 'cv:Cost', 'dct:identifier': `${entry.id}-cost`, 'dct:description': words(cost), 'cv:ifAccessedThrough': `${at}#channel` },
    ]
  }

  function importedNodes(entry: ImportedEntry): Node[] {
    const { howToApply, pageUrl, changedOn } = entry.imported
    return [
      { ...common(entry), ...(pageUrl === null ? {} : { 'dct:source': pageUrl }), ...(changedOn === null ? {} : { 'dct:modified': changedOn }) },
      channel(entry, { [pack.defaultLanguage]: howToApply }),
    ]
  }

  function lawOf({ law, article, url, asOf }: Source): string {
    const key = slug(`${law['en'] ?? law[pack.defaultLanguage] ?? ''} ${article}`)
    const at = id(`/catalogue.jsonld#law-${key}`)
    laws.set(at, {
      '@id': at, '@type': 'eli:LegalResource', 'eli:title': words(law), 'eli:number': article, 'dct:modified': asOf, ...(url === undefined ? {} : { 'dct:source': url }),
    })
    return at
  }
}

const slug = (text: string) => encodeURIComponent(text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, ''))
