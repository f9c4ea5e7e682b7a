import type { Static } from 'typebox'
import Type from 'typebox'
import { File } from '../../kernel/http/answers.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { catalogueFaults, LifeEventsReply, ServiceReply, ServicesReply } from './contract.ts'
import type { Entry } from './entry.ts'
import type { CatalogueRoutes } from './routes-contract.ts'

const word = Type.Optional(Type.String({ maxLength: 60 }))
const query = strict({
  q: Type.Optional(Type.String({ maxLength: 200 })), lifeEvent: word, agency: word, group: word,
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$', description: 'At most 100; 20 unless told' })), offset: Type.Optional(Type.String({ pattern: '^[0-9]{1,6}$' })),
})

export function apiRoutes(http: Http<View>, { catalogue, address }: CatalogueRoutes) {
  http.api('GET', '/api/services', { who: 'anyone', query, summary: 'Services, searched and narrowed', tag: 'catalogue', reply: { 200: ServicesReply } },
    async ({ query: { q = '', lifeEvent, agency, group, limit = '20', offset = '0' }, view }) => {
      const { services, total } = await catalogue.search(q, { language: view.language.tag, lifeEvent, agency, group, limit: Number(limit), offset: Number(offset) })
      return { total, services: services.map(summaryOf) }
    })

  http.api('GET', '/api/services/:id', { who: 'anyone', params: strict({ id: Type.String({ maxLength: 100 }) }), summary: 'One service', tag: 'catalogue', reply: { 200: ServiceReply } },
    async ({ params: { id }, view }) => {
      const entry = await catalogue.service(id)
      if (entry === undefined) throw new Fault(catalogueFaults.noSuchService)
      const agency = await catalogue.agency(entry.agency)
      return detailOf(entry, view.pack.defaultLanguage, agency?.phone ?? '')
    })

  http.api('GET', '/api/life-events', { who: 'anyone', summary: 'What happens in a life, and what belongs to it', tag: 'catalogue', reply: { 200: LifeEventsReply } }, () => Promise.resolve({
    lifeEvents: catalogue.lifeEvents.map((event) => ({
      id: event.id, name: event.name, summary: event.summary, open: event.open, minutes: event.minutes, steps: catalogue.stepsOf(event), services: event.services,
      page: `/life-events/${event.id}`,
    })),
  }))

  http.page('/catalogue.jsonld', { who: 'anyone', summary: 'The whole catalogue, CPSV-AP 3.2 as JSON-LD' }, async ({ request }) =>
    new File(await catalogue.jsonLd(address ?? `http://${request.host}`), 'application/ld+json'))
}

const summaryOf = ({ id, source, name, summary, agency, lifeEvents, groups }: Entry) => ({ id, source, name, summary, agency, lifeEvents, groups })

function detailOf(entry: Entry, language: string, phone: string): Static<typeof ServiceReply> {
  const shared = { ...summaryOf(entry), audience: entry.audience, page: `/services/${entry.id}` }
  if (entry.source === 'pack') {
    const { howToApply, cost, processing, complaint, source } = entry.service
    return {
      ...shared, howToApply, cost, complaint, amount: null, criteria: null, deadline: null, processing: { days: processing.days, clock: processing.clock },
      contact: phone, sourcePage: source.url ?? null, changedOn: null, importedAt: null,
    }
  }
  const own = (text: string) => ({ [language]: text })
  const { howToApply, amount, criteria, deadline, deadlineOn, contact, pageUrl, changedOn, importedAt } = entry.imported
  return {
    ...shared, howToApply: own(howToApply), cost: null, complaint: null, amount: own(amount), criteria: own(criteria), deadline: { text: own(deadline), on: deadlineOn },
    processing: null, contact, sourcePage: pageUrl, changedOn, importedAt: importedAt.toISOString(),
  }
}
