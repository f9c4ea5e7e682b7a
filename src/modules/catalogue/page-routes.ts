import Type from 'typebox'
import { processOfEvent, processOfService } from './bpmn/process-of.ts'
import { File } from '../../kernel/http/answers.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { catalogueFaults } from './contract.ts'
import { dayFrom } from './day-from.ts'
import type { CatalogueRoutes } from './routes-contract.ts'
import { agenciesPage, agencyPage } from './pages/agency-pages.tsx'
import { forMePage } from './pages/for-me-page.tsx'
import { lifeEventPage } from './pages/life-event-page.tsx'
import { servicePage } from './pages/service-page.tsx'
import { servicesPage } from './pages/services-page.tsx'

const word = Type.Optional(Type.String({ maxLength: 60 }))
const params = strict({ id: Type.String({ maxLength: 100 }) })
const pageSize = 20

const servicesQuery = strict({ q: Type.Optional(Type.String({ maxLength: 200 })), event: word, agency: word, group: word, page: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,4}$' })) })
const forMeQuery = strict({
  age: Type.Optional(Type.String({ maxLength: 20 })), sex: Type.Optional(Type.Union([Type.Literal(''), Type.Literal('F'), Type.Literal('M')])),
  group: Type.Optional(Type.Union([Type.String({ maxLength: 60 }), Type.Array(Type.String({ maxLength: 60 }), { maxItems: 60 })])), asked: word,
})

export function pageRoutes(http: Http<View>, { catalogue, stated }: Pick<CatalogueRoutes, 'catalogue' | 'stated'>) {
  http.page('/services', { who: 'anyone', query: servicesQuery }, async ({ query, view }) => {
    const wanted = { q: query.q ?? '', event: query.event ?? '', agency: query.agency ?? '', group: query.group ?? '', page: Number(query.page ?? '1') }
    const filter = (value: string) => (value === '' ? undefined : value)
    const { services, total, lifeEvents: found } = await catalogue.search(wanted.q, {
      language: view.language.tag, lifeEvent: filter(wanted.event), agency: filter(wanted.agency), group: filter(wanted.group),
      limit: pageSize, offset: (wanted.page - 1) * pageSize,
    })
    return servicesPage(view, {
      wanted, services, total, found, pageSize, lifeEvents: catalogue.lifeEvents, agencies: await catalogue.agencies(), groups: await catalogue.groups(),
    })
  })

  http.page('/services/for-me', { who: 'anyone', query: forMeQuery }, async ({ query, view }) => {
    const groups = await catalogue.groups()
    const chosen = [query.group ?? []].flat().filter((group) => groups.includes(group))
    const age = (query.age ?? '').trim()
    const shown = { age, sex: query.sex ?? '', chosen, groups }
    if (query.asked === undefined) return forMePage(view, shown)
    if (age !== '' && !/^(1[0-4][0-9]|[1-9]?[0-9])$/.test(age)) return forMePage(view, { ...shown, errors: [{ field: 'age', text: view.t('catalogue.for-me.age-wrong') }] })
    const candidates = await catalogue.candidatesFor({
      circumstances: chosen, ...(age === '' ? {} : { age: Number(age) }), ...(query.sex === 'F' || query.sex === 'M' ? { sex: query.sex } : {}),
    })
    return forMePage(view, { ...shown, candidates })
  })

  http.page('/services/:id', { who: 'anyone', params }, async ({ params: { id }, view }) => {
    const entry = await catalogue.service(id)
    if (entry === undefined) throw new Fault(catalogueFaults.noSuchService)
    return servicePage(view, { entry, stated: stated(id, view), agency: await catalogue.agency(entry.agency), lifeEvents: catalogue.lifeEvents.filter((event) => entry.lifeEvents.includes(event.id)) })
  })

  http.page('/life-events/:id', { who: 'anyone', params, query: strict({ happened: Type.Optional(Type.String({ maxLength: 20 })) }) }, async ({ params: { id }, query, view }) => {
    const event = catalogue.lifeEvent(id)
    if (event === undefined) throw new Fault(catalogueFaults.noSuchLifeEvent)
    const services = await Promise.all(event.services.map((service) => catalogue.service(service)))
    const text = (query.happened ?? '').trim()
    return lifeEventPage(view, {
      happened: { text, day: dayFrom(text) },
      event, steps: catalogue.stepsOf(event), services: services.filter((entry) => entry !== undefined),
      agencies: new Map((await catalogue.agencies()).map((agency) => [agency.id, agency])),
    })
  })

  http.page('/services/:id/process.bpmn', { who: 'anyone', params, summary: 'A service as a BPMN 2.0 process, in the language that Accept-Language asks for' }, async ({ params: { id }, view }) => {
    const entry = await catalogue.service(id)
    const event = entry?.source === 'pack' ? catalogue.lifeEvents.find((one) => one.services.includes(id)) : undefined
    if (entry?.source !== 'pack' || event === undefined) throw new Fault(catalogueFaults.noSuchService)
    return bpmnFile(await processOfService(view, entry.service, event), id)
  })

  http.page('/life-events/:id/process.bpmn', { who: 'anyone', params, summary: 'A life event as a BPMN 2.0 process: a pool for each agency' }, async ({ params: { id }, view }) => {
    const event = catalogue.lifeEvent(id)
    if (event === undefined) throw new Fault(catalogueFaults.noSuchLifeEvent)
    return bpmnFile(await processOfEvent(view, event), id)
  })

  http.page('/agencies', { who: 'anyone' }, async ({ view }) => agenciesPage(view, await catalogue.agencies()))

  http.page('/agencies/:id', { who: 'anyone', params }, async ({ params: { id }, view }) => {
    const agency = await catalogue.agency(id)
    if (agency === undefined) throw new Fault(catalogueFaults.noSuchAgency)
    const all = await catalogue.services()
    return agencyPage(view, agency, all.filter((entry) => entry.agency === id))
  })
}

export const bpmnFile = (xml: string, name: string) => new File(xml, 'application/xml; charset=utf-8', { name: `${name}.bpmn` })
